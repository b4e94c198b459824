import { Badge, Button, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { read, write } from '#web/api.ts'
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
  const asked = useQuery({ queryKey: ['sessions'], queryFn: () => read('sessions', {}) })
  const end = useMutation({
    mutationFn: (id: number) => write('endSession', { id }),
    onSuccess: () => void queries.invalidateQueries(),
  })
  return (
    <Shown asked={asked}>
      {({ sessions }) => (
        <Rows
          label={t.own}
          rows={sessions}
          keyOf={({ id }) => id}
          columns={[
            { name: t.client, cell: ({ client }) => client || '—' },
            { name: t.began, cell: ({ beganAt }) => moment(beganAt) },
            { name: t.seen, cell: ({ seenAt }) => moment(seenAt) },
            { name: t.ends, cell: ({ endsAt }) => moment(endsAt) },
            {
              name: t.end,
              cell: ({ id, current }) =>
                current ? (
                  <Badge variant="outline">{t.this}</Badge>
                ) : (
                  <Button size="compact-xs" variant="default" onClick={() => end.mutate(id)}>
                    {t.end}
                  </Button>
                ),
            },
          ]}
        />
      )}
    </Shown>
  )
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
            { name: t.by, cell: ({ grantedBy }) => grantedBy ?? t.bySetting },
            { name: person.time, cell: ({ at }) => date(at) },
          ]}
        />
      )}
    </Shown>
  )
}
