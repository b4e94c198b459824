import OpenAI from 'openai'

export type FailureReason = 'rate_limited' | 'unavailable' | 'timeout' | 'refused' | 'bad_request' | 'cut' | 'empty'

/** One try that gave no whole answer. */
export interface Attempt {
  provider: string
  reason: FailureReason
  status?: number
  ms: number
}

/** Why no provider gave an answer: the last reason, and every try in order. */
export interface ModelFailure {
  reason: FailureReason
  message: string
  attempts: Attempt[]
}

export class ModelError extends Error {
  override name = 'ModelError'
  readonly failure: ModelFailure

  constructor(failure: ModelFailure, options?: ErrorOptions) {
    super(failure.message, options)
    this.failure = failure
  }
}

/** A stream that ended without saying so, or said nothing. */
export class BrokenAnswer extends Error {
  override name = 'BrokenAnswer'
  readonly reason: 'cut' | 'empty' | 'timeout'

  constructor(reason: 'cut' | 'empty' | 'timeout', message: string) {
    super(message)
    this.reason = reason
  }
}

/** What an error of a try means for the next one. */
export function judge(error: unknown): {
  reason: FailureReason
  status?: number
  retry: boolean
  retryAfterMs?: number
} {
  if (error instanceof BrokenAnswer) return { reason: error.reason, retry: true }
  if (error instanceof OpenAI.APIConnectionTimeoutError) return { reason: 'timeout', retry: true }
  if (error instanceof OpenAI.APIError && error.status !== undefined)
    return judgeStatus(error.status as number, error.headers as Headers | undefined)
  // A cut connection, a refused one, and anything that is no sensible answer of a server.
  return { reason: error instanceof TypeError ? 'cut' : 'unavailable', retry: true }
}

function judgeStatus(status: number, headers: Headers | undefined) {
  const pauseMs = pauseIn(headers)
  const wait = pauseMs === undefined ? {} : { retryAfterMs: pauseMs }
  if (status === 429) return { reason: 'rate_limited' as const, status, retry: true, ...wait }
  if (status === 408) return { reason: 'timeout' as const, status, retry: true }
  if (status >= 500) return { reason: 'unavailable' as const, status, retry: true, ...wait }
  // A wrong key or a model this server does not have: asking again changes nothing, another provider may.
  const reason = status === 401 || status === 403 ? ('refused' as const) : ('bad_request' as const)
  return { reason, status, retry: false }
}

/** Retry-After comes in seconds or as a date; OpenAI also says it in milliseconds, which is more exact. */
function pauseIn(headers: Headers | undefined): number | undefined {
  const value = headers?.get('retry-after') ?? ''
  const pauses = [Number(headers?.get('retry-after-ms')), Number(value) * 1000, Date.parse(value) - Date.now()]
  return pauses.find((pauseMs) => Number.isFinite(pauseMs) && pauseMs > 0)
}
