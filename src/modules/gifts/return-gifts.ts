import type { Sql } from '#platform/database/sql.ts'
import { record } from '#modules/events/events.ts'
import { say } from '#modules/notifications/outbox.ts'
import { lockPairs, lockUser } from '#modules/users/users.ts'
import { type Gift, giveGift } from './gift.ts'

/** Gives gifts that were not opened in time back to their givers. Returns how many. */
export async function returnUnopened(sql: Sql, limit: number): Promise<number> {
  const late = await sql<Gift>`
    select * from gifts where state = 'open' and expires_at <= now() order by expires_at limit ${limit}`
  for (const gift of late) await returnOne(sql, gift)
  return late.length
}

async function returnOne(sql: Sql, { userId, id }: Gift): Promise<void> {
  await sql.transaction(async (sql) => {
    await lockPairs(sql)
    await lockUser(sql, userId)
    const [gift] = await sql<Gift>`
      update gifts set state = 'returned', claimed_by = user_id, ended_at = now()
      where user_id = ${userId} and id = ${id} and state = 'open' returning *`
    if (!gift) return
    await giveGift(sql, gift, userId)
    await record(sql, { level: 'info', kind: 'gift_returned', userId, data: { gift: id } })
    const key = `gift_returned:${userId}:${id}`
    await say(sql, { key, to: { telegramId: userId }, kind: 'gift_returned', data: { title: gift.product.title } })
  })
}
