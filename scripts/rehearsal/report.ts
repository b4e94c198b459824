import type { Stage } from './stage.ts'

export interface Outcome {
  people: number
  trials: number
  answered: number
  payers: number
  paidAgain: number
  subscribers: number
  byFriends: number
  answers: number
  stars: number
  refundedStars: number
  /** In micro-dollars, as the books of the product say. */
  revenue: number
  cost: number
}

export async function outcomeOf({ sql, api }: Stage): Promise<Outcome> {
  const { total } = await api.margin({ days: 92 })
  const [row] = await sql<Omit<Outcome, 'revenue' | 'cost'>>`
    select (select count(*) from users) as people, (select count(*) from trials) as trials,
      (select count(distinct user_id) from messages_log where status = 'answered') as answered,
      (select count(distinct user_id) from transactions where paid_at is not null) as payers,
      (select count(*) from (select from transactions where paid_at is not null group by user_id having count(*) > 1) x) as paid_again,
      (select count(distinct user_id) from subscriptions) as subscribers,
      (select count(*) from starts where first_kind = 'referral') as by_friends,
      (select count(*) from messages_log where status = 'answered') as answers,
      (select coalesce(sum(amount), 0) from transactions where status = 'paid')::bigint as stars,
      (select coalesce(sum(amount), 0) from transactions where status in ('refunding', 'refunded'))::bigint as refunded_stars`
  return { ...row!, revenue: total.revenue, cost: total.cost }
}

const lines: [label: string, of: (outcome: Outcome) => string][] = [
  ['people who came', ({ people }) => String(people)],
  ['by a friend', ({ byFriends }) => String(byFriends)],
  ['began the trial', ({ trials, people }) => share(trials, people)],
  ['had an answer', ({ answered, people }) => share(answered, people)],
  ['paid', ({ payers, people }) => share(payers, people)],
  ['paid a second time', ({ paidAgain, people }) => share(paidAgain, people)],
  ['took a subscription', ({ subscribers, people }) => share(subscribers, people)],
  ['answers', ({ answers }) => String(answers)],
  ['Stars paid', ({ stars }) => String(stars)],
  ['Stars refunded', ({ refundedStars }) => String(refundedStars)],
  ['revenue', ({ revenue }) => dollars(revenue)],
  ['cost', ({ cost }) => dollars(cost)],
  ['margin', ({ revenue, cost }) => dollars(revenue - cost)],
  ['margin a person', ({ revenue, cost, people }) => dollars((revenue - cost) / people)],
]

/** One column for each catalogue. */
export function table(outcomes: { name: string; outcome: Outcome }[]): string {
  const rows = [
    ['', ...outcomes.map(({ name }) => name)],
    ...lines.map(([label, of]) => [label, ...outcomes.map(({ outcome }) => of(outcome))]),
  ]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '),
    )
    .join('\n')
}

function share(part: number, whole: number): string {
  return `${part} (${((100 * part) / Math.max(1, whole)).toFixed(1)} %)`
}

function dollars(microDollars: number): string {
  return `$${(microDollars / 1e6).toFixed(2)}`
}
