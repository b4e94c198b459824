import { outageOf } from '#platform/runtime/outage.ts'
import { ServerError } from './server-error.ts'
import type { Usage } from './usage.ts'

export type FailureReason =
  | 'rate_limited'
  | 'unavailable'
  | 'timeout'
  | 'cut'
  | 'empty'
  | 'bad_request'
  /** The key, the account or the model's name: a matter of the owner's. */
  | 'refused'
  /** The conversation does not fit, also with less of the past. */
  | 'too_long'
  /** The provider's filter let nothing through. */
  | 'filtered'
  /** The provider holds the question for abuse. */
  | 'abuse'
  /** Thinking took all of the output limit. */
  | 'no_room'
  /** A picture or a call of a tool, and not a word. */
  | 'not_text'

/** One try with one provider, or one call of a tool, whatever came of it. */
export interface Try {
  provider: string
  /** The id that was sent. */
  model: string
  /** `called`: it has not answered yet, and has asked for something to be looked up. */
  outcome: 'answered' | 'called' | 'stopped' | FailureReason
  status?: number
  ms: number
  usage: Usage
  /** Of what has a price for each call: micro-dollars. */
  costMicros?: number
}

/** Why no provider gave an answer: the last reason, and every try in order, which may have cost something all the same. */
export interface ModelFailure {
  reason: FailureReason
  message: string
  tries: Try[]
}

export class ModelError extends Error {
  override name = 'ModelError'
  readonly failure: ModelFailure

  constructor(failure: ModelFailure, options?: ErrorOptions) {
    super(failure.message, options)
    this.failure = failure
  }
}

/** A question holds what a provider does not take; it was not asked. */
export class NotTaken extends Error {
  override name = 'NotTaken'
}

type BrokenReason = 'cut' | 'empty' | 'timeout' | 'filtered' | 'no_room' | 'not_text'

/** A stream that ended without saying so, or whose end is no answer. */
export class BrokenAnswer extends Error {
  override name = 'BrokenAnswer'
  readonly reason: BrokenReason

  constructor(reason: BrokenReason, message: string) {
    super(message)
    this.reason = reason
  }
}

/** What an error of a try means for the next one. */
export interface Verdict {
  reason: FailureReason
  status?: number
  /** How often this provider may be asked in all, because of this error. */
  tries: number
  /** Whether another provider may do better. */
  next: boolean
  retryAfterMs?: number
  /** This machine's own outage, as a line for the log. */
  outage?: string
}

const asOftenAsAllowed = Infinity

const brokenVerdicts: Record<BrokenReason, Pick<Verdict, 'tries' | 'next'>> = {
  cut: { tries: asOftenAsAllowed, next: true },
  timeout: { tries: asOftenAsAllowed, next: true },
  // It was paid for, so it is tried once more and not again and again.
  empty: { tries: 2, next: true },
  not_text: { tries: 1, next: true },
  filtered: { tries: 1, next: false },
  no_room: { tries: 1, next: false },
}

export function judge(error: unknown): Verdict {
  if (error instanceof BrokenAnswer) return { reason: error.reason, ...brokenVerdicts[error.reason] }
  if (error instanceof ServerError) return judgeServer(error)
  if (error instanceof NotTaken) return { reason: 'bad_request', tries: 1, next: true }
  const outage = outageOf(error)
  if (!outage && endedTooSoon(error)) return { reason: 'cut', ...brokenVerdicts.cut }
  // A refused connection, and anything that is no sensible answer of a server.
  return { reason: 'unavailable', tries: asOftenAsAllowed, next: true, ...(outage ? { outage } : {}) }
}

/** What Node says of a body that broke off, and what fetch does. */
function endedTooSoon(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (
    error.message === 'terminated' || (error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET')
  )
}

function judgeServer(error: ServerError): Verdict {
  const { status, retryAfterMs } = error
  const facts = status === undefined ? {} : { status }
  const once = (reason: FailureReason, next = true): Verdict => ({ reason, tries: 1, next, ...facts })
  if (error.isTooLong()) return once('too_long')
  if (error.isAbuse()) return once('abuse', false)
  if (error.isFiltered()) return once('filtered', false)
  if (error.isOwnersMatter()) return once('refused')
  const again = { tries: asOftenAsAllowed, next: true, ...facts }
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs }
  if (status === 429) return { reason: 'rate_limited', ...again, ...wait }
  if (status === 408) return { reason: 'timeout', ...again }
  if (status === undefined || status >= 500) return { reason: 'unavailable', ...again, ...wait }
  // Asking again changes nothing, another provider may.
  return once('bad_request')
}
