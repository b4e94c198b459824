import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { give } from '#modules/entitlements/give.ts'
import { record } from '#modules/events/events.ts'
import { say } from '#modules/notifications/outbox.ts'
import { lockUser } from '#modules/users/users.ts'

/** A person who came longer ago by the same link is new no more. */
const newForMinutes = 60

/**
 * A person has come for the first time by the link of another one: they have more trial messages at once. What the other one
 * gets later is promised by the rules of today.
 */
export async function acceptReferral(
  sql: Sql,
  { referral }: Pick<Catalog, 'referral'>,
  { telegramId: userId, code }: { telegramId: number; code: string },
): Promise<{ trialMessages: number } | { refused: 'user_not_found' }> {
  const { trialMessages, inviterCredits, mostPerMonth } = referral
  if (trialMessages === 0 && inviterCredits === 0) return { trialMessages: 0 }
  return sql.transaction(async (sql) => {
    const user = await lockUser(sql, userId)
    if (!user) return { refused: 'user_not_found' }
    const inviter = user.blocked ? undefined : await inviterOf(sql, { userId, code })
    const [accepted] = inviter
      ? await sql<{ inviterId: number }>`
          insert into referrals (user_id, inviter_id, trial_messages, credits, most_per_month)
          values (${userId}, ${inviter.userId}, ${trialMessages}, ${inviterCredits}, ${mostPerMonth})
          on conflict (user_id) do nothing returning inviter_id`
      : []
    if (!accepted) return { trialMessages: 0 }
    await record(sql, { level: 'info', kind: 'referral_accepted', userId, data: { inviter: accepted.inviterId } })
    if (trialMessages === 0) return { trialMessages }
    await give(sql, {
      of: 'extraTrial',
      userId,
      amount: trialMessages,
      cause: { kind: 'referral', id: String(userId) },
    })
    const key = `referral_welcome:${userId}`
    const data = { gives: { of: 'trial_messages', amount: trialMessages } } as const
    await say(sql, { key, to: { telegramId: userId }, kind: 'campaign_bonus', data })
    return { trialMessages }
  })
}

/** Whose code brought a new person. */
async function inviterOf(
  sql: Sql,
  { userId, code }: { userId: number; code: string },
): Promise<{ userId: number } | undefined> {
  const [came] = await sql`
    select 1 from starts where user_id = ${userId} and first_kind = 'referral' and first_name = ${code}
      and first_at > now() - make_interval(mins => ${newForMinutes})`
  if (!came) return undefined
  const [inviter] = await sql<{ userId: number }>`
    select r.user_id from referrers r join users u on u.telegram_id = r.user_id
    where r.code = ${code} and r.user_id <> ${userId} and u.blocked_at is null`
  return inviter
}
