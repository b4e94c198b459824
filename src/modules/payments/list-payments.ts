import type { Sql } from '#platform/database/sql.ts'
import { pageOf, type Position } from '#platform/database/page.ts'
import type { Title } from '#modules/catalog/contract.ts'

/** A payment with who made it. */
export interface ListedPayment {
  number: number
  telegramId: number
  firstName: string
  username: string | null
  chargeId: string
  providerChargeId: string | null
  kind: string
  product: string | null
  title: Title | null
  amount: number
  currency: string
  status: 'paid' | 'refunding' | 'refunded'
  credits: number
  days: number
  lossCredits: number
  refundError: string | null
  at: Date
  refundedAt: Date | null
}

type Row = ListedPayment & { positionAt: string; positionKey: string }

/** Payments of everybody or of one person, newest first, a page at a time. */
export async function listPayments(
  sql: Sql,
  wanted: {
    show: 'all' | 'refunding' | 'refunded' | 'unmatched'
    telegramId?: number
    before?: Position | undefined
    limit: number
  },
): Promise<{ shown: ListedPayment[]; next: string | null }> {
  const { show, telegramId, before, limit } = wanted
  const status = show === 'refunding' || show === 'refunded' ? show : null
  const rows = await sql<Row>`
    select t.id as number, t.user_id as telegram_id, u.first_name, u.username, t.telegram_payment_charge_id as charge_id,
      t.provider_payment_charge_id as provider_charge_id, t.kind, t.product, t.details -> 'title' as title, t.amount, t.currency,
      t.status, t.credits_granted as credits, t.days_granted as days, t.loss_credits, t.refund_error, t.paid_at as at,
      t.refunded_at, t.paid_at::text as position_at, t.id::text as position_key
    from transactions t join users u on u.telegram_id = t.user_id
    where t.paid_at is not null and t.telegram_payment_charge_id is not null
      and (${status}::text is null or t.status = ${status})
      and (${show}::text <> 'unmatched' or t.kind = 'unmatched')
      and (${telegramId}::bigint is null or t.user_id = ${telegramId})
      and (t.paid_at, t.id) < (coalesce(${before?.at}::timestamptz, 'infinity'), coalesce(${before?.key}::bigint, 9223372036854775807))
    order by t.paid_at desc, t.id desc limit ${limit + 1}`
  return pageOf(rows, limit)
}

export interface NotedDifference {
  chargeId: string
  what: string
  telegramId: number
  amount: number
  happenedAt: Date
  notedAt: Date
}

/** Where Telegram's list and the books differed, newest first, a page at a time; and when they were last compared. */
export async function listDifferences(
  sql: Sql,
  { before, limit }: { before: Position | undefined; limit: number },
): Promise<{ shown: NotedDifference[]; next: string | null; comparedAt: Date | null }> {
  const [last] = await sql<{ at: Date | null }>`select at from reconciliation`
  const rows = await sql<NotedDifference & { positionAt: string; positionKey: string }>`
    select charge_id, what, user_id as telegram_id, amount, happened_at, noted_at, noted_at::text as position_at,
      charge_id as position_key
    from payment_differences
    where what <> 'history'
      and (noted_at, charge_id) < (coalesce(${before?.at}::timestamptz, 'infinity'), coalesce(${before?.key}::text, ''))
    order by noted_at desc, charge_id desc limit ${limit + 1}`
  return { ...pageOf(rows, limit), comparedAt: last?.at ?? null }
}

/** Whose payment has this charge id. */
export async function payerOf(sql: Sql, chargeId: string): Promise<number | undefined> {
  const [row] = await sql<{ userId: number }>`
    select user_id from transactions where telegram_payment_charge_id = ${chargeId} limit 1`
  return row?.userId
}
