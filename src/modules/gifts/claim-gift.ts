import type { Sql } from '#platform/database/sql.ts'
import { record } from '#modules/events/events.ts'
import { say } from '#modules/notifications/outbox.ts'
import { lockPairs, lockUser } from '#modules/users/users.ts'
import { type Gift, giveGift, type GiftProduct } from './gift.ts'

interface Claimed {
  product: GiftProduct
  paidUntil: Date | null
}

type Refused = {
  refused: 'user_not_found' | 'user_blocked' | 'gift_not_found' | 'gift_claimed' | 'gift_void' | 'own_gift'
}

/** The first person who opens the link has the gift; the same person again gets the same answer. */
export async function claimGift(
  sql: Sql,
  { telegramId: userId, token, keep }: { telegramId: number; token: string; keep: boolean },
): Promise<Claimed | Refused> {
  return sql.transaction(async (sql) => {
    await lockPairs(sql)
    const user = await lockUser(sql, userId)
    if (!user) return { refused: 'user_not_found' }
    if (user.blocked) return { refused: 'user_blocked' }
    const [gift] = await sql<Gift>`select * from gifts where token = ${token}`
    if (!gift) return { refused: 'gift_not_found' }
    if (gift.state === 'void') return { refused: 'gift_void' }
    if (gift.state !== 'open' && gift.claimedBy !== userId) return { refused: 'gift_claimed' }
    const isOwn = gift.userId === userId
    if (gift.state === 'open') {
      if (isOwn && !keep) return { refused: 'own_gift' }
      await sql`
        update gifts set state = 'claimed', claimed_by = ${userId}, ended_at = now()
        where user_id = ${gift.userId} and id = ${gift.id}`
      await record(sql, { level: 'info', kind: 'gift_claimed', userId, data: { giver: gift.userId, gift: gift.id } })
      if (!isOwn) await tellGiver(sql, gift)
    }
    return { product: gift.product, paidUntil: await giveGift(sql, gift, userId) }
  })
}

async function tellGiver(sql: Sql, { userId, id, product }: Gift): Promise<void> {
  const key = `gift_claimed:${userId}:${id}`
  await say(sql, { key, to: { telegramId: userId }, kind: 'gift_claimed', data: { title: product.title } })
}
