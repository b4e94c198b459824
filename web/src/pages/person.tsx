import { Anchor, Badge, Card, Group, SimpleGrid, Stack, Tabs, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { read } from '#web/api.ts'
import { useFormat } from '#web/kit/format.ts'
import { Payments } from '#web/kit/payments.tsx'
import { Rows } from '#web/kit/rows.tsx'
import { Empty, PageTitle, Shown } from '#web/kit/states.tsx'
import { useTexts } from '#web/language.ts'
import { PersonChanges } from './person-changes.tsx'
import { PersonGrowth } from './person-growth.tsx'
import { PersonQuestions } from './person-questions.tsx'

type Person = BrowserReply<'person'>

export function PersonPage() {
  const { id } = useParams({ from: '/people/$id' })
  const { person: t } = useTexts()
  const telegramId = Number(id)
  const asked = useQuery({ queryKey: ['person', telegramId], queryFn: () => read('person', { telegramId }) })
  return (
    <Stack>
      <Anchor component={Link} to="/people" size="sm" underline="always">
        {t.back}
      </Anchor>
      <Shown asked={asked}>
        {(person) => (
          <>
            <Head person={person} />
            <PersonChanges person={person} />
            <Has person={person} />
            <Lists person={person} />
          </>
        )}
      </Shown>
    </Stack>
  )
}

function Head({ person: { profile } }: { person: Person }) {
  const { person: t, people, roles } = useTexts()
  const { date } = useFormat()
  const name = [profile.firstName, profile.lastName].filter(Boolean).join(' ')
  return (
    <div>
      <Group gap="xs">
        <PageTitle>{name || t.noName}</PageTitle>
        {profile.blocked && (
          <Badge color="red.9" variant="filled">
            {people.blocked}
          </Badge>
        )}
        {profile.role && <Badge variant="outline">{roles[profile.role]}</Badge>}
      </Group>
      <Text size="sm" c="dimmed">
        {profile.username ? `@${profile.username} · ` : ''}
        {profile.telegramId} · {profile.language} · {people.since.toLowerCase()} {date(profile.createdAt)}
      </Text>
    </div>
  )
}

function Has({ person: { means, profile, ownAssistants, memories } }: { person: Person }) {
  const { person: t, purses } = useTexts()
  const { number, date, moment } = useFormat()
  const { trial, subscription, next } = means
  const lines = [
    [t.credits, number(means.credits)],
    [
      t.trial,
      trial
        ? [
            t.trialLeft(trial.left, trial.granted),
            ...(trial.restAt ? [t.trialRest(number(trial.rest), moment(trial.restAt))] : []),
          ].join(', ')
        : t.trialNone,
    ],
    [t.subscription, subscription ? t.until(subscription.plan, date(subscription.endsAt)) : t.none],
    [t.agreement, t.agreementStates[profile.agreement]],
    [t.pays, 'purse' in next ? `${purses[next.purse]}, ${next.price}` : (t.refusals[next.refused] ?? next.refused)],
    [t.ownAssistants, number(ownAssistants)],
    [t.memories, number(memories)],
  ]
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
      {lines.map(([name, value]) => (
        <Card key={name} withBorder padding="sm">
          <Text size="sm" c="dimmed">
            {name}
          </Text>
          <Text fw={600} className="figure">
            {value}
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  )
}

function Lists({ person }: { person: Person }) {
  const { person: t, personGrowth } = useTexts()
  return (
    <Tabs defaultValue="ledger" keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="ledger">{t.ledger}</Tabs.Tab>
        <Tabs.Tab value="payments">{t.payments}</Tabs.Tab>
        <Tabs.Tab value="questions">{t.questions}</Tabs.Tab>
        <Tabs.Tab value="growth">{personGrowth.tab}</Tabs.Tab>
        <Tabs.Tab value="consents">{t.consents}</Tabs.Tab>
        <Tabs.Tab value="timeline">{t.timeline}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="ledger" pt="sm">
        <Ledger person={person} />
      </Tabs.Panel>
      <Tabs.Panel value="payments" pt="sm">
        {person.payments.length > 0 ? <Payments folds payments={person.payments} /> : <Empty>{t.emptyPayments}</Empty>}
      </Tabs.Panel>
      <Tabs.Panel value="questions" pt="sm">
        <PersonQuestions person={person} />
      </Tabs.Panel>
      <Tabs.Panel value="growth" pt="sm">
        <PersonGrowth person={person} />
      </Tabs.Panel>
      <Tabs.Panel value="consents" pt="sm">
        <Consents person={person} />
      </Tabs.Panel>
      <Tabs.Panel value="timeline" pt="sm">
        <Timeline person={person} />
      </Tabs.Panel>
    </Tabs>
  )
}

/** An owner's words; what the programs wrote down in English says no more than the kind, but for the thing's name. */
function whyOf({ kind, reason }: Person['ledger'][number]): string {
  if (kind === 'adjustment') return reason
  return withName.has(kind) ? reason.replace(/^(bought|promo code|campaign|gift) /, '') : '—'
}

const withName = new Set(['purchase', 'promo', 'campaign', 'gift'])

function Ledger({ person: { ledger } }: { person: Person }) {
  const { person: t, entryKinds } = useTexts()
  const { number, signed, moment } = useFormat()
  if (ledger.length === 0) return <Empty>{t.emptyLedger}</Empty>
  return (
    <Rows
      label={t.ledger}
      csv="ledger"
      folds
      rows={ledger}
      keyOf={({ id }) => id}
      columns={[
        { name: t.time, cell: ({ at }) => moment(at) },
        { name: t.change, cell: ({ delta }) => signed(delta) },
        { name: t.balance, cell: ({ balance }) => number(balance) },
        { name: t.what, cell: ({ kind }) => entryKinds[kind] ?? kind },
        { name: t.why, cell: whyOf },
      ]}
    />
  )
}

/** What they have agreed to and have withdrawn, as it can be proven. */
function Consents({ person: { consents } }: { person: Person }) {
  const { person: t, settings } = useTexts()
  const { moment } = useFormat()
  if (consents.length === 0) return <Empty>{t.emptyConsents}</Empty>
  return (
    <Rows
      label={t.consents}
      csv="consents"
      rows={consents}
      keyOf={({ id }) => id}
      columns={[
        { name: t.time, cell: ({ at }) => moment(at) },
        { name: t.what, cell: ({ subject }) => settings.documentNames[subject] ?? t.news },
        { name: t.state, cell: ({ given }) => (given ? t.agreed : t.withdrawn) },
        { name: t.how, cell: ({ how }) => (how === null ? '—' : (t.hows[how] ?? how)) },
        { name: t.version, cell: ({ version }) => version },
      ]}
    />
  )
}

function Timeline({ person: { timeline } }: { person: Person }) {
  const { person: t, eventKinds } = useTexts()
  const { moment } = useFormat()
  if (timeline.length === 0) return <Empty>{t.emptyTimeline}</Empty>
  return (
    <Rows
      label={t.timeline}
      csv="timeline"
      folds
      rows={timeline}
      keyOf={({ id }) => id}
      columns={[
        { name: t.time, cell: ({ at }) => moment(at) },
        { name: t.what, cell: ({ kind, level }) => `${level === 'info' ? '' : '⚠️ '}${eventKinds[kind] ?? kind}` },
      ]}
    />
  )
}
