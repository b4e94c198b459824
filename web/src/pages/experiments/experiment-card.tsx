import { Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '#web/kit/format.ts'
import { useTexts } from '#web/language.ts'
import { useMay } from '#web/session.ts'
import { Arms } from './arms.tsx'
import { SaveWindow } from './save-window.tsx'
import { DropWindow, EndWindow, StartWindow, StopWindow } from './steer-windows.tsx'
import { type Experiment, type Usual, useValueWords } from './value-words.ts'

type Doing = 'edit' | 'drop' | 'start' | 'stop' | 'keepA' | 'publishB'

/** One experiment: what it tries, how far it is, what it has shown and what may be done with it. */
export function ExperimentCard({ experiment, usual }: { experiment: Experiment; usual: Usual }) {
  const { experiments: t } = useTexts()
  const { state, title, value, percentB, peoplePerArm, mostDays } = experiment
  const { number } = useFormat()
  const words = useValueWords()
  return (
    <Card withBorder padding="md" component="section" aria-label={title}>
      <Stack gap="xs">
        <Group gap="xs">
          <Title order={2} size="h4">
            {title}
          </Title>
          <Badge variant="outline">{t.states[state]}</Badge>
        </Group>
        {experiment.usual && (
          <Text size="sm">
            {t.armA}: {words(experiment.usual).join('; ')}
          </Text>
        )}
        <Text size="sm">
          {t.armB}: {words(value).join('; ')}
        </Text>
        <Text size="sm" c="dimmed">
          {t.rule(percentB, number(peoplePerArm), mostDays)}
        </Text>
        <Progress experiment={experiment} />
        {experiment.arms.length > 0 && state !== 'draft' && <Arms experiment={experiment} />}
        <Doings {...{ experiment, usual }} />
      </Stack>
    </Card>
  )
}

function Progress({ experiment }: { experiment: Experiment }) {
  const { experiments: t } = useTexts()
  const { number, date } = useFormat()
  const { state, enoughAt, endedAt, endsBy, missingPeople, published, startedAt } = experiment
  if (state === 'draft' || !startedAt || !endsBy) return <Text size="sm">{t.draftHint}</Text>
  if (state === 'stopped') return <Text size="sm">{t.stoppedOn(date(startedAt), date(endedAt!))}</Text>
  if (state === 'ended')
    return <Text size="sm">{published ? t.publishedOn(date(endedAt!)) : t.keptOn(date(endedAt!))}</Text>
  if (enoughAt) return <Text size="sm">{t.enough(date(enoughAt))}</Text>
  return <Text size="sm">{t.missing(number(missingPeople), date(endsBy))}</Text>
}

function Doings({ experiment, usual }: { experiment: Experiment; usual: Usual }) {
  const { experiments: t } = useTexts()
  const may = useMay()
  const [doing, setDoing] = useState<Doing>()
  const close = () => setDoing(undefined)
  const doings = doingsOf(experiment)
  if (!may('run_experiments') || doings.length === 0) return null
  return (
    <Group gap="xs">
      {doings.map((each) => (
        <Button
          key={each}
          size="xs"
          variant={each === 'start' || each === 'publishB' ? 'filled' : 'default'}
          aria-label={t.doingOf(t.doings[each], experiment.title)}
          onClick={() => setDoing(each)}
        >
          {t.doings[each]}
        </Button>
      ))}
      {doing === 'edit' && <SaveWindow {...{ usual, close, experiment }} />}
      {doing === 'drop' && <DropWindow {...{ experiment, close }} />}
      {doing === 'start' && <StartWindow {...{ experiment, close }} />}
      {doing === 'stop' && <StopWindow {...{ experiment, close }} />}
      {(doing === 'keepA' || doing === 'publishB') && (
        <EndWindow {...{ experiment, close }} publish={doing === 'publishB' ? 'B' : 'A'} />
      )}
    </Group>
  )
}

function doingsOf({ state, enoughAt }: Experiment): Doing[] {
  if (state === 'draft') return ['start', 'edit', 'drop']
  if (state !== 'running') return []
  return enoughAt ? ['publishB', 'keepA'] : ['stop']
}
