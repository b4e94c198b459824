import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Rank, Turns } from './turns.ts'

test('only so many are at it at once, the others follow in their order, also behind one that fails', async () => {
  const turns = new Turns(2)
  const begun: number[] = []
  const running = [0, 1, 2, 3].map(() => Promise.withResolvers<number>())
  const all = running.map(({ promise }, index) =>
    turns.take(() => {
      begun.push(index)
      return promise
    }),
  )
  expect(begun).toEqual([0, 1])
  running[1]!.reject(new Error('broken'))
  await expect(all[1]).rejects.toThrow('broken')
  expect(begun).toEqual([0, 1, 2])
  running[0]!.resolve(0)
  await all[0]
  expect(begun).toEqual([0, 1, 2, 3])
  running[2]!.resolve(2)
  running[3]!.resolve(3)
  expect(await Promise.all([all[2], all[3]])).toEqual([2, 3])
})

describe('with what may wait', () => {
  const limits = { longestBehindMs: 500, longestMs: 5_000 }
  /** A turn is taken, and each later one says so when it has it and passes it on. */
  function queue(...ranks: Rank[]) {
    const turns = new Turns(1, limits)
    const first = Promise.withResolvers<void>()
    const begun: number[] = []
    const taken = [
      turns.take(() => first.promise),
      ...ranks.map((rank, index) => turns.take(async () => void begun.push(index), rank)),
    ]
    return { begun, goOn: () => (first.resolve(), Promise.all(taken)), taken }
  }
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('it lets pass what came later', async () => {
    const { begun, goOn } = queue('last', 'usual', 'last', 'usual')
    await goOn()
    expect(begun).toEqual([1, 3, 0, 2])
  })

  test('it has its turn after half a second, whatever else came', async () => {
    const { begun, goOn } = queue('last', 'usual', 'last', 'usual')
    vi.advanceTimersByTime(501)
    await goOn()
    expect(begun).toEqual([0, 2, 1, 3])
  })

  test('nobody waits without end, and who has given up takes no turn', async () => {
    const { begun, goOn, taken } = queue('usual', 'last')
    vi.advanceTimersByTime(5_000)
    for (const late of taken.slice(1)) await expect(late).rejects.toThrow('No turn came within 5000 ms')
    await goOn().catch(() => undefined)
    expect(begun).toEqual([])
  })
})
