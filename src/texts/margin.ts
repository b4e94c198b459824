import type { MarginReply } from '#modules/costs/contract.ts'
import type { Language } from '#modules/users/contract.ts'
import { dollars } from './dollars.ts'

interface Heads {
  models: string
  unused: string
  plans: string
  people: string
  days: string
  unpriced(tries: number): string
}

type Line = MarginReply['total']

const lastDays = 7

/** Revenue less cost, and what is left. */
export function earned(language: Language, revenue: number, cost: number): string {
  const [income, out, left] = [revenue, cost, revenue - cost].map((amount) => dollars(amount, language))
  return language === 'ru'
    ? `Доход ${income}, модели ${out}, остаётся ${left}`
    : `Revenue ${income}, models ${out}, left ${left}`
}

/** One section each by model, by what pays, by person and by day; empty ones are left out. */
export function marginSections(language: Language, margin: MarginReply, heads: Heads): string[] {
  const line = (name: string, { revenue, cost, answers }: Line) =>
    `${name}: ${answers} · ${earned(language, revenue, cost)}`
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
