import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import type { ChannelGift } from '#modules/catalog/contract.ts'
import { giveReward } from '#modules/entitlements/give-reward.ts'
import { channelCause, wasGiven } from '#modules/entitlements/was-given.ts'
import { record } from '#modules/events/events.ts'
import { lockUser } from '#modules/users/users.ts'

/**
 * Gives what joining the channel is worth, once for each person, whatever the channel is called later. The caller has asked
 * Telegram whether they are a member.
 */
export async function takeChannelBonus(
  sql: Sql,
  { channelBonus }: Pick<Catalog, 'channelBonus'>,
  { telegramId: userId, channel }: { telegramId: number; channel: string },
): Promise<{ gives: ChannelGift | null } | { refused: 'user_not_found' }> {
  return sql.transaction(async (sql) => {
    const user = await lockUser(sql, userId)
    if (!user) return { refused: 'user_not_found' }
    if (user.blocked || channelBonus?.channel !== channel || (await wasGiven(sql, userId, channelCause)))
      return { gives: null }
    const { gives } = channelBonus
    await giveReward(sql, {
      userId,
      reward: gives,
      reason: `channel ${channel}`,
      isForFirstPurchase: false,
      until: null,
      cause: channelCause,
    })
    await record(sql, { level: 'info', kind: 'channel_bonus', userId, data: { channel, gives } })
    return { gives }
  })
}
