import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

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
