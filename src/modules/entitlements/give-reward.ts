import type { Sql } from '#platform/database/sql.ts'
import type { Reward } from './contract.ts'
import { give } from './give.ts'

/** A discount that names no end has one. */
const discountDays = 30

/**
 * Gives what a promo code or a campaign promises, once for each cause; returns when it ends, where it ends. The caller's
 * transaction holds the user's lock.
 */
export async function giveReward(
  sql: Sql,
  given: {
    userId: number
    reward: Reward
    reason: string
    isForFirstPurchase: boolean
    until: Date | null
    cause: { kind: 'promo' | 'campaign'; id: string }
  },
): Promise<{ until: Date | null }> {
  const { userId, reward, reason, isForFirstPurchase, cause } = given
  if (reward.of === 'credits') {
    const credits = await give(sql, { of: 'credits', userId, amount: reward.amount, reason, cause })
    if ('refused' in credits) throw new Error(`${cause.kind} ${cause.id} has given something else before`)
    return { until: null }
  }
  if (reward.of === 'trial_messages') {
    await give(sql, { of: 'extraTrial', userId, amount: reward.amount, cause })
    return { until: null }
  }
  if (reward.of === 'plan_days') {
    const days = await give(sql, { of: 'planDays', userId, plan: reward.plan, days: reward.days, cause })
    if ('refused' in days) throw new Error(`${cause.kind} ${cause.id} has given something else before`)
    return { until: days.paidUntil }
  }
  const until = given.until ?? new Date(Date.now() + discountDays * 86_400_000)
  await give(sql, { of: 'discount', userId, percent: reward.percent, isForFirstPurchase, until, cause })
  return { until }
}
