import type { Sql } from '#platform/database/sql.ts'
import { monthLines, weekLines } from '#modules/campaigns/person-value.ts'
import { presentBudgets } from '#modules/costs/budgets.ts'
import { dayLines, shareLines } from '#modules/owner/daily-figures.ts'

/** What was earned and what providers took, and how far the budgets are used. */
export async function moneyPage(sql: Sql, days: number) {
  const [lines, shares, budgets] = await Promise.all([dayLines(sql, days), shareLines(sql, days), presentBudgets(sql)])
  const sharesBy = (kind: 'plan' | 'model') =>
    shares.filter(({ by }) => by === kind).map(({ name, revenue, cost, answers }) => ({ name, revenue, cost, answers }))
  return {
    days: lines.map(({ day, revenue, cost, answers, active, revenueStars, refundsStars }) => ({
      day,
      revenue,
      cost,
      answers,
      active,
      revenueStars,
      refundsStars,
    })),
    plans: sharesBy('plan'),
    models: sharesBy('model'),
    budgets,
  }
}

/** As many as the page Growth shows at most. */
const shownWeeks = 26

/** What a person brings: by month, and so far by the week in which they came. */
export async function personValue(sql: Sql) {
  const [months, weeks] = await Promise.all([monthLines(sql), weekLines(sql, shownWeeks)])
  return { months, weeks }
}
