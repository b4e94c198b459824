import type { Sql } from '#platform/database/sql.ts'
import { giveReward } from '#modules/entitlements/give-reward.ts'
import { record } from '#modules/events/events.ts'
import { say } from '#modules/notifications/outbox.ts'
import { lockUser } from '#modules/users/users.ts'
import type { CampaignBonus } from './contract.ts'

/** A person who came longer ago by the same link is new no more. */
const newForMinutes = 60

/**
 * Gives the bonus of the campaign by which a person has just come for the first time: once for each person and to as many as
 * the owner pays for. Says it in the same transaction. Null: there is none for them.
 */
export async function takeBonus(
  sql: Sql,
  { telegramId: userId, name }: { telegramId: number; name: string },
): Promise<{ gives: CampaignBonus | null } | { refused: 'user_not_found' }> {
  return sql.transaction(async (sql) => {
    const user = await lockUser(sql, userId)
    if (!user) return { refused: 'user_not_found' }
    const gives = user.blocked ? null : await takeOne(sql, { userId, name })
    if (!gives) return { gives: null }
    const cause = { kind: 'campaign', id: name } as const
    const reason = `campaign ${name}`
    await giveReward(sql, { userId, reward: gives, reason, isForFirstPurchase: false, until: null, cause })
    await record(sql, { level: 'info', kind: 'campaign_bonus', userId, data: { name, gives } })
    const key = `campaign_bonus:${userId}`
    await say(sql, { key, to: { telegramId: userId }, kind: 'campaign_bonus', data: { gives } })
    return { gives }
  })
}

async function takeOne(sql: Sql, { userId, name }: { userId: number; name: string }): Promise<CampaignBonus | null> {
  const [came] = await sql`
    select 1 from starts where user_id = ${userId} and first_kind = 'campaign' and first_name = ${name}
      and first_at > now() - make_interval(mins => ${newForMinutes})
      and not exists (select 1 from campaign_bonuses where user_id = ${userId})`
  if (!came) return null
  const [campaign] = await sql<{ bonus: CampaignBonus }>`
    update campaigns set bonuses = bonuses + 1
    where name = ${name} and bonus is not null and bonuses < most_bonuses and archived_at is null
    returning bonus`
  if (!campaign) return null
  await sql`insert into campaign_bonuses (user_id, campaign) values (${userId}, ${name})`
  return campaign.bonus
}
