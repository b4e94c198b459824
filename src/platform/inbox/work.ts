import type { Sql } from '#platform/database/sql.ts'
import { type Log, messageOf } from '#platform/runtime/log.ts'
import { plainReasonOf } from '#platform/runtime/outage.ts'
import { type GivenUp, type GiveUpOutcome, giveUpUnsettled } from './give-up.ts'
import type { Claim } from './claim.ts'
import type { Finisher } from './finisher.ts'
import { type Handling, UpdateHandling } from './handling.ts'
import type { Update } from './lane.ts'
import { persistently } from './persistently.ts'
import { postpone } from './postpone.ts'
import type { PutOffLanes } from './put-off.ts'
import { Postpone, type Postponement, postponement } from './postponement.ts'
import { recount } from './recount.ts'

export interface Hands {
  sql: Sql
  finish: Finisher
  putOff: PutOffLanes
  /** Done when it returns; tried again later when it throws (see Postpone), and given up after the last attempt. */
  handle: (update: Update, handling: Handling) => Promise<void>
  /**
   * Gives an update up with `giveUp`, and in the same transaction does what follows, such as returning its price. When it
   * throws, nothing of this has happened, or all of it and the reply was lost.
   */
  giveUp: (update: Update, error: unknown, given: GivenUp) => Promise<GiveUpOutcome>
  maxAttempts: number
  /** Updates whose handlers have begun what must not begin twice and have not come to an end. */
  begun: Set<number>
  log: Log
}

/**
 * Handles the updates of a claimed lane, one after the other, and gives the lane back: after the last of them, after one
 * that must be tried again later, or after the one under way when `stopping` is aborted. Once `signal` is aborted the lane
 * is no longer ours to give back. Returns whether the lane is known to be empty, so that the consumer need not look for more in it.
 */
export async function workOn(
  hands: Hands,
  claimed: Claim,
  signal: AbortSignal,
  stopping: AbortSignal,
  stillOurs: () => Promise<void>,
): Promise<{ empty: boolean }> {
  const { lane, fence, attempts, updates } = claimed
  if (stopping.aborted) {
    await giveBack(hands, claimed, { delayMs: 0, countsAsAttempt: false, untilOver: false })
    return { empty: false }
  }
  if (updates.length === 0) {
    hands.log.warn({ lane }, 'A lane counted updates that are not there; it was counted again')
    await recount(hands.sql, claimed)
    return { empty: false }
  }
  const absorbed = new Set<number>()
  const { sql, maxAttempts, begun } = hands
  const tools = { sql, maxAttempts, begun, signal, stillOurs, absorbed }
  const claimedAt = performance.now()
  for (const [index, { updateId, payload, ageMs }] of updates.entries()) {
    if (absorbed.has(updateId)) continue
    const attempt = index === 0 ? attempts : 1
    const handling = new UpdateHandling(tools, claimed, { updateId, payload, attempt, acceptedAt: claimedAt - ageMs })
    const outcome = await tryHandling(hands, payload, handling)
    const release = stopping.aborted || updates.slice(index + 1).every((later) => absorbed.has(later.updateId))
    // What a stop has ended is noted when the lane is given back.
    if (outcome !== 'abandoned' || !stopping.aborted) begun.delete(updateId)
    if (outcome === 'abandoned') return { empty: false }
    if (outcome === 'done') {
      void hands.putOff.succeeded()
      const left = await hands.finish({ lane, fence, updateIds: [updateId], release })
      if (left === 'lost') hands.log.warn({ lane, updateId }, 'The lane was lost while its update was handled')
      if (release || left === 'lost') return { empty: left === 'empty' }
    } else if (outcome.giveUp) {
      const given = { lane, fence, updateId, attempts: attempt, error: outcome.reason, release }
      const end = await giveUp(hands, payload, outcome, given, handling)
      if (typeof end === 'object') await giveBack(hands, claimed, end, handling.begun)
      if (release || (end !== 'given_up' && end !== 'already')) return { empty: false }
    } else {
      await giveBack(hands, claimed, outcome, handling.begun)
      return { empty: false }
    }
  }
  return { empty: false }
}

/** Later again when it fails, up to as many times as the update itself was tried, and then by the last resort. */
async function giveUp(
  { sql, giveUp, maxAttempts, log }: Hands,
  update: Update,
  { error: fault }: Postponement,
  given: GivenUp,
  handling: Handling,
): Promise<GiveUpOutcome | 'abandoned' | Postponement> {
  try {
    const outcome = await giveUp(update, fault, given)
    if (outcome === 'lost') log.warn({ lane: given.lane, updateId: given.updateId }, lostWhileGivenUp)
    return outcome
  } catch (error) {
    if (handling.signal.aborted) return 'abandoned'
    // No age is too old for this: only what fails again and again by itself has an end.
    const tries = Math.max(1, handling.attempt - maxAttempts + 1)
    const later = postponement(error, { attempt: tries, maxAttempts, update, ageMs: 0 })
    log.error({ err: error, updateId: given.updateId, tries }, 'An update could not be given up')
    return later.giveUp ? giveUpUnsettled(sql, given) : later
  }
}

const lostWhileGivenUp = 'The lane was lost while its update was given up'

type Until = Pick<Postponement, 'delayMs' | 'countsAsAttempt' | 'untilOver'>

async function giveBack({ sql, log, putOff }: Hands, { lane, fence }: Claim, until: Until, begun?: number) {
  const { countsAsAttempt, untilOver } = until
  const delayMs = untilOver ? putOff.pauseMs(until.delayMs) : until.delayMs
  await persistently(log, 'A lane could not be given back', () =>
    postpone(sql, { lane, fence, delayMs, countsAsAttempt, begun }),
  )
  if (untilOver) putOff.add({ lane, fence }, delayMs)
}

async function tryHandling(
  { handle, maxAttempts, log }: Hands,
  update: Update,
  handling: Handling,
): Promise<'done' | 'abandoned' | Postponement> {
  const about = () => ({ attempt: handling.attempt, maxAttempts, update, ageMs: handling.ageMs() })
  // Begun more often than allowed without a word: it has taken its process down each time.
  if (handling.attempt > maxAttempts) return postponement(new Error('It never came to an end'), about())
  try {
    await handle(update, handling)
    return 'done'
  } catch (error) {
    if (handling.signal.aborted) return 'abandoned'
    const outcome = postponement(error, about())
    const { delayMs, countsAsAttempt } = outcome
    if (!outcome.giveUp && !countsAsAttempt) {
      const { update_id: updateId } = update
      log.warn({ updateId, delayMs }, `An update waits. ${messageOf(error)}. ${plainReasonOf(error)}`)
      return outcome
    }
    const say = outcome.giveUp || !(error instanceof Postpone) ? 'error' : 'warn'
    log[say](
      { err: error, updateId: update.update_id, attempt: handling.attempt, ...outcome, error: undefined },
      'An update failed',
    )
    return outcome
  }
}
