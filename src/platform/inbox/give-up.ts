import type { Sql } from '#platform/database/sql.ts'
import type { Held } from './claim.ts'
import { finish } from './finish.ts'

/** An update at the head of a claimed lane that is not tried again; `release` gives the lane back. */
export interface GivenUp extends Held {
  updateId: number
  attempts: number
  /** Why, as it is kept beside the update. */
  error: string
  release: boolean
}

/** It was given up now; it was before; or the lane is no longer ours, and nothing was changed. */
export type GiveUpOutcome = 'given_up' | 'already' | 'lost'

/**
 * Gives an update up in the caller's transaction: it is kept in `dead_updates` with its error, and its lane goes on. What
 * follows from it is done after `given_up`, in the same transaction, and at no other outcome.
 *
 * The lane's row lock stays until the end of the transaction, so a repetition of the call waits and then finds it done. A
 * transaction that also locks a user locks the lane first, as here: no other one holds a user and waits for a lane.
 */
export async function giveUp(sql: Sql, update: GivenUp): Promise<GiveUpOutcome> {
  const { lane, fence, updateId, attempts, error, release } = update
  const [held] = await sql`select lane from lanes where lane = ${lane} and fence = ${fence} for update`
  if (!held) return 'lost'
  const kept = await sql`
    insert into dead_updates (update_id, lane, payload, attempts, error, accepted_at)
    select update_id, lane, payload, ${attempts}, ${error}, accepted_at
    from inbox where update_id = ${updateId} and lane = ${lane}
    on conflict (update_id) do nothing returning update_id`
  await finish(sql, [{ lane, fence, updateIds: [updateId], release }])
  return kept.length > 0 ? 'given_up' : 'already'
}

/**
 * The last resort, when what follows from giving an update up fails again and again: without it, so that the lane goes on.
 * The worker returns the price later; there is no event and no notice.
 */
export function giveUpUnsettled(sql: Sql, update: GivenUp): Promise<GiveUpOutcome> {
  return sql.transaction((sql) => giveUp(sql, update))
}
