import { setTimeout as sleep } from 'node:timers/promises'
import { isOutage } from '#platform/database/sql.ts'
import { type Log, reasonOf } from '#platform/runtime/log.ts'

const pausesMs = [200, 500, 1000, 2000, 4000]

/** What was done should not be done again, or counted against anybody, because the database was away for some seconds. */
export async function persistently<Result>(log: Log, what: string, store: () => Promise<Result>): Promise<Result> {
  for (const pauseMs of pausesMs) {
    try {
      return await store()
    } catch (error) {
      log.warn(isOutage(error) ? {} : { err: error }, `${what}; trying again. ${reasonOf(error)}`)
      await sleep(pauseMs)
    }
  }
  return store()
}
