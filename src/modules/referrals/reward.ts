import type { Sql } from '#platform/database/sql.ts'
import { type Cause, keyOf } from '#modules/entitlements/gain.ts'
import { give } from '#modules/entitlements/give.ts'
import { takeBack } from '#modules/entitlements/take-back.ts'
import { record } from '#modules/events/events.ts'
import { say } from '#modules/notifications/outbox.ts'
import { lockPairs, lockUser } from '#modules/users/users.ts'

/** Until then a payment is usually returned, if it is. */
export const refundWindowHours = 72

interface Referral {
  userId: number
  inviterId: number
  credits: number
  mostPerMonth: number
  state: 'invited' | 'paid' | 'rewarded' | 'void'
}

/** The first payment of an invited person; a later one changes nothing. The caller holds the user's lock. */
export async function notePaymentOfInvited(
  sql: Sql,
  { userId, transactionId }: { userId: number; transactionId: number },
): Promise<void> {
  await sql`
    update referrals set state = 'paid', transaction_id = ${transactionId}, paid_at = now()
    where user_id = ${userId} and state = 'invited'`
}

/**
 * Rewards those whose time has come. What is above the limit of a month waits for the next one, what is of a blocked person
 * until they are let in again. Returns how many.
 */
export async function rewardInviters(sql: Sql, limit: number): Promise<number> {
  // Citus joins no table of the coordinator with one of the workers, but with what was read of it before.
  const due = await sql<Referral>`
    with due as materialized (
      select r.* from referrals r
      where r.state = 'paid' and r.credits > 0 and r.paid_at < now() - make_interval(hours => ${refundWindowHours})
        and (select count(*) from referrals o where o.inviter_id = r.inviter_id
          and o.rewarded_at >= date_trunc('month', now(), 'UTC')) < r.most_per_month
    )
    select due.* from due join users u on u.telegram_id = due.inviter_id and u.blocked_at is null
    order by due.paid_at, due.id limit ${limit}`
  let rewarded = 0
  for (const referral of due) rewarded += (await rewardOne(sql, referral)) ? 1 : 0
  return rewarded
}

async function rewardOne(sql: Sql, { userId, inviterId }: Referral): Promise<boolean> {
  return sql.transaction(async (sql) => {
    await lockPairs(sql)
    const inviter = await lockUser(sql, inviterId)
    if (inviter?.blocked !== false) return false
    // Taken back counts as well: else a refund would make room for another one.
    const [referral] = await sql<Referral>`
      update referrals set state = 'rewarded', rewarded_at = now()
      where user_id = ${userId} and state = 'paid' and (select count(*) from referrals o where o.inviter_id = ${inviterId}
        and o.rewarded_at >= date_trunc('month', now(), 'UTC')) < most_per_month
      returning *`
    if (!referral) return false
    const { credits: amount } = referral
    const given = await give(sql, {
      of: 'credits',
      userId: inviterId,
      amount,
      reason: 'invitation',
      cause: causeOf(userId),
    })
    if ('refused' in given) throw new Error(`The invitation of ${userId} has given something else before`)
    await record(sql, {
      level: 'info',
      kind: 'referral_rewarded',
      userId: inviterId,
      data: { invited: userId, amount },
    })
    const key = `referral_rewarded:${userId}`
    await say(sql, { key, to: { telegramId: inviterId }, kind: 'referral_rewarded', data: { credits: amount } })
    return true
  })
}

/** The payment is refunded: what it brought the inviter is taken back. The caller holds the lock of pairs and of the payer. */
export async function undoReferral(
  sql: Sql,
  { userId, transactionId }: { userId: number; transactionId: number },
): Promise<void> {
  const [referral] = await sql<Referral>`
    select * from referrals where user_id = ${userId} and transaction_id = ${transactionId} and state <> 'void'`
  if (!referral) return
  const { inviterId, credits: amount, state } = referral
  await sql`update referrals set state = 'void' where user_id = ${userId}`
  if (state !== 'rewarded') return
  await lockUser(sql, inviterId)
  const cause = { kind: 'undone', id: keyOf(causeOf(userId)) } as const
  const taken = await takeBack(sql, {
    of: 'credits',
    userId: inviterId,
    amount,
    reason: 'payment of the invited person refunded',
    cause,
    ifSpent: 'lose',
  })
  if ('refused' in taken) throw new Error(`The reward for ${userId} could not be taken back`)
  await record(sql, { level: 'info', kind: 'referral_undone', userId: inviterId, data: { invited: userId, ...taken } })
  const key = `referral_undone:${userId}`
  await say(sql, { key, to: { telegramId: inviterId }, kind: 'referral_undone', data: { credits: taken.taken } })
}

function causeOf(invitedId: number): Extract<Cause, { kind: 'promo' | 'campaign' | 'gift' | 'referral' }> {
  return { kind: 'referral', id: String(invitedId) }
}
