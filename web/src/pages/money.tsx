import { Progress, SegmentedControl, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { read } from '#web/api.ts'
import { Bars } from '#web/kit/bars.tsx'
import { useFormat } from '#web/kit/format.ts'
import { Rows } from '#web/kit/rows.tsx'
import { Empty, FoldedSection, PageTitle, Section, Shown } from '#web/kit/states.tsx'
import { useTexts } from '#web/language.ts'
import { PersonValue } from './money/person-value.tsx'

const spans = [7, 30, 90]

export function MoneyPage() {
  const { money: t, today } = useTexts()
  const [days, setDays] = useState(30)
  const asked = useQuery({ queryKey: ['money', days], queryFn: () => read('money', { days }) })
  return (
    <Stack>
      <PageTitle>{t.title}</PageTitle>
      <SegmentedControl
        aria-label={t.span}
        maw={320}
        value={String(days)}
        onChange={(value) => setDays(Number(value))}
        data={spans.map((span) => ({ value: String(span), label: t.days(span) }))}
      />
      <Shown asked={asked}>
        {(money) =>
          money.days.some(({ revenue, cost, answers }) => revenue > 0 || cost > 0 || answers > 0) ? (
            <>
              <Text size="sm" c="dimmed">
                {t.hint}
              </Text>
              <Bars days={money.days} />
              <Budgets budgets={money.budgets} />
              <Shares title={t.plans} file="money-plans" shares={money.plans} nameOf={t.planOf} />
              <Shares title={t.models} file="money-models" shares={money.models} nameOf={(name) => name} />
              <Days days={money.days.toReversed()} />
            </>
          ) : (
            <Empty>{today.chartEmpty}</Empty>
          )
        }
      </Shown>
      <PersonValue />
    </Stack>
  )
}

type Money = BrowserReply<'money'>

function Budgets({ budgets }: { budgets: Money['budgets'] }) {
  const { money: t } = useTexts()
  const { dollars } = useFormat()
  return (
    <Section title={t.budgets}>
      {budgets.length === 0 && <Empty>{t.noBudgets}</Empty>}
      {budgets.map(({ budget, limit, spent, reserved }) => {
        const words = t.spent(t.budgetNames[budget] ?? budget, dollars(spent + reserved), dollars(limit))
        return (
          <div key={budget}>
            <Text size="sm">{words}</Text>
            <Progress value={Math.min(((spent + reserved) / limit) * 100, 100)} aria-label={words} />
          </div>
        )
      })}
    </Section>
  )
}

interface Earned {
  revenue: number
  cost: number
  answers: number
}

/** The columns of every table of this page. */
function useEarned() {
  const { today: t, money } = useTexts()
  const { earned, number } = useFormat()
  return [
    { name: t.revenue, cell: (sums: Earned) => earned(sums).revenue },
    { name: t.cost, cell: (sums: Earned) => earned(sums).cost },
    { name: t.margin, cell: (sums: Earned) => earned(sums).margin },
    { name: money.answers, cell: ({ answers }: Earned) => number(answers) },
  ]
}

interface SharesProps {
  title: string
  /** In which the table is saved. */
  file: string
  shares: Money['plans']
  nameOf: (name: string) => string
}

function Shares({ title, file, shares, nameOf }: SharesProps) {
  const { money: t, purses } = useTexts()
  const earned = useEarned()
  return (
    <FoldedSection title={title}>
      <Rows
        label={title}
        csv={file}
        folds
        rows={shares}
        keyOf={({ name }) => name}
        columns={[
          { name: t.name, cell: ({ name }) => (name === '-' ? t.unused : (purses[name] ?? nameOf(name))) },
          ...earned,
        ]}
      />
    </FoldedSection>
  )
}

function Days({ days }: { days: Money['days'] }) {
  const { money: t, today } = useTexts()
  const { day: dayText, number, stars } = useFormat()
  const earned = useEarned()
  return (
    <FoldedSection title={t.byDay}>
      <Rows
        label={t.byDay}
        csv="money"
        folds
        rows={days}
        keyOf={({ day }) => day}
        columns={[
          { name: t.day, cell: ({ day }) => dayText(day) },
          ...earned,
          { name: today.active, cell: ({ active }) => number(active) },
          { name: today.stars, cell: ({ revenueStars }) => stars(revenueStars) },
          { name: today.refunds, cell: ({ refundsStars }) => stars(refundsStars) },
        ]}
      />
    </FoldedSection>
  )
}
