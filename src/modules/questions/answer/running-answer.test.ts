import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Question } from '#modules/questions/question.ts'
import { workload } from '#platform/runtime/workload.ts'
import { RunningAnswer } from './running-answer.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** When an answer is told, of whose words one comes every 50 ms, by a process that is so crowded. */
async function toldBy({ crowding, words = 20 }: { crowding: number; words?: number }) {
  vi.spyOn(workload, 'crowding').mockReturnValue(crowding)
  const run = new RunningAnswer({} as Question)
  const begun = performance.now()
  const told: { atMs: number; text: string }[] = []
  const following = (async () => {
    for await (const event of run.follow(60_000, new AbortController().signal))
      if (event.type === 'delta') told.push({ atMs: Math.round(performance.now() - begun), text: event.text })
  })()
  for (let n = 1; n <= words; n += 1) {
    run.append(`w${n} `)
    await vi.advanceTimersByTimeAsync(50)
  }
  run.finish()
  await following
  expect(told.map(({ text }) => text).join('')).toBe(Array.from({ length: words }, (_, n) => `w${n + 1} `).join(''))
  return told.map(({ atMs }) => atMs)
}

describe('an answer that is followed', () => {
  test('is told from its first word on, then five times a second, and its last words at once', async () => {
    expect(await toldBy({ crowding: 0 })).toEqual([0, 200, 400, 600, 800, 1_000])
  })

  test('is told less often once there is enough to read', async () => {
    const told = await toldBy({ crowding: 0, words: 60 })
    expect(told.slice(-7)).toEqual([1_400, 1_600, 1_900, 2_200, 2_500, 2_800, 3_000])
  })

  test('is told less often while the process has much to do, and its last words at once all the same', async () => {
    expect(await toldBy({ crowding: 0.15 })).toEqual([0, 620, 1_000])
    expect(await toldBy({ crowding: 1, words: 70 })).toEqual([0, 3_000, 3_500])
  })
})
