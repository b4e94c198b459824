import type { MarginReply } from '#modules/costs/contract.ts'

/** The words of a language for it. */
interface Heads {
  earned(revenue: number, cost: number): string
  models: string
  unused: string
  plans: string
  people: string
  days: string
  unpriced(tries: number): string
}

type Line = MarginReply['total']

const lastDays = 7

/** One section each by model, by what pays, by person and by day; empty ones are left out. */
export function marginSections(margin: MarginReply, heads: Heads): string[] {
  const line = (name: string, { revenue, cost, answers }: Line) =>
    `${name}: ${answers} · ${heads.earned(revenue, cost)}`
  const section = (head: string, lines: string[]) => (lines.length === 0 ? [] : [[`**${head}**`, ...lines].join('\n')])
  return [
    ...section(
      heads.models,
      margin.models.map((one) => line(one.model ?? heads.unused, one)),
    ),
    ...section(
      heads.plans,
      margin.plans.map((one) => line(one.plan, one)),
    ),
    ...section(
      heads.people,
      margin.people.map((one) => line(String(one.telegramId), one)),
    ),
    ...section(
      heads.days,
      margin.days.slice(-lastDays).map((one) => line(one.day, one)),
    ),
    ...(margin.unpricedTries > 0 ? [heads.unpriced(margin.unpricedTries)] : []),
  ]
}
