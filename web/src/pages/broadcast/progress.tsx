import { Alert, Button, Card, Group, Image, Progress as Bar, SimpleGrid, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { useFormat } from '#web/kit/format.ts'
import { Section } from '#web/kit/states.tsx'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import { useMay } from '#web/session.ts'
import { ForWhom } from './for-whom.tsx'
import { Preview } from './preview.tsx'

type Known = BrowserReply<'broadcast'>

/** What has become of a broadcast, live, and what may be done to it. */
export function Progress({ broadcast }: { broadcast: Known }) {
  const { broadcasts: t } = useTexts()
  const { moment } = useFormat()
  const { picture, problem, beginsAt, endedAt, texts } = broadcast
  return (
    <Stack gap="lg">
      {problem !== null && (
        <Alert color="orange" variant="outline" title={t.problem}>
          {problem}
        </Alert>
      )}
      <Text size="sm" c="dimmed">
        {beginsAt && `${t.begins}: ${moment(beginsAt)}`}
        {endedAt && ` · ${t.ended}: ${moment(endedAt)}`}
      </Text>
      <Figures broadcast={broadcast} />
      <Acts broadcast={broadcast} />
      <ForWhom broadcast={broadcast} />
      <Section title={t.text}>
        {picture && <Image src={picture} alt={t.picture} maw={320} radius="md" />}
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          {texts.map((said) => (
            <Preview key={said.language} said={said} />
          ))}
        </SimpleGrid>
      </Section>
    </Stack>
  )
}

const shown = ['waiting', 'sent', 'blocked', 'failed', 'unknown', 'skipped', 'deleted', 'undeletable'] as const
const always = new Set<string>(['waiting', 'sent', 'blocked', 'failed', 'unknown'])

function Figures({ broadcast: { figures, refusedNews, state } }: { broadcast: Known }) {
  const { broadcasts: t } = useTexts()
  const { number } = useFormat()
  const counts = { ...figures, waiting: figures.waiting + figures.sending }
  const all = Object.values(figures).reduce((sum, count) => sum + count, 0)
  const done = all === 0 ? 0 : ((all - counts.waiting) / all) * 100
  return (
    <Stack gap="xs">
      {all > 0 && <Bar value={done} aria-label={t.states[state]} />}
      <SimpleGrid cols={{ base: 2, sm: 3, md: 6 }} aria-live="polite">
        {shown
          .filter((name) => always.has(name) || counts[name] > 0)
          .map((name) => (
            <Figure key={name} name={t.figures[name]} value={number(counts[name])} />
          ))}
        <Figure name={t.refusedNews} value={number(refusedNews)} />
      </SimpleGrid>
      {counts.unknown > 0 && (
        <Text size="sm" c="dimmed">
          {t.unknownHint}
        </Text>
      )}
    </Stack>
  )
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <Card withBorder padding="sm">
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Text fw={700} className="figure">
        {value}
      </Text>
    </Card>
  )
}

type Act = 'pause' | 'resume' | 'stop' | 'delete'

const actsIn: Partial<Record<Known['state'], Act[]>> = {
  scheduled: ['stop'],
  filling: ['pause', 'stop'],
  sending: ['pause', 'stop', 'delete'],
  paused: ['resume', 'stop', 'delete'],
  stopped: ['delete'],
  sent: ['delete'],
}

function Acts({ broadcast: { id, state, figures, mayDelete } }: { broadcast: Known }) {
  const { broadcasts: t } = useTexts()
  const may = useMay()
  const [chosen, choose] = useState<Act>()
  const close = () => choose(undefined)
  const steering = useChange('steerBroadcast', close)
  const deleting = useChange('deleteSent', close)
  const known = actsIn[state] ?? []
  const acts = known.filter((act) =>
    act === 'delete' ? may('send_broadcasts') && mayDelete : may('compose_broadcasts'),
  )
  const isTooOld = known.includes('delete') && may('send_broadcasts') && figures.sent > 0 && !mayDelete
  const submit = (reason: string) => {
    if (chosen === 'delete') void deleting.send({ id, reason })
    else if (chosen) void steering.send({ id, act: chosen, reason })
  }
  return (
    <Group>
      {acts.map((act) => (
        <Button
          key={act}
          variant={act === 'resume' ? 'filled' : 'default'}
          {...(act === 'delete' || act === 'stop' ? { c: 'var(--mantine-color-error)' } : {})}
          onClick={() => choose(act)}
        >
          {t.acts[act]}
        </Button>
      ))}
      {isTooOld && (
        <Text size="sm" c="dimmed">
          {t.tooOld}
        </Text>
      )}
      {chosen && (
        <ChangeWindow
          isOpen
          close={close}
          change={chosen === 'delete' ? deleting : steering}
          title={t.acts[chosen]}
          describe={({ title }) => [String(title), t.deleteHint]}
          submit={submit}
        >
          <Text size="sm">{t.actHints[chosen]}</Text>
        </ChangeWindow>
      )}
    </Group>
  )
}
