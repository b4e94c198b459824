import { Select, Stack } from '@mantine/core'
import { useState } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { useAuditWords } from '#web/audit/words.ts'
import { CsvButton } from '#web/kit/csv-button.tsx'
import { useFormat } from '#web/kit/format.ts'
import { usePages } from '#web/kit/pages.ts'
import { PersonLink } from '#web/kit/person-link.tsx'
import { More, Rows } from '#web/kit/rows.tsx'
import { Empty, PageTitle, Shown } from '#web/kit/states.tsx'
import { useTexts } from '#web/language.ts'

const all = 'all'

export function AuditPage() {
  const { audit: t } = useTexts()
  const [action, setAction] = useState(all)
  const filter = action === all ? {} : { action }
  const pages = usePages('audit', filter)
  return (
    <Stack>
      <PageTitle>{t.title}</PageTitle>
      <Select
        label={t.action}
        maw={280}
        allowDeselect={false}
        value={action}
        onChange={(value) => setAction(value ?? all)}
        data={[{ value: all, label: t.all }, ...Object.entries(t.actions).map(([value, label]) => ({ value, label }))]}
      />
      <Shown asked={pages}>
        {({ pages: loaded }) => {
          const entries = loaded.flatMap((page) => page.entries)
          if (entries.length === 0) return <Empty>{t.empty}</Empty>
          return (
            <>
              <div>
                <CsvButton name="audit" input={filter} rowsOf={(page) => page.entries} />
              </div>
              <Entries entries={entries} />
            </>
          )
        }}
      </Shown>
      <More pages={pages} />
    </Stack>
  )
}

function Entries({ entries }: { entries: BrowserReply<'audit'>['entries'] }) {
  const { audit: t, person, reason, roles } = useTexts()
  const { moment } = useFormat()
  const words = useAuditWords()
  return (
    <Rows
      label={t.title}
      rows={entries}
      keyOf={({ id }) => id}
      columns={[
        { name: person.time, cell: ({ at }) => moment(at) },
        {
          name: t.who,
          cell: ({ by, byName, role }) => (
            <>
              <PersonLink who={{ telegramId: by, firstName: byName || String(by) }} /> ({roles[role] ?? role})
            </>
          ),
        },
        { name: t.action, cell: ({ action }) => t.actions[action] ?? action },
        {
          name: t.about,
          cell: (entry) => (
            <>
              {entry.about && (
                <PersonLink who={{ telegramId: entry.about, firstName: entry.aboutName || String(entry.about) }} />
              )}{' '}
              {words.subject(entry)}
            </>
          ),
        },
        { name: reason, cell: (entry) => entry.reason },
        { name: t.before, cell: (entry) => words.facts(entry.before, entry) },
        { name: t.after, cell: (entry) => words.facts(entry.after, entry) },
      ]}
    />
  )
}
