import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { useFormat } from '#web/kit/format.ts'
import { Rows } from '#web/kit/rows.tsx'
import { Empty, FoldedSection } from '#web/kit/states.tsx'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import { useMay } from '#web/session.ts'
import { useTimetable } from './timetable.ts'

type Job = BrowserReply<'health'>['jobs'][number]

/** What the worker does by the clock, how it went, and a button to run it now. */
export function Jobs({ jobs }: { jobs: Job[] }) {
  const { health: t, person } = useTexts()
  const { moment, seconds } = useFormat()
  const may = useMay()
  const nameOf = useJobNames()
  const timetable = useTimetable()
  const [chosen, choose] = useState<Job>()
  if (jobs.length === 0)
    return (
      <FoldedSection title={t.jobs}>
        <Empty>{t.noJobs}</Empty>
      </FoldedSection>
    )
  const run = (job: Job) => (
    <Button size="compact-xs" variant="default" aria-label={`${t.runNow}: ${nameOf(job)}`} onClick={() => choose(job)}>
      {t.runNow}
    </Button>
  )
  return (
    <FoldedSection title={t.jobs}>
      <Rows
        label={t.jobs}
        csv="jobs"
        folds
        rows={jobs}
        keyOf={({ name }) => name}
        columns={[
          { name: t.job, cell: nameOf },
          { name: t.timetable, cell: ({ cron }) => timetable(cron) },
          { name: t.last, cell: ({ lastAt }) => (lastAt ? moment(lastAt) : '—') },
          { name: person.state, cell: ({ state }) => (state ? (t.states[state] ?? state) : '—') },
          { name: t.took, cell: ({ durationMs }) => (durationMs === null ? '—' : seconds(durationMs)) },
          {
            name: t.failures,
            cell: ({ failures, error }) => (failures > 0 && error ? `${failures}: ${error}` : failures),
          },
          ...(may('run_jobs') ? [{ name: t.runNow, cell: run }] : []),
        ]}
      />
      {chosen && <RunWindow job={chosen} close={() => choose(undefined)} />}
    </FoldedSection>
  )
}

function useJobNames() {
  const { health: t } = useTexts()
  return ({ name }: Job) => t.jobNames[name] ?? name
}

function RunWindow({ job, close }: { job: Job; close: () => void }) {
  const { health: t } = useTexts()
  const nameOf = useJobNames()
  const change = useChange('runJob', close)
  return (
    <ChangeWindow
      {...{ close, change }}
      isOpen
      title={t.runNow}
      describe={() => []}
      submit={(reason) => void change.send({ name: job.name, reason })}
    >
      <Text size="sm">{t.runNowText(nameOf(job))}</Text>
    </ChangeWindow>
  )
}
