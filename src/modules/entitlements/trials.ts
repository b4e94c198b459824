import type { Sql } from '#platform/database/sql.ts'
import { type Cause, keyOf } from './gain.ts'

export interface Trial {
  granted: number
  used: number
}

/**
 * Gives a user the one trial that there is, with the extra messages that were given before. The second time, and for ever
 * after, the answer is no.
 */
export async function addTrial(
  sql: Sql,
  gain: { userId: number; amount: number },
): Promise<{ given: 'now' } | { refused: 'trial_already_used' }> {
  const granted = gain.amount + (await extraTrialOf(sql, gain.userId))
  const rows = await sql`
    insert into trials (user_id, granted) values (${gain.userId}, ${granted})
    on conflict (user_id) do nothing
    returning granted`
  return rows.length > 0 ? { given: 'now' } : { refused: 'trial_already_used' }
}

/** Adds messages to the trial that has begun, or keeps them for the one that will. */
export async function addExtraTrial(
  sql: Sql,
  gain: { userId: number; amount: number; cause: Cause },
): Promise<{ given: 'now' | 'before' }> {
  const { userId, amount, cause } = gain
  const rows = await sql`
    insert into extra_trials (user_id, messages, idempotency_key) values (${userId}, ${amount}, ${keyOf(cause)})
    on conflict on constraint extra_trials_key do nothing
    returning id`
  if (rows.length === 0) return { given: 'before' }
  await sql`update trials set granted = granted + ${amount} where user_id = ${userId}`
  return { given: 'now' }
}

/** How many messages a user's trial has beyond the usual ones. */
export async function extraTrialOf(sql: Sql, userId: number): Promise<number> {
  const [row] = await sql<{ messages: number }>`
    select coalesce(sum(messages), 0)::integer as messages from extra_trials where user_id = ${userId}`
  return row!.messages
}
