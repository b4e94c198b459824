import type { Sql } from '#database/sql.ts'
import { record } from './events.ts'

/** A time bought in advance: while it lasts, questions within its fair use cost nothing. */
export interface Subscription {
  plan: string
  endsAt: Date
  /** Whether Telegram takes the next payment by itself. */
  autoRenew: boolean
  /** Telegram's name for a subscription it renews or could renew again; null for a time bought once. */
  chargeId: string | null
  payload: string | null
}

/** The subscription that Telegram renews by itself, if there is one: nobody needs two. */
export async function findRenewing(sql: Sql, telegramId: number): Promise<{ id: number } | undefined> {
  const [row] = await sql<{ id: number }>`
    select id from subscriptions where user_id = ${telegramId} and status = 'active' and auto_renew and ends_at > now() limit 1`
  return row
}

/**
 * Adds paid days: to the subscription that this payment renews, else behind everything that is paid for already. The
 * caller holds the user's lock and has recorded the payment.
 */
export async function extendSubscription(
  sql: Sql,
  paid: { telegramId: number; plan: string; days: number; renewing: boolean; chargeId: string; payload: string },
): Promise<void> {
  const renewed = paid.renewing
    ? await sql`
        update subscriptions set status = 'active', auto_renew = true, updated_at = now(),
          ends_at = greatest(ends_at, now()) + make_interval(days => ${paid.days})
        where user_id = ${paid.telegramId} and invoice_payload = ${paid.payload} and first_charge_id is not null returning id`
    : []
  if (renewed.length > 0) return
  await sql`
    insert into subscriptions (user_id, plan, status, starts_at, ends_at, auto_renew, first_charge_id, invoice_payload)
    select ${paid.telegramId}, ${paid.plan}, 'active', start, start + make_interval(days => ${paid.days}), ${paid.renewing},
      ${paid.renewing ? paid.chargeId : null}, ${paid.payload}
    from (
      select greatest(now(), max(ends_at)) as start from subscriptions
      where user_id = ${paid.telegramId} and status in ('active', 'canceled')
    ) as behind`
}

/** What Telegram says of a subscription, or what was done through the bot; it stays paid until its end in any case. */
export async function changeRenewal(
  sql: Sql,
  change: { telegramId: number; payload: string; state: 'active' | 'canceled' | 'failed' },
): Promise<boolean> {
  const rows = await sql<{ id: number }>`
    update subscriptions set auto_renew = ${change.state === 'active'}, updated_at = now(),
      status = ${change.state === 'active' ? 'active' : 'canceled'}
    where user_id = ${change.telegramId} and invoice_payload = ${change.payload} and first_charge_id is not null
      and status in ('active', 'canceled')
    returning id`
  const [row] = rows
  if (row)
    await record(sql, {
      level: 'info',
      kind: 'subscription_changed',
      userId: change.telegramId,
      data: { subscriptionId: row.id, state: change.state },
    })
  return row !== undefined
}

/** Takes paid days back; a subscription never ends before now, because what was used cannot be returned. */
export async function shortenSubscription(
  sql: Sql,
  refunded: { telegramId: number; payload: string; days: number },
): Promise<void> {
  await sql`
    update subscriptions set updated_at = now(), auto_renew = false,
      starts_at = least(starts_at, greatest(now(), ends_at - make_interval(days => ${refunded.days}))),
      ends_at = greatest(now(), ends_at - make_interval(days => ${refunded.days})),
      status = case when ends_at - make_interval(days => ${refunded.days}) <= now() then 'refunded' else 'canceled' end
    where user_id = ${refunded.telegramId} and invoice_payload = ${refunded.payload} and status in ('active', 'canceled')`
}
