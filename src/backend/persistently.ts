import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '#runtime/log.ts'

const pausesMs = [200, 500, 1000, 2000, 4000]

/** Tries again for some seconds, because what it stores was paid for: a database that restarts must not cost an answer. */
export async function persistently<Result>(log: Log, store: () => Promise<Result>): Promise<Result> {
  for (const pauseMs of pausesMs) {
    try {
      return await store()
    } catch (error) {
      log.warn({ err: error }, 'The database did not take an outcome; trying again')
      await sleep(pauseMs)
    }
  }
  return store()
}
