import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { useFormat } from '#web/kit/format.ts'
import { Rows } from '#web/kit/rows.tsx'
import { Empty, Section } from '#web/kit/states.tsx'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import { useMay } from '#web/session.ts'
import { SaveCsv } from './save-csv.tsx'

type Job = BrowserReply<'health'>['jobs'][number]

/** What the worker does by the clock, how it went, and a button to run it now. */
export function Jobs({ jobs }: { jobs: Job[] }) {
  const { health: t, person } = useTexts()
  const { moment } = useFormat()
  const may = useMay()
  const [chosen, choose] = useState<Job>()
  if (jobs.length === 0)
    return (
      <Section title={t.jobs}>
        <Empty>{t.noJobs}</Empty>
      </Section>
    )
  const run = (job: Job) => (
    <Button size="compact-xs" variant="default" aria-label={`${t.runNow}: ${job.name}`} onClick={() => choose(job)}>
      {t.runNow}
    </Button>
  )
  return (
    <Section title={t.jobs}>
      <SaveCsv name="jobs" rows={jobs} />
      <Rows
        label={t.jobs}
        rows={jobs}
        keyOf={({ name }) => name}
        columns={[
          { name: t.job, cell: ({ name }) => name },
          { name: 'Cron', cell: ({ cron }) => cron },
          { name: t.last, cell: ({ lastAt }) => (lastAt ? moment(lastAt) : '—') },
          { name: person.state, cell: ({ state }) => (state ? (t.states[state] ?? state) : '—') },
          { name: t.took, cell: ({ durationMs }) => (durationMs === null ? '—' : (durationMs / 1000).toFixed(1)) },
          {
            name: t.failures,
            cell: ({ failures, error }) => (failures > 0 && error ? `${failures}: ${error}` : failures),
          },
          ...(may('run_jobs') ? [{ name: t.runNow, cell: run }] : []),
        ]}
      />
      {chosen && <RunWindow job={chosen} close={() => choose(undefined)} />}
    </Section>
  )
}

function RunWindow({ job: { name }, close }: { job: Job; close: () => void }) {
  const { health: t } = useTexts()
  const change = useChange('runJob', close)
  return (
    <ChangeWindow
      {...{ close, change }}
      isOpen
      title={t.runNow}
      describe={() => []}
      submit={(reason) => void change.send({ name, reason })}
    >
      <Text size="sm">{t.runNowText(name)}</Text>
    </ChangeWindow>
  )
}
