import { isOutage } from '#platform/database/sql.ts'
import { type Log, reasonOf } from '#platform/runtime/log.ts'
import { policies, retry } from '#platform/runtime/retry.ts'

/** What was done should not be done again, or counted as an attempt, because the database was away for some seconds. */
export function persistently<Result>(log: Log, what: string, store: () => Promise<Result>): Promise<Result> {
  return retry(policies.untilStored, store, {
    again(error) {
      log.warn(isOutage(error) ? {} : { err: error }, `${what}; trying again. ${reasonOf(error)}`)
      return 'after a pause'
    },
  })
}
