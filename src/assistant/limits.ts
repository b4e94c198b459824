/** How long the model may take, in milliseconds, and how often it is asked. */
export interface Limits {
  /** From the request to the headers of the answer. */
  connectTimeoutMs: number
  /** From there to the first piece: a model that reasons is silent for longer before its answer than within it. */
  firstPieceTimeoutMs: number
  /** Between two pieces. */
  idleTimeoutMs: number
  /** For one try, all together. */
  totalTimeoutMs: number
  /** After the finish: what may still come are the figures, and without them the answer is whole all the same. */
  figuresTimeoutMs: number
  /** No other try begins after this time, however many are left. */
  lastTryAfterMs: number
  /** Tries with each provider. */
  attempts: number
  /** The first pause before another try; it doubles. */
  backoffMs: number
  /** A server that wants us to wait longer than this is left for the next provider. */
  longestPauseMs: number
}

export const usualLimits: Limits = {
  connectTimeoutMs: 30_000,
  firstPieceTimeoutMs: 90_000,
  idleTimeoutMs: 45_000,
  totalTimeoutMs: 240_000,
  figuresTimeoutMs: 3_000,
  lastTryAfterMs: 180_000,
  attempts: 3,
  backoffMs: 500,
  longestPauseMs: 10_000,
}
