import { pass } from '#platform/runtime/pass.ts'

/** Most comes soon; for what takes longer each look costs more than the delay. */
const firstPauseMs = 25
const usualPauseMs = 50
const growth = 1.1

/**
 * Waits for a condition to hold, with a limit; the last complaint is shown when it never does.
 * @param longestPauseMs between two looks; shorter for what is there for a moment only
 */
export async function eventually<Result>(
  condition: () => Result | Promise<Result>,
  timeoutMs = 120_000,
  longestPauseMs = usualPauseMs,
): Promise<Result> {
  const until = performance.now() + timeoutMs
  for (let pause = firstPauseMs; ; pause = Math.min(pause * growth, longestPauseMs))
    try {
      return await condition()
    } catch (error) {
      if (performance.now() > until) throw error
      await pass(pause)
    }
}
