/** How long the model may take, in milliseconds, and how often it is asked. */
export interface Limits {
  /** From the request to the first piece of the answer's stream. */
  connectTimeoutMs: number
  /** Between two pieces. */
  idleTimeoutMs: number
  /** For one try, all together. */
  totalTimeoutMs: number
  /** Tries with each provider. */
  attempts: number
  /** The first pause before another try; it doubles. */
  backoffMs: number
  /** A server that wants us to wait longer than this is left for the next provider. */
  longestPauseMs: number
}

export const usualLimits: Limits = {
  connectTimeoutMs: 30_000,
  idleTimeoutMs: 45_000,
  totalTimeoutMs: 240_000,
  attempts: 3,
  backoffMs: 500,
  longestPauseMs: 10_000,
}
