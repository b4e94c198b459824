import type { Sql } from '#platform/database/sql.ts'

interface DemoPromo {
  name: string
  credits: number
  mostUses: number
  /** Days ago. */
  from: number
  to: number | null
}

/** One that has ended and one that goes on. */
const demoPromos: DemoPromo[] = [
  { name: 'DEMO_START', credits: 10, mostUses: 500, from: 75, to: 45 },
  { name: 'DEMO_FRIENDS', credits: 5, mostUses: 300, from: 18, to: null },
]

interface PromoUser {
  telegramId: number
  entries: { promo: string | null; at: Date }[]
}

const dayMs = 86_400_000

/** The promo code that people are told of at a moment, which begins some days before now. */
export function promoAt(at: Date, now: Date): DemoPromo | undefined {
  const daysAgo = (now.getTime() - at.getTime()) / dayMs
  return demoPromos.find(({ from, to }) => daysAgo < from - 1 && daysAgo > (to ?? -1) + 1)
}

export async function writePromos(sql: Sql): Promise<void> {
  await sql`
    with made as (
      insert into promos (name, gives, batch, most_uses, first_purchase, starts_at, ended_at, idempotency_key, created_at)
      select name, jsonb_build_object('of', 'credits', 'amount', credits), false, "mostUses", false, now() - make_interval(days => "from"),
        now() - make_interval(days => "to"), 'demo:' || name, now() - make_interval(days => "from")
      from jsonb_to_recordset(${JSON.stringify(demoPromos)}::jsonb)
        as p (name text, credits integer, "mostUses" integer, "from" integer, "to" integer)
      on conflict do nothing returning id, name
    )
    insert into promo_codes (code, promo_id) select name, id from made`
}

/** Their credits are among the entries of the ledger. */
export async function writePromoUses(sql: Sql, people: PromoUser[]): Promise<void> {
  const uses = people.flatMap(({ telegramId, entries }) =>
    entries.flatMap(({ promo, at }) => (promo ? [{ telegramId, promo, at }] : [])),
  )
  if (uses.length === 0) return
  await sql`
    with used as (
      insert into promo_uses (user_id, promo_id, code, update_id, used_at)
      select "telegramId", p.id, p.name, 0, at
      from jsonb_to_recordset(${JSON.stringify(uses)}::jsonb) as u ("telegramId" bigint, promo text, at timestamptz)
      join promos p on p.name = u.promo
      returning promo_id
    )
    update promos set uses = uses + n from (select promo_id, count(*) as n from used group by 1) as counted where id = promo_id`
}
