import { useQuery } from '@tanstack/react-query'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { read } from '#web/api.ts'
import { Bars } from '#web/kit/bars.tsx'
import { useFormat } from '#web/kit/format.ts'
import { Rows } from '#web/kit/rows.tsx'
import { Empty, FoldedSection, Shown } from '#web/kit/states.tsx'
import { useTexts } from '#web/language.ts'

type Value = BrowserReply<'personValue'>
type Month = Value['months'][number]
type Week = Value['weeks'][number]

/** What a person brings in a month, and what they have brought since they came. */
export function PersonValue() {
  const { personValue: t } = useTexts()
  const asked = useQuery({ queryKey: ['personValue'], queryFn: () => read('personValue', {}) })
  return (
    <Shown asked={asked}>
      {({ months, weeks }) => (
        <>
          <FoldedSection title={t.byMonth} hint={t.byMonthHint}>
            <Months months={sinceFirst(months, ({ active, payers }) => active + payers > 0)} />
          </FoldedSection>
          <FoldedSection title={t.byWeek} hint={t.byWeekHint}>
            <Weeks weeks={sinceFirst(weeks, ({ people }) => people > 0)} />
          </FoldedSection>
        </>
      )}
    </Shown>
  )
}

/** A young bot has no months and weeks before its first people. */
function sinceFirst<Line>(lines: Line[], isAlive: (line: Line) => boolean): Line[] {
  const first = lines.findIndex(isAlive)
  return first === -1 ? [] : lines.slice(first)
}

function Months({ months }: { months: Month[] }) {
  const { personValue: t, today } = useTexts()
  const { month: monthText, dollars, number } = useFormat()
  if (months.length === 0) return <Empty>{t.emptyMonths}</Empty>
  const lines = months.map((line) => ({
    ...line,
    perActive: share(line.revenue, line.active),
    costPerActive: share(line.cost, line.active),
    perPayer: share(line.revenue, line.payers),
  }))
  const shown = (micro: number | null) => (micro === null ? '—' : dollars(micro))
  return (
    <>
      <Bars
        days={lines.map(({ month, perActive, costPerActive }) => ({
          day: month,
          revenue: perActive ?? 0,
          cost: costPerActive ?? 0,
        }))}
        dayText={monthText}
        names={{ revenue: t.perActive, cost: t.costPerActive }}
      />
      <Rows
        label={t.byMonth}
        csv="months"
        folds
        rows={lines.toReversed()}
        keyOf={({ month }) => month}
        columns={[
          { name: t.month, cell: ({ month }) => monthText(month) },
          { name: today.active, cell: ({ active }) => number(active) },
          { name: t.payers, cell: ({ payers }) => number(payers) },
          { name: t.received, cell: ({ revenue }) => dollars(revenue) },
          { name: t.perActive, cell: ({ perActive }) => shown(perActive) },
          { name: t.perPayer, cell: ({ perPayer }) => shown(perPayer) },
          { name: t.costPerActive, cell: ({ costPerActive }) => shown(costPerActive) },
        ]}
      />
    </>
  )
}

function Weeks({ weeks }: { weeks: Week[] }) {
  const { personValue: t, growth } = useTexts()
  const { day, earned, number } = useFormat()
  if (weeks.length === 0) return <Empty>{t.emptyWeeks}</Empty>
  const lines = weeks.map((line) => ({
    ...line,
    revenuePerPerson: share(line.revenue, line.people),
    costPerPerson: share(line.cost, line.people),
    // In the saved list.
    valuePerPerson: share(line.revenue - line.cost, line.people),
  }))
  const shown = (line: (typeof lines)[number], name: 'revenue' | 'cost' | 'margin') =>
    line.revenuePerPerson === null || line.costPerPerson === null
      ? '—'
      : earned({ revenue: line.revenuePerPerson, cost: line.costPerPerson })[name]
  return (
    <>
      <Bars
        days={lines.map(({ week, revenuePerPerson, costPerPerson }) => ({
          day: week,
          revenue: revenuePerPerson ?? 0,
          cost: costPerPerson ?? 0,
        }))}
        names={{ revenue: t.perPerson, cost: t.costPerPerson }}
      />
      <Rows
        label={t.byWeek}
        csv="lifetime-value"
        folds
        rows={lines.toReversed()}
        keyOf={({ week }) => week}
        columns={[
          { name: growth.week, cell: ({ week }) => day(week) },
          { name: t.people, cell: ({ people }) => number(people) },
          { name: t.payers, cell: ({ payers }) => number(payers) },
          { name: t.perPerson, cell: (line) => shown(line, 'revenue') },
          { name: t.costPerPerson, cell: (line) => shown(line, 'cost') },
          { name: t.value, cell: (line) => shown(line, 'margin') },
        ]}
      />
    </>
  )
}

/** Null: there are no people to share it among. */
function share(microDollars: number, people: number): number | null {
  return people === 0 ? null : Math.round(microDollars / people)
}
