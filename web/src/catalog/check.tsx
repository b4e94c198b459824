import { Alert, Badge, List, Stack } from '@mantine/core'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { Rows } from '#web/kit/rows.tsx'
import { Empty, FoldedSection, Section, Shown } from '#web/kit/states.tsx'
import { useTexts } from '#web/language.ts'
import { useChecked } from './use-checked.ts'
import { useWords } from './words.ts'

type Checked = BrowserReply<'checkCatalog'>

/** What is written, looked through while it is written: its faults, what it changes, and whether its prices pay. */
export function Check({ text, isChanged }: { text: string; isChanged: boolean }) {
  const asked = useChecked(text)
  return (
    <Shown asked={asked}>
      {(checked) => (
        <Stack>
          <Faults faults={checked.faults} />
          {isChanged && <Differences differences={checked.differences} />}
          {checked.findings.length > 0 && <Findings findings={checked.findings} />}
        </Stack>
      )}
    </Shown>
  )
}

function Faults({ faults }: Pick<Checked, 'faults'>) {
  const { catalog: t } = useTexts()
  const words = useWords()
  if (faults.length === 0) return null
  return (
    <Alert color="red" variant="outline" title={t.faults} role="alert">
      <List size="sm">
        {faults.map((fault) => (
          <List.Item key={fault.sentence}>{words.fault(fault)}</List.Item>
        ))}
      </List>
    </Alert>
  )
}

/** What is another in it than in what counts now. */
function Differences({ differences }: Pick<Checked, 'differences'>) {
  const { catalog: t, audit } = useTexts()
  const words = useWords()
  return (
    <Section title={t.differences}>
      {differences.length === 0 ? (
        <Empty>{t.noDifferences}</Empty>
      ) : (
        <Rows
          label={t.differences}
          rows={differences}
          keyOf={({ entry, field, what }) => `${entry} ${field} ${what}`}
          columns={[
            { name: t.entry, cell: ({ entry }) => words.entry(entry) },
            { name: t.what, cell: (difference) => words.what(difference) },
            { name: audit.before, cell: ({ before }) => words.value(before) },
            { name: audit.after, cell: ({ after }) => words.value(after) },
          ]}
        />
      )}
    </Section>
  )
}

function Findings({ findings }: Pick<Checked, 'findings'>) {
  const { catalog: t } = useTexts()
  const words = useWords()
  const Frame = findings.some(({ wrong }) => wrong) ? Section : FoldedSection
  return (
    <Frame title={t.margins} hint={t.marginsHint}>
      <Rows
        label={t.margins}
        folds
        rows={findings.toSorted((a, b) => Number(b.wrong) - Number(a.wrong))}
        keyOf={({ model }) => model}
        columns={[
          { name: t.entry, cell: ({ model }) => words.entry(model) },
          {
            name: t.verdict,
            cell: ({ wrong }) => (
              <Badge color={wrong ? 'red.9' : 'teal.9'} variant="filled" size="sm" miw="max-content">
                {wrong ? t.wrong : t.right}
              </Badge>
            ),
          },
          { name: t.why, cell: ({ parts }) => parts.map(words.part).join(' ') },
        ]}
      />
    </Frame>
  )
}
