import { Alert, Button, List, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { read } from '#web/api.ts'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { useFormat } from '#web/kit/format.ts'
import { Rows } from '#web/kit/rows.tsx'
import { Empty, FoldedSection, PageTitle, Section, Shown } from '#web/kit/states.tsx'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import { useMay } from '#web/session.ts'
import { Concerned } from './health/concerned.tsx'
import { Jobs } from './health/jobs.tsx'
import { Programs } from './health/programs.tsx'
import { Unsent } from './health/unsent.tsx'

type Health = BrowserReply<'health'>

const refreshMs = 15_000

export function HealthPage() {
  const { health: t } = useTexts()
  const asked = useQuery({ queryKey: ['health'], queryFn: () => read('health', {}), refetchInterval: refreshMs })
  return (
    <Stack>
      <PageTitle>{t.title}</PageTitle>
      <Shown asked={asked}>
        {(health, staleSince) => (
          <>
            <Alerts {...{ health, staleSince }} />
            <GivenUp health={health} />
            <Unsent unsent={health.unsent} />
            <Programs programs={health.programs} />
            <Jobs jobs={health.jobs} />
            <Errors health={health} />
            <Figures health={health} />
          </>
        )}
      </Shown>
    </Stack>
  )
}

function Alerts({ health: { alerts }, staleSince }: { health: Health; staleSince: string | undefined }) {
  const { health: t } = useTexts()
  const { number, percent, duration, moment } = useFormat()
  const written = (kind: string, value: number) => {
    if (kind === 'connections_few') return percent(value)
    return inSeconds.has(kind) ? duration(value) : number(value)
  }
  if (alerts.length === 0)
    return (
      <Alert color={staleSince ? 'gray' : 'teal'} variant="outline">
        {staleSince ? t.fineAt(moment(staleSince)) : t.fine}
      </Alert>
    )
  return (
    <Alert color="red" variant="outline" title={t.alerts} role="alert">
      <List size="sm">
        {alerts.map(({ kind, value }) => (
          <List.Item key={kind}>
            {t.kinds[kind] ?? kind}: {written(kind, value)}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}

const inSeconds = new Set([
  'nobody_answers',
  'update_stuck',
  'payment_waits',
  'question_silent',
  'not_reconciled',
  'backup_old',
  'copy_old',
])

type Update = Health['givenUp'][number]

function GivenUp({ health: { givenUp } }: { health: Health }) {
  const { health: t, people, person, updateKinds } = useTexts()
  const { moment } = useFormat()
  const may = useMay()
  const [chosen, choose] = useState<Update>()
  return (
    <Section title={t.givenUp} {...(givenUp.length > 0 ? { hint: t.givenUpHint } : {})}>
      {givenUp.length === 0 ? (
        <Empty>{t.noGivenUp}</Empty>
      ) : (
        <Rows
          label={t.givenUp}
          csv="given-up-updates"
          folds
          rows={givenUp}
          keyOf={({ updateId }) => updateId}
          columns={[
            { name: person.time, cell: ({ at }) => moment(at) },
            { name: person.what, cell: ({ what }) => updateKinds[what] ?? what },
            { name: people.person, cell: Concerned },
            { name: t.tries, cell: ({ attempts }) => attempts },
            { name: t.error, cell: ({ error }) => error },
            ...(may('retry_updates')
              ? [
                  {
                    name: t.tryAgain,
                    cell: (update: Update) => (
                      <Button size="compact-xs" variant="default" onClick={() => choose(update)}>
                        {t.tryAgain}
                      </Button>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {chosen && <RetryWindow update={chosen} close={() => choose(undefined)} />}
    </Section>
  )
}

function RetryWindow({ update, close }: { update: Update; close: () => void }) {
  const { health: t, updateKinds } = useTexts()
  const change = useChange('retryUpdate', close)
  return (
    <ChangeWindow
      {...{ close, change }}
      isOpen
      title={t.tryAgain}
      describe={() => []}
      submit={(reason) => void change.send({ updateId: update.updateId, reason })}
    >
      <Text size="sm">
        {updateKinds[update.what] ?? update.what} {update.updateId}: {update.error}
      </Text>
    </ChangeWindow>
  )
}

function Errors({ health: { errors } }: { health: Health }) {
  const { health: t, people, person, eventKinds } = useTexts()
  const { moment } = useFormat()
  return (
    <FoldedSection title={t.errors}>
      {errors.length === 0 ? (
        <Empty>{t.noErrors}</Empty>
      ) : (
        <Rows
          label={t.errors}
          csv="errors"
          folds
          rows={errors}
          keyOf={({ id }) => id}
          columns={[
            { name: person.time, cell: ({ at }) => moment(at) },
            { name: person.what, cell: ({ kind }) => eventKinds[kind] ?? kind },
            { name: people.person, cell: Concerned },
            { name: t.error, cell: ({ message }) => message ?? '—' },
          ]}
        />
      )}
    </FoldedSection>
  )
}

function Figures({ health }: { health: Health }) {
  const { health: t } = useTexts()
  const { number, bytes, ago } = useFormat()
  const written = (name: string, value: number | null) => {
    if (value === null) return t.never
    if (name.endsWith('Bytes')) return bytes(value)
    return name.endsWith('SecondsAgo') ? ago(value) : number(value)
  }
  return (
    <FoldedSection title={t.figuresTitle}>
      <Text size="sm">
        {t.outbox}: {t.outboxText(health.outbox.waiting, health.outbox.refused, health.outbox.givenUp)}
      </Text>
      {health.figures.map(({ name, value }) => (
        <Text key={name} size="sm" className="figure">
          {t.figures[name] ?? name}: {written(name, value)}
        </Text>
      ))}
      <Text size="sm" c="dimmed">
        {t.versions(health.version, health.migration, health.catalog)}
      </Text>
    </FoldedSection>
  )
}
