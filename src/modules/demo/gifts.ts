import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { asGift, findProduct, type Ordered } from '#modules/payments/product.ts'
import { firstDemoId } from './business.ts'

interface DemoGift {
  giver: number
  /** By which it is found again. */
  token: string
  product: Ordered
  state: 'open' | 'claimed' | 'returned' | 'void'
  claimedBy: number | null
  at: Date
  endedAt: Date | null
}

interface Giver {
  id: number
  at: Date
  /** Of the last entry of their ledger. */
  lastAt: Date
}

interface Newcomer {
  id: number
  /** From when on they may open a gift. */
  at: Date
}

const dayMs = 86_400_000
const openForMs = 30 * dayMs
/** One of so many payers gives something. */
const payersToAGift = 3

/**
 * What people have bought for others: some of it was opened by people who came soon after, some went back to its giver, some was
 * refunded, and some still waits. Returns how many were paid.
 */
export async function writeGifts(sql: Sql, catalog: Catalog): Promise<number> {
  const products = [...catalog.packs.slice(0, 2), ...catalog.plans.slice(0, 1)].map(({ id }) =>
    asGift(findProduct(catalog, id)!),
  )
  return sql.transaction(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtext('demo'))`
    const isThere = (await sql`select from gifts where user_id >= ${firstDemoId} limit 1`).length > 0
    if (isThere || products.length === 0) return 0
    const gifts = giftsOf(products, await giversIn(sql), await newcomersIn(sql))
    await writePayments(sql, gifts)
    await writeCredits(sql, gifts)
    await writeDays(sql, gifts)
    await writeEvents(sql, gifts)
    return gifts.length
  })
}

/** Some payers, two days after they have paid last. */
async function giversIn(sql: Sql): Promise<Giver[]> {
  const payers = await sql<Giver>`
    select user_id as id, max(paid_at) + interval '2 days' as at,
      coalesce((select max(created_at) from credit_entries e where e.user_id = t.user_id), max(paid_at)) as last_at
    from transactions t where user_id >= ${firstDemoId} and status = 'paid'
    group by user_id having max(paid_at) < now() - interval '3 days' order by at`
  return payers.filter((_, index) => index % payersToAGift === 0)
}

/** Who has never had a credit or a day of a plan. */
async function newcomersIn(sql: Sql): Promise<Newcomer[]> {
  return sql<Newcomer>`
    select user_id as id, started_at + interval '2 minutes' as at from trials t
    where user_id >= ${firstDemoId} and not exists (select from credit_entries e where e.user_id = t.user_id)
      and not exists (select from plan_day_entries p where p.user_id = t.user_id) and started_at < now() - interval '1 hour'
    order by at`
}

function giftsOf(products: Ordered[], givers: Giver[], newcomers: Newcomer[]): DemoGift[] {
  const left = [...newcomers]
  return givers.map(({ id: giver, at, lastAt }, index): DemoGift => {
    const product = products[index % products.length]!
    const bought = { giver, token: `demo-gift-${giver}`, product, at, claimedBy: null }
    const refunded = { ...bought, state: 'void', endedAt: new Date(at.getTime() + dayMs / 2) } as const
    if (index % 8 === 5) return refunded
    const returnsAt = new Date(at.getTime() + openForMs)
    const isOpen = returnsAt.getTime() > Date.now()
    // What comes back is the last entry of the giver.
    if (!isOpen && lastAt < returnsAt) return { ...bought, state: 'returned', claimedBy: giver, endedAt: returnsAt }
    const opens = left.findIndex((each) => each.at > at && each.at.getTime() < at.getTime() + 10 * dayMs)
    if (opens >= 0 && !(isOpen && index % 4 === 3)) {
      const [friend] = left.splice(opens, 1)
      return { ...bought, state: 'claimed', claimedBy: friend!.id, endedAt: friend!.at }
    }
    return isOpen ? { ...bought, state: 'open', endedAt: null } : refunded
  })
}

/** The payer has nothing of it. */
async function writePayments(sql: Sql, gifts: DemoGift[]): Promise<void> {
  await sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(gifts)}::jsonb) as g (giver bigint, token text, product jsonb, state text,
        "claimedBy" bigint, at timestamptz, "endedAt" timestamptz)
    ), paid as (
      insert into transactions (user_id, kind, status, product, invoice_payload, currency, amount, telegram_payment_charge_id,
        details, created_at, paid_at, refunded_at)
      select giver, 'order', case state when 'void' then 'refunded' else 'paid' end, product ->> 'id', token, 'XTR',
        (product ->> 'priceStars')::integer, token, product, at - interval '20 seconds', at, case state when 'void' then "endedAt" end
      from given returning user_id, id, invoice_payload
    )
    insert into gifts (user_id, transaction_id, token, product, state, claimed_by, created_at, expires_at, ended_at)
    select giver, p.id, token, product, state, "claimedBy", at, at + make_interval(secs => ${openForMs / 1_000}), "endedAt"
    from given join paid p on p.user_id = giver and p.invoice_payload = token`
}

async function writeCredits(sql: Sql, gifts: DemoGift[]): Promise<void> {
  await sql`
    insert into credit_entries (user_id, delta, balance_after, kind, reason, idempotency_key, created_at)
    select claimed_by, amount, credits + amount, 'gift', 'gift ' || (product ->> 'id'), 'gift:' || user_id || '-' || id, ended_at
    from gifts cross join lateral (select (product ->> 'credits')::integer) as given (amount)
    join users on telegram_id = claimed_by
    where token = any (${tokensOf(gifts)}::text[]) and amount > 0`
}

/** By the same function as every payment, at the moment of each. */
async function writeDays(sql: Sql, gifts: DemoGift[]): Promise<void> {
  await sql`
    select add_plan_days(claimed_by, product ->> 'id', (product ->> 'days')::integer * 86400, 'gift', null,
      'gift:' || user_id || '-' || id, ended_at)
    from gifts where token = any (${tokensOf(gifts)}::text[]) and claimed_by is not null and product ->> 'kind' = 'plan'`
}

async function writeEvents(sql: Sql, gifts: DemoGift[]): Promise<void> {
  await sql`
    insert into events (at, level, kind, user_id, data)
    select at, 'info', kind, who, data from gifts cross join lateral (
      values ('payment_completed', created_at, user_id, jsonb_build_object('product', product ->> 'id',
          'amount', product -> 'priceStars', 'currency', 'XTR')),
        ('gift_bought', created_at, user_id, jsonb_build_object('transactionId', transaction_id, 'product', product ->> 'id')),
        (case state when 'claimed' then 'gift_claimed' when 'returned' then 'gift_returned' when 'void' then 'gift_undone' end, ended_at,
          case state when 'claimed' then claimed_by else user_id end, jsonb_build_object('gift', id))
    ) as happened (kind, at, who, data)
    where token = any (${tokensOf(gifts)}::text[]) and kind is not null`
}

function tokensOf(gifts: DemoGift[]): string[] {
  return gifts.map(({ token }) => token)
}
