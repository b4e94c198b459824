import { List, Stack } from '@mantine/core'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { useFormat } from '#web/kit/format.ts'
import { PersonLink } from '#web/kit/person-link.tsx'
import { useRewardWords } from '#web/kit/reward-words.ts'
import { Rows } from '#web/kit/rows.tsx'
import { Empty, Section } from '#web/kit/states.tsx'
import { useLanguage, useTexts } from '#web/language.ts'

type Person = BrowserReply<'person'>

/** By what a person came, whom they brought, and what they were given or gave. */
export function PersonGrowth({ person }: { person: Person }) {
  return (
    <Stack>
      <Came person={person} />
      <Invitations invitations={person.invitations} />
      <PromoUses uses={person.promoUses} />
      <Gifts gifts={person.gifts} />
      <Experiments experiments={person.experiments} />
    </Stack>
  )
}

function Came({ person: { came, invitations } }: { person: Person }) {
  const { personGrowth: t } = useTexts()
  const { moment } = useFormat()
  if (came === null)
    return (
      <Section title={t.came}>
        <Empty>{t.neverStarted}</Empty>
      </Section>
    )
  const by = ({ kind, name }: (typeof came)['first']) => (kind === null ? t.noLink : t.links[kind](name))
  return (
    <Section title={t.came}>
      <List size="sm">
        <List.Item>{t.first(by(came.first), moment(came.first.at))}</List.Item>
        <List.Item>{t.last(by(came.last), moment(came.last.at))}</List.Item>
        {invitations.invitedBy !== null && (
          <List.Item>
            {t.invitedBy}{' '}
            <PersonLink who={{ telegramId: invitations.invitedBy, firstName: String(invitations.invitedBy) }} />
          </List.Item>
        )}
      </List>
    </Section>
  )
}

const counts = ['came', 'notPaid', 'waiting', 'returned', 'rewarded', 'earned'] as const

function Invitations({ invitations }: { invitations: Person['invitations'] }) {
  const { personGrowth: t } = useTexts()
  const { number } = useFormat()
  return (
    <Section title={t.invitations}>
      {invitations.came === 0 ? (
        <Empty>{t.noInvitations}</Empty>
      ) : (
        <List size="sm">
          {counts
            .filter((count) => count === 'came' || invitations[count] > 0)
            .map((count) => (
              <List.Item key={count} className="figure">
                {t.counts[count]}: {number(invitations[count])}
              </List.Item>
            ))}
        </List>
      )}
    </Section>
  )
}

function PromoUses({ uses }: { uses: Person['promoUses'] }) {
  const { personGrowth: t, person, promos } = useTexts()
  const { moment } = useFormat()
  const words = useRewardWords()
  return (
    <Section title={promos.title}>
      {uses.length === 0 ? (
        <Empty>{t.noPromos}</Empty>
      ) : (
        <Rows
          label={promos.title}
          csv="promo-codes"
          folds
          rows={uses}
          keyOf={({ id }) => id}
          columns={[
            { name: person.time, cell: ({ at }) => moment(at) },
            {
              name: promos.code,
              cell: ({ name, code }) => (name === code ? code : `${code} (${promos.batch} ${name})`),
            },
            { name: promos.gives, cell: ({ gives }) => words(gives) },
          ]}
        />
      )}
    </Section>
  )
}

function Gifts({ gifts }: { gifts: Person['gifts'] }) {
  const { t, language } = useLanguage()
  const { personGrowth: words, person } = t
  const { moment } = useFormat()
  return (
    <Section title={words.gifts}>
      {gifts.length === 0 ? (
        <Empty>{words.noGifts}</Empty>
      ) : (
        <Rows
          label={words.gifts}
          csv="gifts"
          folds
          rows={gifts}
          keyOf={({ id, at }) => `${at} ${id}`}
          columns={[
            { name: person.time, cell: ({ at }) => moment(at) },
            { name: person.what, cell: ({ title }) => title[language] ?? title['en'] },
            { name: words.way, cell: ({ given }) => (given ? words.given : words.received) },
            {
              name: words.other,
              cell: ({ otherId }) =>
                otherId === null ? '—' : <PersonLink who={{ telegramId: otherId, firstName: String(otherId) }} />,
            },
            { name: person.state, cell: (gift) => <State gift={gift} /> },
          ]}
        />
      )}
    </Section>
  )
}

function State({ gift: { state, expiresAt } }: { gift: Person['gifts'][number] }) {
  const { personGrowth: t } = useTexts()
  const { date } = useFormat()
  return <>{state === 'open' ? t.openUntil(date(expiresAt)) : t.states[state]}</>
}

/** Which arm they got when they came. */
function Experiments({ experiments }: { experiments: Person['experiments'] }) {
  const { experiments: t, person } = useTexts()
  const { moment } = useFormat()
  return (
    <Section title={t.title}>
      {experiments.length === 0 ? (
        <Empty>{t.noArms}</Empty>
      ) : (
        <Rows
          label={t.title}
          folds
          rows={experiments}
          keyOf={({ id }) => id}
          columns={[
            { name: t.name, cell: ({ title }) => title },
            { name: t.subject, cell: ({ subject }) => t.subjects[subject] },
            { name: t.arm, cell: ({ arm }) => (arm === 'A' ? t.armA : t.armB) },
            { name: person.time, cell: ({ at }) => moment(at) },
            { name: person.state, cell: ({ state }) => t.states[state] },
          ]}
        />
      )}
    </Section>
  )
}
