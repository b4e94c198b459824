import { Anchor, Badge, Button, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { read } from '#web/api.ts'
import { useFormat } from '#web/kit/format.ts'
import { Rows } from '#web/kit/rows.tsx'
import { Empty, PageTitle, Shown } from '#web/kit/states.tsx'
import { useTexts } from '#web/language.ts'
import { useMay } from '#web/session.ts'

type Line = BrowserReply<'broadcasts'>['broadcasts'][number]

const lookEveryMs = 3_000

export function BroadcastsPage() {
  const { broadcasts: t } = useTexts()
  const may = useMay()
  const asked = useQuery({
    queryKey: ['broadcasts'],
    queryFn: () => read('broadcasts', {}),
    refetchInterval: lookEveryMs,
  })
  return (
    <Stack>
      <Group justify="space-between">
        <PageTitle>{t.title}</PageTitle>
        {may('compose_broadcasts') && (
          <Button component={Link} to="/broadcasts/new">
            {t.compose}
          </Button>
        )}
      </Group>
      <Shown asked={asked}>
        {({ broadcasts }) => (broadcasts.length === 0 ? <Empty>{t.empty}</Empty> : <List broadcasts={broadcasts} />)}
      </Shown>
    </Stack>
  )
}

function List({ broadcasts }: { broadcasts: Line[] }) {
  const { broadcasts: t } = useTexts()
  const { moment, number } = useFormat()
  return (
    <Rows
      label={t.title}
      csv="broadcasts"
      folds
      rows={broadcasts}
      keyOf={({ id }) => id}
      columns={[
        {
          name: t.name,
          cell: ({ id, title }) => (
            <Anchor component={Link} to={`/broadcasts/${id}`} underline="always" size="sm">
              {title}
            </Anchor>
          ),
        },
        { name: t.state, cell: ({ state }) => <StateBadge state={state} /> },
        { name: t.begins, cell: ({ beginsAt }) => (beginsAt ? moment(beginsAt) : '—') },
        { name: t.figures.sent, cell: ({ figures }) => number(figures.sent) },
        { name: t.figures.waiting, cell: ({ figures }) => number(figures.waiting + figures.sending) },
        { name: t.figures.unknown, cell: ({ figures }) => number(figures.unknown) },
      ]}
    />
  )
}

export function StateBadge({ state }: { state: Line['state'] }) {
  const { broadcasts: t } = useTexts()
  const color = {
    sending: 'teal.9',
    filling: 'teal.9',
    scheduled: 'indigo.8',
    paused: 'orange.9',
    deleting: 'orange.9',
  }
  return (
    <Badge color={color[state as keyof typeof color] ?? 'gray.7'} variant="filled" size="sm">
      {t.states[state]}
    </Badge>
  )
}
