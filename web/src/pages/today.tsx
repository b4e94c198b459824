import { Anchor, Card, SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { read } from '#web/api.ts'
import { Bars } from '#web/kit/bars.tsx'
import { useFormat } from '#web/kit/format.ts'
import { Empty, PageTitle, Section, Shown } from '#web/kit/states.tsx'
import { useTexts } from '#web/language.ts'
import { useMay } from '#web/session.ts'

const refreshMs = 15_000

export function TodayPage() {
  const { today: t } = useTexts()
  const { utcTime } = useFormat()
  const asked = useQuery({ queryKey: ['today'], queryFn: () => read('today', {}), refetchInterval: refreshMs })
  return (
    <Stack>
      <PageTitle>{t.title}</PageTitle>
      <Shown asked={asked}>
        {(figures, staleSince) => (
          <>
            {!staleSince && (
              <Text size="sm" c="dimmed">
                {t.at(utcTime(figures.at))}
              </Text>
            )}
            <Figures figures={figures} />
            <Section title={t.waiting}>
              <Waiting figures={figures} />
            </Section>
            <Section title={t.chart}>
              {figures.days.some(({ revenue, cost }) => revenue > 0 || cost > 0) ? (
                <Bars days={figures.days} />
              ) : (
                <Empty>{t.chartEmpty}</Empty>
              )}
            </Section>
          </>
        )}
      </Shown>
    </Stack>
  )
}

type TodayFigures = BrowserReply<'today'>

function Figures({ figures: { today, week, days, at } }: { figures: TodayFigures }) {
  const { today: t } = useTexts()
  const { earned, number, stars } = useFormat()
  const now = earned(days.find(({ day }) => day === at.slice(0, 10)) ?? { revenue: 0, cost: 0 })
  const seven = days.slice(-7)
  const sum = (of: (day: { revenue: number; cost: number }) => number) => seven.reduce((all, day) => all + of(day), 0)
  const inSeven = earned({ revenue: sum(({ revenue }) => revenue), cost: sum(({ cost }) => cost) })
  const figures = [
    [t.revenue, now.revenue, inSeven.revenue],
    [t.cost, now.cost, inSeven.cost],
    [t.margin, now.margin, inSeven.margin],
    [t.stars, stars(today.revenueStars), stars(week.revenueStars)],
    [t.refunds, stars(today.refundsStars), stars(week.refundsStars)],
    [t.questions, number(today.questions), number(week.questions)],
    [t.active, number(today.active)],
    [t.users, number(today.users), number(week.users)],
    [t.failed, number(today.failed), number(week.failed)],
    // Questions without an answer have their own place.
    [t.errors, number(today.errors - today.failed), number(week.errors - week.failed)],
  ]
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="sm">
      {figures.map(([name, value, inWeek]) => (
        <Card key={name} withBorder padding="sm">
          <Text size="sm" c="dimmed">
            {name}
          </Text>
          <Text size="xl" fw={700} className="figure">
            {value}
          </Text>
          {inWeek !== undefined && (
            <Text size="xs" c="dimmed" className="figure">
              {t.week(inWeek)}
            </Text>
          )}
        </Card>
      ))}
    </SimpleGrid>
  )
}

function Waiting({ figures }: { figures: TodayFigures }) {
  const { today: t } = useTexts()
  const { number } = useFormat()
  const may = useMay()
  const waiting = [
    { name: t.tickets, value: figures.openRequests, to: '/support', seen: may('see_support') },
    { name: t.unmatched, value: figures.unmatched, to: '/payments', seen: may('see_payments') },
    { name: t.refunding, value: figures.refunding, to: '/payments', seen: may('see_payments') },
    { name: t.givenUp, value: figures.givenUpUpdates, to: '/health', seen: may('see_health') },
    { name: t.queue, value: figures.waitingUpdates, to: '/health', seen: may('see_health') },
  ].filter(({ value }) => value > 0)
  if (waiting.length === 0) return <Empty>{t.nothingWaits}</Empty>
  return (
    <SimpleGrid cols={{ base: 1, sm: 3, lg: 5 }} spacing="sm">
      {waiting.map(({ name, value, to, seen }) => (
        <Card key={name} withBorder padding="sm">
          <Text size="xl" fw={700} className="figure">
            {number(value)}
          </Text>
          {seen ? (
            <Anchor component={Link} to={to} size="sm" underline="always">
              {name}
            </Anchor>
          ) : (
            <Text size="sm">{name}</Text>
          )}
        </Card>
      ))}
    </SimpleGrid>
  )
}
