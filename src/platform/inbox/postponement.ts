import { isOutage } from '#platform/database/sql.ts'
import type { Update } from './lane.ts'
import { kindOf } from './update-kinds.ts'

/** Thrown by a handler that knows when to try again and whether the update is to blame. */
export class Postpone extends Error {
  override name = 'Postpone'
  readonly delayMs: number | undefined
  readonly countsAsAttempt: boolean

  /** @param options.delayMs absent: growing with the attempts */
  constructor(message: string, options: { delayMs?: number; countsAsAttempt: boolean; cause?: unknown }) {
    super(message, { cause: options.cause })
    this.delayMs = options.delayMs
    this.countsAsAttempt = options.countsAsAttempt
  }
}

export interface Postponement {
  giveUp: boolean
  delayMs: number
  countsAsAttempt: boolean
  /** It waits for the end of an outage, and may be tried as soon as that is known. */
  untilOver: boolean
  reason: string
  error: unknown
}

const dayMs = 24 * 3600_000
/** Telegram itself forgets an unanswered checkout or button of a menu after this time, and anything else after a day. */
const shortLivedMs = 150_000
const longestPauseMs = 60_000

/** What becomes of an update whose handler failed: tried again later, or given up because of its attempts or its age. */
export function postponement(
  error: unknown,
  about: { attempt: number; maxAttempts: number; update: Update; ageMs: number },
  random: () => number = Math.random,
): Postponement {
  const countsAsAttempt = error instanceof Postpone ? error.countsAsAttempt : !isOutage(error)
  const wished = error instanceof Postpone ? error.delayMs : undefined
  const { ageMs } = about
  // An outage does not count attempts, so the pauses grow with the time it has lasted: slowly, because people wait for its end.
  const growing = countsAsAttempt ? 1000 * 2 ** (about.attempt - 1) : Math.max(1000, ageMs / 20)
  const delayMs = wished ?? Math.round(Math.min(growing, longestPauseMs) * (0.75 + random() / 2))
  const shortLived = kindOf(about.update)?.shortLived
  const tooOld = ageMs + delayMs > (shortLived ? shortLivedMs : dayMs)
  return {
    giveUp: tooOld || (countsAsAttempt && about.attempt >= about.maxAttempts),
    delayMs,
    countsAsAttempt,
    untilOver: !countsAsAttempt && wished === undefined,
    reason: error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 1000) : String(error).slice(0, 1000),
    error,
  }
}
