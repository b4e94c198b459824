import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { together } from './together.ts'

/** Each act waits until it is told how it ends. */
function acts(most?: number) {
  const begun: { items: number[]; end: PromiseWithResolvers<number[]> }[] = []
  const ask = together((items: number[]) => {
    const end = Promise.withResolvers<number[]>()
    begun.push({ items, end })
    return end.promise
  }, most)
  const items = () => begun.map((act) => act.items)
  const double = (index: number) => begun[index]!.end.resolve(begun[index]!.items.map((item) => item * 2))
  return { ask, begun, items, double }
}

test('the first is done at once, and those that come meanwhile together, each with its own result', async () => {
  const { ask, items, double } = acts()
  const asked = [1, 2, 3].map(ask)
  expect(items()).toEqual([[1]])
  double(0)
  expect(await asked[0]).toBe(2)
  await turn()
  expect(items()).toEqual([[1], [2, 3]])
  double(1)
  expect(await Promise.all(asked)).toEqual([2, 4, 6])
  const later = ask(4)
  expect(items()).toEqual([[1], [2, 3], [4]])
  double(2)
  expect(await later).toBe(8)
})

test('no more than so many go into one, in their order', async () => {
  const { ask, items, double } = acts(2)
  const asked = [1, 2, 3, 4].map(ask)
  for (const [index, first] of [0, 1, 3].entries()) {
    double(index)
    await asked[first]
    await turn()
  }
  expect(items()).toEqual([[1], [2, 3], [4]])
})

test('all of one act hear that it failed, and those after it are done', async () => {
  const { ask, begun, double } = acts()
  const asked = [1, 2, 3].map(ask)
  double(0)
  await asked[0]
  await turn()
  begun[1]!.end.reject(new Error('away'))
  await expect(asked[1]).rejects.toThrow('away')
  await expect(asked[2]).rejects.toThrow('away')
  await turn()
  const later = ask(4)
  double(2)
  expect(await later).toBe(8)
})
