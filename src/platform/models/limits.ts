import type { Provider } from './provider.ts'

/** How long the model may take, in milliseconds, how much it may say, and how often it is asked. */
export interface Limits {
  /** From the request to the headers of the answer. */
  connectTimeoutMs: number
  /** From there to the first piece: a model that reasons is silent for longer before its answer than within it. */
  firstPieceTimeoutMs: number
  /** Between two pieces. A model slower than this is no help to a person who waits. */
  idleTimeoutMs: number
  /** For one try, all together; a model with a large output limit gets more, see `totalTimeoutOf`. */
  totalTimeoutMs: number
  /** After the finish: what may still come are the figures, and without them the answer is whole all the same. */
  figuresTimeoutMs: number
  /** No other try begins after this time, however many are left. */
  lastTryAfterMs: number
  /** A provider that was silent for too long is asked again only within this time: a person waits. */
  lastTryAfterSilenceMs: number
  /** Tries with each provider. */
  attempts: number
  /** The first pause before another try; it doubles. */
  backoffMs: number
  /** A server that wants us to wait longer than this is left for the next provider. */
  longestPauseMs: number
  /** How long an outage of this machine is waited for; it counts as no try. */
  outageMs: number
  /** Characters of one line of a stream, or of a whole body. */
  longestLine: number
}

export const usualLimits: Limits = {
  connectTimeoutMs: 30_000,
  firstPieceTimeoutMs: 90_000,
  idleTimeoutMs: 20_000,
  totalTimeoutMs: 240_000,
  figuresTimeoutMs: 3_000,
  lastTryAfterMs: 120_000,
  lastTryAfterSilenceMs: 55_000,
  attempts: 3,
  backoffMs: 500,
  longestPauseMs: 10_000,
  outageMs: 60_000,
  longestLine: 4 * 1024 * 1024,
}

/** A slow but usual pace, at which a model must be able to use all of its output limit. */
const slowTokensPerSecond = 20

/** Before the first word, and between two signs of reasoning: one that is told to reason for long may say nothing for longer. */
export function silenceBeforeAnswer(limits: Limits, reasoning: Provider['reasoning']): number {
  return reasoning === 'high' ? limits.firstPieceTimeoutMs * 2 : limits.firstPieceTimeoutMs
}

export function totalTimeoutOf(limits: Limits, maxOutputTokens: number): number {
  const writingMs = (maxOutputTokens / slowTokensPerSecond) * 1000
  return Math.max(limits.totalTimeoutMs, limits.firstPieceTimeoutMs + writingMs)
}

/** A token is four characters or fewer in most languages; what is twice as long comes from a server that keeps no limit. */
const charactersPerToken = 8

/** Characters of one answer with its pictures, of which nothing is kept. */
export const longestReading = 8 * 1024 * 1024

export function longestTextOf(maxOutputTokens: number): number {
  return maxOutputTokens * charactersPerToken
}
