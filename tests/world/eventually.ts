import { pass } from '#platform/runtime/pass.ts'

const pauseMs = 25

/** Waits for a condition to hold, with a limit; the last complaint is shown when it never does. */
export async function eventually<Result>(
  condition: () => Result | Promise<Result>,
  timeoutMs = 120_000,
): Promise<Result> {
  const until = performance.now() + timeoutMs
  for (;;)
    try {
      return await condition()
    } catch (error) {
      if (performance.now() > until) throw error
      await pass(pauseMs)
    }
}
