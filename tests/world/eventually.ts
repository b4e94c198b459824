import { pass } from '#platform/runtime/pass.ts'

/** Most comes soon; for what takes longer each look costs more than the delay. */
const pauseMs = { first: 25, longest: 100 }
const growth = 1.25

/** Waits for a condition to hold, with a limit; the last complaint is shown when it never does. */
export async function eventually<Result>(
  condition: () => Result | Promise<Result>,
  timeoutMs = 120_000,
): Promise<Result> {
  const until = performance.now() + timeoutMs
  for (let pause = pauseMs.first; ; pause = Math.min(pause * growth, pauseMs.longest))
    try {
      return await condition()
    } catch (error) {
      if (performance.now() > until) throw error
      await pass(pause)
    }
}
