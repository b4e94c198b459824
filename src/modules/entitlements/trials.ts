import type { Sql } from '#platform/database/sql.ts'
import { type Cause, keyOf } from './gain.ts'

export interface Trial {
  granted: number
  used: number
  /** Still to be added to what is granted, at `restAt` or earlier. */
  rest: number
  restAt: Date | null
}

/** A trial that comes in two steps: so many messages first, and the rest after so many hours. */
export interface TrialSteps {
  first: number
  restHours: number
}

/**
 * Gives a user the one trial that there is, with the extra messages that were given before: at once, or in steps. The second
 * time, and for ever after, the answer is no.
 */
export async function addTrial(
  sql: Sql,
  gain: { userId: number; amount: number; steps: TrialSteps | null },
): Promise<{ given: 'now' } | { refused: 'trial_already_used' }> {
  const { userId, amount, steps } = gain
  const all = amount + (await extraTrialOf(sql, userId))
  const granted = Math.min(all, steps?.first ?? all)
  const rest = all - granted
  const rows = await sql`
    insert into trials (user_id, granted, rest, rest_at)
    values (${userId}, ${granted}, ${rest}, now() + make_interval(hours => ${rest > 0 ? steps?.restHours : null}))
    on conflict (user_id) do nothing
    returning granted`
  return rows.length > 0 ? { given: 'now' } : { refused: 'trial_already_used' }
}

/** Adds the rest of a trial now; returns how many messages it has, 0 when there was none left to add. */
export async function addRest(sql: Sql, userId: number): Promise<number> {
  const [trial] = await sql<{ rest: number }>`
    select rest from trials where user_id = ${userId} and rest > 0 for update`
  if (!trial) return 0
  await sql`update trials set granted = granted + rest, rest = 0, rest_at = null where user_id = ${userId}`
  return trial.rest
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
