import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kinds } from './testing-kinds.ts'
import { everyCharacters, type works } from './testing-works.ts'

/** A step is a piece of code without a branch in it. For each character of ordinary text twenty are taken or so. */
const most = 500
/** For four times the length: four times the steps, and a little for what begins only with length, as a second part does. */
const growth = 4.6
/** What is formatted of a growing answer at most. */
const longest = 8_000

let thread: Worker
beforeAll(() => {
  thread = new Worker(new URL('testing-steps-thread.ts', import.meta.url), { execArgv: [] })
})
afterAll(() => thread.terminate())

async function stepsOf(work: keyof typeof works, text: string): Promise<number> {
  thread.postMessage({ work, text })
  const [steps] = (await once(thread, 'message')) as [number]
  return steps
}

describe.each<[keyof typeof works, number[]]>([
  ['formatted and divided', [2_000, 8_000]],
  // No more than its end is: the longer text is longer than that.
  ['formatted while it is unfinished', [4_000, 16_000]],
  ['made a rich message', [2_000, 8_000]],
  // A short one is not read for that.
  ['looked through for files', [4_000, 16_000]],
])('an answer is %s in steps that grow with its length', (work, lengths) => {
  test.each(Object.keys(kinds))('%s', async (kind) => {
    let before = Infinity
    for (const length of lengths) {
      const steps = await stepsOf(work, kinds[kind]!(length))
      expect({ length, steps }).toSatisfy(() => steps <= most * length && steps <= before * growth + 10_000)
      before = steps
    }
  })
})

describe('each step of a growing answer costs the same however long the answer is', () => {
  test.each(Object.keys(kinds))('%s', async (kind) => {
    const length = 16_000
    expect(await stepsOf('shown growing', kinds[kind]!(length))).toBeLessThan(
      (length / everyCharacters) * most * longest,
    )
  })
})
