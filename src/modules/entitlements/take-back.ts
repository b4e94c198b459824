import type { Sql } from '#platform/database/sql.ts'
import type { Cause } from './gain.ts'
import { enterCredits, findEntry } from './ledger.ts'
import { takePlanDaysBack } from './plan-days.ts'

interface Losses {
  credits: {
    userId: number
    amount: number
    reason: string
    cause: Cause
    /** Whether credits that were spent are lost, or refuse the whole. */
    ifSpent: 'lose' | 'refuse'
  }
  planDays: { userId: number; days: number; cause: Extract<Cause, { kind: 'refund' | 'undone' }> }
}

interface Results {
  credits:
    | { taken: number; lost: number; when: 'now' | 'before'; balance: number }
    | { refused: 'insufficient_credits'; balance: number }
    | { refused: 'idempotency_key_reused' }
  /** In seconds: what is used of a payment's days is lost. */
  planDays: { taken: number; lost: number }
}

const takers: { [Of in keyof Losses]: (sql: Sql, loss: Losses[Of]) => Promise<Results[Of]> } = {
  credits: takeCreditsBack,
  planDays: takePlanDaysBack,
}

/**
 * The only way in which credits and days of a plan are taken from a user, apart from paying for work; says what could not
 * be taken because it was used. The caller's transaction holds the user's lock.
 */
export async function takeBack<Of extends keyof Losses>(sql: Sql, loss: { of: Of } & Losses[Of]): Promise<Results[Of]> {
  return takers[loss.of](sql, loss)
}

async function takeCreditsBack(sql: Sql, loss: Losses['credits']): Promise<Results['credits']> {
  const { userId, amount, cause, ifSpent } = loss
  if (ifSpent === 'refuse') return takeAll(sql, loss)
  const before = await findEntry(sql, userId, cause)
  if (before) return { taken: -before.delta, lost: amount + before.delta, when: 'before', balance: before.balance }
  const [user] = await sql<{ credits: number }>`select credits from users where telegram_id = ${userId}`
  const taken = Math.min(amount, user!.credits)
  // Nothing to enter: what the cause has taken is remembered by the row of the cause itself.
  if (taken === 0) return { taken: 0, lost: amount, when: 'now', balance: 0 }
  const all = await takeAll(sql, { ...loss, amount: taken })
  if ('refused' in all) throw new Error(`Credits of user ${userId} moved without the lock`)
  return { ...all, lost: amount - taken }
}

async function takeAll(sql: Sql, loss: Losses['credits']): Promise<Results['credits']> {
  const { outcome, balance } = await enterCredits(sql, { ...loss, delta: -loss.amount })
  if (outcome === 'insufficient_credits') return { refused: outcome, balance }
  if (outcome === 'idempotency_key_reused') return { refused: outcome }
  return { taken: loss.amount, lost: 0, when: outcome === 'entered' ? 'now' : 'before', balance }
}
