import type { Sql } from '#platform/database/sql.ts'
import { record } from '#modules/events/events.ts'
import { say } from '#modules/notifications/outbox.ts'
import { pauseAfter, policies } from '#platform/runtime/retry.ts'

/** Why we end a renewal: its money went back, another one renews already, or the person is shut out. */
export type EndCause = 'refunded' | 'doubled' | 'blocked'

/** What Telegram takes again after this time, when it does not say until when. */
const periodDays = 30

/** A renewal that really renews at Telegram, if there is one: a person never needs two. A late payment is waited for. */
export async function findRenewing(sql: Sql, telegramId: number): Promise<{ id: number } | undefined> {
  const [row] = await sql<{ id: number }>`
    select id from renewals
    where user_id = ${telegramId} and state = 'renewing' and expires_at > now() - interval '1 day' limit 1`
  return row
}

/**
 * A payment that Telegram takes again by itself. The first one begins a renewal, which we end at once if another one renews
 * already, or if the person is shut out. The caller holds the user's lock and has recorded the payment.
 */
export async function noteRecurringPayment(
  sql: Sql,
  paid: {
    telegramId: number
    blocked: boolean
    plan: string
    chargeId: string
    payload: string
    recurring: 'first' | 'renewal'
    expiresAt: Date | undefined
  },
): Promise<void> {
  const { telegramId, plan, chargeId, payload } = paid
  if (await (paid.recurring === 'renewal' ? goOn(sql, paid) : nameAfterFirst(sql, paid))) return
  const cause = paid.blocked ? 'blocked' : (await findRenewing(sql, telegramId)) ? 'doubled' : null
  await sql`
    insert into renewals (user_id, plan, charge_id, invoice_payload, state, expires_at, end_cause, end_try_at)
    values (${telegramId}, ${plan}, ${chargeId}, ${payload}, ${cause === null ? 'renewing' : 'ended'},
      coalesce(${paid.expiresAt}::timestamptz, now() + make_interval(days => ${periodDays})), ${cause},
      case when ${cause}::text is not null then now() end)`
  if (cause !== null) await recordEnd(sql, telegramId, cause)
}

/**
 * After a restore a renewal may be heard of before the payment that began it. It is one subscription, and Telegram names it
 * after its first charge.
 */
async function nameAfterFirst(
  sql: Sql,
  { telegramId, chargeId, payload }: { telegramId: number; chargeId: string; payload: string },
): Promise<boolean> {
  const rows = await sql`
    update renewals r set charge_id = ${chargeId}, updated_at = now()
    where user_id = ${telegramId} and invoice_payload = ${payload} and exists (
      select from transactions
      where user_id = r.user_id and telegram_payment_charge_id = r.charge_id and kind = 'renewal')
    returning id`
  return rows.length > 0
}

/** A renewal that we had ended was paid for all the same: Telegram has to be told once more. */
async function goOn(
  sql: Sql,
  { telegramId, payload, expiresAt }: { telegramId: number; payload: string; expiresAt: Date | undefined },
): Promise<boolean> {
  const rows = await sql`
    update renewals r set updated_at = paid.at, end_attempts = 0, ended_at = null, end_error = null,
      state = case when r.state = 'ended' then 'ended' else 'renewing' end,
      end_try_at = case when r.state = 'ended' then paid.at end,
      expires_at = coalesce(${expiresAt}::timestamptz, paid.until)
    from (
      select id, now() as at, greatest(expires_at, now()) + make_interval(days => ${periodDays}) as until
      from renewals where user_id = ${telegramId} and invoice_payload = ${payload}
      order by state = 'renewing' desc, state = 'ended', id limit 1
    ) as paid
    where r.user_id = ${telegramId} and r.id = paid.id
    returning r.id`
  return rows.length > 0
}

/** How this payment's renewal was ended because another one renews already: null if it was not. */
export async function doubledBy(
  sql: Sql,
  payment: { telegramId: number; chargeId: string },
): Promise<{ ended: boolean } | null> {
  const [row] = await sql<{ ended: boolean }>`
    select ended_at is not null as ended from renewals
    where user_id = ${payment.telegramId} and charge_id = ${payment.chargeId} and end_cause = 'doubled'`
  return row ?? null
}

/** What Telegram says of a renewal, or what the person did through the bot; what is paid stays paid in any case. */
export async function changeRenewal(
  sql: Sql,
  change: { telegramId: number; payload: string; state: 'active' | 'canceled' | 'failed' },
): Promise<boolean> {
  const { telegramId, payload } = change
  const state = change.state === 'active' ? 'renewing' : change.state
  const [row] = await sql<{ id: number; changed: boolean }>`
    with known as (
      select id, state from renewals where user_id = ${telegramId} and invoice_payload = ${payload}
      order by state = 'ended', id desc limit 1
    ), changed as (
      update renewals r set state = ${state}, updated_at = now() from known
      where r.user_id = ${telegramId} and r.id = known.id and known.state not in ('ended', ${state}) returning r.id
    )
    select id, exists (select from changed) as changed from known`
  if (row?.changed)
    await record(sql, {
      level: 'info',
      kind: 'subscription_changed',
      userId: telegramId,
      data: { renewalId: row.id, state },
    })
  return row !== undefined
}

/**
 * Ends what may renew: everything of a person's, or what this payment belongs to. The worker tells Telegram until that is
 * certain. The caller's transaction is the one that takes the access or the money back.
 */
export async function endRenewals(
  sql: Sql,
  end: { telegramId: number; cause: EndCause; payment?: { chargeId: string; payload: string } },
): Promise<void> {
  const { chargeId = null, payload = null } = end.payment ?? {}
  const rows = await sql`
    update renewals r set state = 'ended', end_cause = ${end.cause}, end_try_at = now(), updated_at = now()
    where user_id = ${end.telegramId} and state in ('renewing', 'canceled') and expires_at > now() - interval '1 day'
      and (${payload}::text is null or charge_id = ${chargeId} or invoice_payload = ${payload} and not exists (
        select from renewals own where own.user_id = r.user_id and own.charge_id = ${chargeId}))
    returning id`
  for (const _ of rows) await recordEnd(sql, end.telegramId, end.cause)
}

async function recordEnd(sql: Sql, userId: number, cause: EndCause): Promise<void> {
  await record(sql, { level: 'info', kind: 'subscription_changed', userId, data: { state: 'ended', cause } })
}

export interface RenewalToEnd {
  telegramId: number
  id: number
  chargeId: string
  cause: EndCause
  attempts: number
}

/** Renewals that Telegram has still to be told to end and whose time to try has come; the longest waiting first. */
export async function findRenewalsToEnd(sql: Sql, limit: number): Promise<RenewalToEnd[]> {
  return sql`
    select r.user_id as "telegramId", r.id, r.charge_id as "chargeId", r.end_cause as cause, r.end_attempts as attempts
    from renewals r
    where r.end_try_at <= now() order by r.end_try_at limit ${limit}`
}

/** Telegram has confirmed the end. The person is told of it here, unless the caller says it to them at once. */
export async function recordRenewalEnded(
  sql: Sql,
  ended: { telegramId: number; chargeId: string; tell: boolean },
): Promise<void> {
  const { telegramId, chargeId } = ended
  await sql.transaction(async (sql) => {
    const [row] = await sql<{ id: number; cause: EndCause }>`
      update renewals set ended_at = now(), end_try_at = null, updated_at = now()
      where user_id = ${telegramId} and charge_id = ${chargeId} and state = 'ended' and ended_at is null
      returning id, end_cause as cause`
    if (!row || !ended.tell) return
    // A renewal that goes on at Telegram all the same is ended once more.
    const key = `renewal_ended:${row.id}:${Date.now()}`
    await say(sql, { key, to: { telegramId }, kind: 'renewal_ended', data: { cause: row.cause } })
  })
}

/** It could not be told: later again, and in the end not any more, which the owner must know. */
export async function postponeRenewalEnd(
  sql: Sql,
  { telegramId, id, chargeId, attempts }: RenewalToEnd,
  error: string,
): Promise<{ givenUp: boolean }> {
  const tries = attempts + 1
  const givenUp = tries >= policies.moneyAtTelegram.tries
  await sql.transaction(async (sql) => {
    await sql`
    update renewals set end_attempts = ${tries}, end_error = ${error}, updated_at = now(),
      end_try_at = case when not ${givenUp}::boolean then moment.at + make_interval(secs => ${pauseAfter(policies.moneyAtTelegram, tries) / 1000}) end
    from (select now() as at) as moment
    where user_id = ${telegramId} and id = ${id}`
    if (!givenUp) return
    await record(sql, { level: 'error', kind: 'renewal_not_ended', userId: telegramId, data: { chargeId, error } })
    const key = `renewal_not_ended:${id}:${Date.now()}`
    await say(sql, { key, to: 'owners', kind: 'renewal_not_ended', data: { telegramId, chargeId, reason: error } })
  })
  return { givenUp }
}
