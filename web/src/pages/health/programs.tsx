import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { useFormat } from '#web/kit/format.ts'
import { Rows } from '#web/kit/rows.tsx'
import { Empty, FoldedSection } from '#web/kit/states.tsx'
import { useTexts } from '#web/language.ts'

/** Which backends, bots and workers there are, and of which version. */
export function Programs({ programs }: { programs: BrowserReply<'health'>['programs'] }) {
  const { health: t } = useTexts()
  const { moment } = useFormat()
  return (
    <FoldedSection title={t.programs}>
      {programs.length === 0 ? (
        <Empty>{t.noPrograms}</Empty>
      ) : (
        <Rows
          label={t.programs}
          csv="programs"
          rows={programs}
          keyOf={({ id }) => id}
          columns={[
            { name: t.program, cell: ({ program }) => program },
            { name: t.programVersion, cell: ({ version }) => version },
            { name: t.migration, cell: ({ migration }) => migration },
            { name: t.since, cell: ({ startedAt }) => moment(startedAt) },
          ]}
        />
      )}
    </FoldedSection>
  )
}
