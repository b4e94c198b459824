import type { Sql } from '#platform/database/sql.ts'
import type { Cause } from './gain.ts'
import { enterCredits } from './ledger.ts'
import { addDiscount } from './discounts.ts'
import { addPlanDays } from './plan-days.ts'
import { addExtraTrial, addRest, addTrial, type TrialSteps } from './trials.ts'

interface Gains {
  credits: { userId: number; amount: number; reason: string; cause: Cause }
  /** A user has one trial for ever, so the user is its cause. */
  trialMessages: { userId: number; amount: number; steps: TrialSteps | null }
  /** More messages of the trial, also before it begins. */
  extraTrial: { userId: number; amount: number; cause: Cause }
  discount: { userId: number; percent: number; isForFirstPurchase: boolean; until: Date; cause: Cause }
  planDays: { userId: number; plan: string; days: number; cause: Exclude<Cause, { kind: 'refund' }> }
}

interface Results {
  credits: { given: 'now' | 'before'; balance: number } | { refused: 'idempotency_key_reused' }
  trialMessages: { given: 'now' } | { refused: 'trial_already_used' }
  extraTrial: { given: 'now' | 'before' }
  discount: { given: 'now' | 'before' }
  planDays: { given: 'now' | 'before'; paidUntil: Date } | { refused: 'idempotency_key_reused' }
}

const givers: { [Of in keyof Gains]: (sql: Sql, gain: Gains[Of]) => Promise<Results[Of]> } = {
  credits: giveCredits,
  trialMessages: addTrial,
  extraTrial: addExtraTrial,
  discount: addDiscount,
  planDays: addPlanDays,
}

/**
 * The only way in which credits, trial messages, days of a plan and discounts come to a user. Given `before` means that the same cause
 * has given it already, and nothing changes. The caller's transaction holds the user's lock.
 */
export async function give<Of extends keyof Gains>(sql: Sql, gain: { of: Of } & Gains[Of]): Promise<Results[Of]> {
  // A farm does not pay.
  if ('cause' in gain && gain.cause.kind === 'payment') await addRest(sql, gain.userId)
  return givers[gain.of](sql, gain)
}

async function giveCredits(sql: Sql, gain: Gains['credits']): Promise<Results['credits']> {
  const { outcome, balance } = await enterCredits(sql, { ...gain, delta: gain.amount })
  if (outcome === 'insufficient_credits') throw new Error(`User ${gain.userId} could not be given credits`)
  if (outcome === 'idempotency_key_reused') return { refused: outcome }
  return { given: outcome === 'entered' ? 'now' : 'before', balance }
}
