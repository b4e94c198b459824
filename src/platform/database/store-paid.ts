import { plainReasonOf } from '#platform/runtime/outage.ts'
import type { Log } from '#platform/runtime/log.ts'
import { policies, retry } from '#platform/runtime/retry.ts'
import { isOutage } from './sql.ts'

/** A database whose primary dies has another within half a minute; what is wrong in itself does not become right. */
const limitMs = { away: 60_000, wrong: 8_000 }

/**
 * Tries again for a while, because what it stores was paid for: neither a database that restarts nor one whose primary dies
 * may cost it. `givenUp` ends it early: another one goes on.
 */
export function storePaid<Result>(
  log: Log,
  store: () => Promise<Result>,
  givenUp: () => boolean = () => false,
): Promise<Result> {
  const begun = performance.now()
  return retry(policies.paidOutcome, store, {
    again(error) {
      const limit = isOutage(error) ? limitMs.away : limitMs.wrong
      if (givenUp() || performance.now() - begun > limit) return 'no'
      log.warn(
        isOutage(error) ? {} : { err: error },
        `The database did not take an outcome; trying again. ${plainReasonOf(error)}`,
      )
      return 'after a pause'
    },
  })
}
