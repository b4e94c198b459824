import { vi } from 'vitest'

/** Waits for a condition to hold, with a limit; the last complaint is shown when it never does. */
export function eventually<Result>(condition: () => Result | Promise<Result>, timeout = 120_000): Promise<Result> {
  return vi.waitFor(condition, { timeout, interval: 25 })
}
