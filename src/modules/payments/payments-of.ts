import type { PersonPage } from '#platform/database/page.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { Title } from '#modules/catalog/contract.ts'

/** A payment of a person, or what became of one that was returned. */
export interface PaymentOf {
  /** The payment's number. */
  id: number
  /** Since 1970. */
  micros: number
  product: string | null
  /** As it was called when it was ordered. */
  title: Title | null
  amount: number
  currency: string
  status: 'paid' | 'refunding' | 'refunded'
  credits: number
  days: number
}

/** What a person has paid and got for it, newest first; or one of these payments. */
export async function paymentsOf(sql: Sql, { telegramId, before, id, limit }: PersonPage): Promise<PaymentOf[]> {
  return sql<PaymentOf>`
    select id, (extract(epoch from paid_at) * 1000000)::bigint as micros, product, details -> 'title' as title, amount,
      currency, status, credits_granted as credits, days_granted as days
    from transactions
    where user_id = ${telegramId} and status in ('paid', 'refunding', 'refunded')
      and (${id}::bigint is null or id = ${id})
      and (${before?.at}::timestamptz is null or (paid_at, id) < (${before?.at}, ${before?.key}::bigint))
    order by paid_at desc, id desc limit ${limit}`
}

/** What was returned to a person; `credits` were taken back for it, those that were spent are lost. */
export async function refundsOf(sql: Sql, { telegramId, before, id, limit }: PersonPage): Promise<PaymentOf[]> {
  return sql<PaymentOf>`
    select id, (extract(epoch from refunded_at) * 1000000)::bigint as micros, product, details -> 'title' as title, amount,
      currency, status, credits_granted - loss_credits as credits, 0 as days
    from transactions
    where user_id = ${telegramId} and status = 'refunded'
      and (${id}::bigint is null or id = ${id})
      and (${before?.at}::timestamptz is null or (refunded_at, id) < (${before?.at}, ${before?.key}::bigint))
    order by refunded_at desc, id desc limit ${limit}`
}
