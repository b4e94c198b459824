import type { Sql } from '#platform/database/sql.ts'
import { keyOf } from '#modules/entitlements/gain.ts'
import { takeBack } from '#modules/entitlements/take-back.ts'
import { record } from '#modules/events/events.ts'
import type { GiftLoss } from '#modules/notifications/contract.ts'
import { say } from '#modules/notifications/outbox.ts'
import { lockUser } from '#modules/users/users.ts'
import { causeOf, type Gift } from './gift.ts'

/**
 * The payment of a gift is refunded: its link is over, and from the person who has it is taken what they have not used. The
 * caller's transaction holds the lock of pairs and of the giver.
 */
export async function undoGift(
  sql: Sql,
  { giverId, transactionId }: { giverId: number; transactionId: number },
): Promise<void> {
  const [gift] = await sql<Gift>`
    select * from gifts where user_id = ${giverId} and transaction_id = ${transactionId} and state <> 'void'`
  if (!gift) return
  const { claimedBy, product } = gift
  await sql`
    update gifts set state = 'void', ended_at = coalesce(ended_at, now()) where user_id = ${giverId} and id = ${gift.id}`
  const loss = claimedBy === null ? undefined : await takeFrom(sql, gift, claimedBy)
  const data = { gift: gift.id, claimedBy, lost: loss?.lost ?? 0 }
  await record(sql, { level: 'info', kind: 'gift_undone', userId: giverId, data })
  const said = { title: product.title, ...(loss && { loss }) }
  // A giver who has kept it hears what its receiver hears.
  if (claimedBy !== giverId) {
    const key = `gift_void:${giverId}:${gift.id}`
    await say(sql, {
      key,
      to: { telegramId: giverId },
      kind: 'gift_void',
      data: { ...said, claimed: claimedBy !== null },
    })
  }
  if (claimedBy !== null) {
    const key = `gift_taken_back:${giverId}:${gift.id}`
    await say(sql, { key, to: { telegramId: claimedBy }, kind: 'gift_taken_back', data: said })
  }
}

async function takeFrom(sql: Sql, gift: Gift, userId: number): Promise<GiftLoss> {
  await lockUser(sql, userId)
  const { product } = gift
  const cause = { kind: 'undone', id: keyOf(causeOf(gift)) } as const
  if (product.kind === 'plan') {
    const { taken, lost } = await takeBack(sql, { of: 'planDays', userId, days: product.days, cause })
    return { of: 'planDays', taken, lost }
  }
  const taken = await takeBack(sql, {
    of: 'credits',
    userId,
    amount: product.credits,
    reason: 'gift refunded',
    cause,
    ifSpent: 'lose',
  })
  if ('refused' in taken) throw new Error(`Gift ${cause.id} could not be taken back`)
  return { of: 'credits', taken: taken.taken, lost: taken.lost }
}
