import { Badge, Button, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { read, write } from '#web/api.ts'
import { deviceOf } from '#web/kit/device.ts'
import { useFaultWords } from '#web/kit/fault-words.ts'
import { useFormat } from '#web/kit/format.ts'
import { PersonLink } from '#web/kit/person-link.tsx'
import { Rows } from '#web/kit/rows.tsx'
import { PageTitle, Section, Shown } from '#web/kit/states.tsx'
import { useTexts } from '#web/language.ts'

export function SessionsPage() {
  const { sessions: t } = useTexts()
  return (
    <Stack>
      <PageTitle>{t.title}</PageTitle>
      <Section title={t.own} hint={t.ownHint}>
        <Own />
      </Section>
      <Section title={t.team} hint={t.teamHint}>
        <Team />
      </Section>
    </Stack>
  )
}

function Own() {
  const { sessions: t } = useTexts()
  const { moment } = useFormat()
  const queries = useQueryClient()
  const faultWords = useFaultWords()
  const asked = useQuery({ queryKey: ['sessions'], queryFn: () => read('sessions', {}) })
  const end = useMutation({
    mutationFn: (id: number) => write('endSession', { id }),
    onSuccess: () => void queries.invalidateQueries(),
    // Otherwise it would wait in silence for an offline device.
    networkMode: 'always',
  })
  return (
    <Shown asked={asked}>
      {({ sessions }) => (
        <>
          {end.isError && (
            <Text role="alert" size="sm" c="var(--mantine-color-error)">
              {t.endFailed} {faultWords(end.error)}
            </Text>
          )}
          <Rows
            label={t.own}
            rows={sessions}
            keyOf={({ id }) => id}
            columns={[
              { name: t.client, cell: ({ client }) => <Client client={client} /> },
              { name: t.began, cell: ({ beganAt }) => moment(beganAt) },
              { name: t.seen, cell: ({ seenAt }) => moment(seenAt) },
              { name: t.ends, cell: ({ endsAt }) => moment(endsAt) },
              {
                name: t.end,
                cell: ({ id, current }) =>
                  current ? (
                    <Badge variant="outline">{t.this}</Badge>
                  ) : (
                    <Button
                      size="compact-xs"
                      variant="default"
                      loading={end.isPending && end.variables === id}
                      onClick={() => end.mutate(id)}
                    >
                      {t.end}
                    </Button>
                  ),
              },
            ]}
          />
        </>
      )}
    </Shown>
  )
}

/** Such as Chrome on Windows; what the browser says word for word is in the title. */
function Client({ client }: { client: string }) {
  const { sessions: t } = useTexts()
  const device = deviceOf(client)
  return <span title={client}>{device ? t.device(device.browser, device.system) : client || '—'}</span>
}

function Team() {
  const { sessions: t, people, person, roles } = useTexts()
  const { date } = useFormat()
  const asked = useQuery({ queryKey: ['team'], queryFn: () => read('team', {}) })
  return (
    <Shown asked={asked}>
      {({ team }) => (
        <Rows
          label={t.team}
          csv="team"
          rows={team}
          keyOf={({ telegramId }) => telegramId}
          columns={[
            {
              name: people.person,
              cell: ({ telegramId, firstName, username }) => (
                <PersonLink who={{ telegramId, firstName: firstName || String(telegramId), username }} />
              ),
            },
            { name: person.role, cell: ({ role }) => roles[role] },
            { name: t.by, cell: ({ grantedBy }) => <Giver id={grantedBy} team={team} /> },
            { name: person.time, cell: ({ at }) => date(at) },
          ]}
        />
      )}
    </Shown>
  )
}

/** Mostly one of the team, whose name is known. */
function Giver({ id, team }: { id: number | null; team: BrowserReply<'team'>['team'] }) {
  const { sessions: t } = useTexts()
  if (id === null) return t.bySetting
  const giver = team.find(({ telegramId }) => telegramId === id)
  return <PersonLink who={{ telegramId: id, firstName: giver?.firstName || String(id) }} />
}
