import type { Sql } from '#platform/database/sql.ts'
import type { Reward } from '#modules/entitlements/contract.ts'
import { hasPaid } from '#modules/entitlements/discounts.ts'
import { giveReward } from '#modules/entitlements/give-reward.ts'
import { record } from '#modules/events/events.ts'
import { lockUser } from '#modules/users/users.ts'
import type { PromoRefusal } from './contract.ts'

export interface Redeemed {
  gives: Reward
  /** When the days or the discount end. */
  until: Date | null
}

interface Found {
  id: number
  name: string
  gives: Reward
  batch: boolean
  firstPurchase: boolean
  endsAt: Date | null
  when: 'promo_not_yet' | 'promo_over' | null
  usedIn: number | null
}

/**
 * Gives what a promo code promises: its use, its counter and the entry of the ledger are one transaction. The same update
 * again gets the same answer and changes nothing.
 */
export async function redeemPromoCode(
  sql: Sql,
  request: { telegramId: number; code: string; updateId: number },
): Promise<Redeemed | { refused: PromoRefusal | 'user_not_found' | 'user_blocked' }> {
  const { telegramId: userId, updateId } = request
  const code = request.code.trim().toUpperCase()
  return sql.transaction(async (sql) => {
    const user = await lockUser(sql, userId)
    if (!user) return { refused: 'user_not_found' }
    if (user.blocked) return { refused: 'user_blocked' }
    if (!(await mayGuess(sql, userId))) return { refused: 'promo_guesses' }
    const promo = await findPromo(sql, { userId, code })
    if (!promo) {
      await noteGuess(sql, userId)
      return { refused: 'promo_not_found' }
    }
    const isRepeated = promo.usedIn === updateId
    if (!isRepeated) {
      const refused = await takeUse(sql, promo, { userId, code, updateId })
      if (refused) return { refused }
      await record(sql, { level: 'info', kind: 'promo_used', userId, data: { name: promo.name, gives: promo.gives } })
    }
    const { until } = await giveReward(sql, {
      userId,
      reward: promo.gives,
      reason: `promo code ${promo.name}`,
      isForFirstPurchase: promo.firstPurchase,
      until: promo.endsAt,
      cause: { kind: 'promo', id: String(promo.id) },
    })
    return { gives: promo.gives, until }
  })
}

async function findPromo(sql: Sql, { userId, code }: { userId: number; code: string }): Promise<Found | undefined> {
  const [found] = await sql<Found>`
    select p.id, p.name, p.gives, p.batch, p.first_purchase, p.ends_at,
      case when p.starts_at > now() then 'promo_not_yet' when least(p.ended_at, p.ends_at) <= now() then 'promo_over' end as "when",
      (select update_id from promo_uses u where u.user_id = ${userId} and u.promo_id = p.id) as used_in
    from promo_codes c join promos p on p.id = c.promo_id where c.code = ${code}`
  return found
}

/** Takes one of the uses that there are, for a person who has had none. */
async function takeUse(
  sql: Sql,
  promo: Found,
  { userId, code, updateId }: { userId: number; code: string; updateId: number },
): Promise<PromoRefusal | undefined> {
  if (promo.usedIn !== null) return 'promo_used_before'
  if (promo.when) return promo.when
  if (promo.firstPurchase && (await hasPaid(sql, userId))) return 'promo_first_purchase'
  if (promo.batch) {
    const taken =
      await sql`update promo_codes set used_by = ${userId} where code = ${code} and used_by is null returning code`
    if (taken.length === 0) return 'promo_used_up'
  }
  const counted = await sql`
    update promos set uses = uses + 1 where id = ${promo.id} and uses < most_uses and ended_at is null returning id`
  if (counted.length === 0) return 'promo_used_up'
  await sql`insert into promo_uses (user_id, promo_id, code, update_id) values (${userId}, ${promo.id}, ${code}, ${updateId})`
  return undefined
}

/** Within an hour. */
const mostGuesses = 5

async function mayGuess(sql: Sql, userId: number): Promise<boolean> {
  const [row] = await sql<{ may: boolean }>`
    select cardinality(wrong_at) < ${mostGuesses} or wrong_at[1] < now() - interval '1 hour' as may
    from promo_guesses where user_id = ${userId}`
  return row?.may ?? true
}

/** Keeps the latest ones only, the oldest of them first. The caller holds the user's lock. */
async function noteGuess(sql: Sql, userId: number): Promise<void> {
  const [known] = await sql<{ wrongAt: Date[] | null; now: Date }>`
    select now(), (select wrong_at from promo_guesses where user_id = ${userId}) as wrong_at`
  const wrongAt = [...(known!.wrongAt ?? []), known!.now].slice(-mostGuesses)
  await sql`
    insert into promo_guesses (user_id, wrong_at) values (${userId}, ${wrongAt}::timestamptz[])
    on conflict (user_id) do update set wrong_at = excluded.wrong_at`
}
