import { setImmediate as nextTurn } from 'node:timers/promises'
import { getHeapSpaceStatistics } from 'node:v8'
import { expect, test } from 'vitest'
import { betweenCollections, giveBackMemory } from './give-back-memory.ts'

test('the young generation shrinks, and `gc` does not become a global', () => {
  // Objects that survive make it grow.
  const kept = Array.from({ length: 300_000 }, (_, number) => ({ number }))
  const bytesBefore = youngGenerationBytes()
  expect(bytesBefore).toBeGreaterThan(4_000_000)
  giveBackMemory()
  expect(youngGenerationBytes()).toBeLessThan(bytesBefore / 2)
  expect(globalThis).not.toHaveProperty('gc')
  expect(kept.at(-1)).toEqual({ number: 299_999 })
})

test('what a warm-up leaves behind is collected, and its result is returned', async () => {
  const left: WeakRef<object>[] = []
  const result = await betweenCollections(async () => {
    left.push(new WeakRef({ of: 'the warm-up' }))
    // What a reference was made to in this turn of the event loop counts as needed.
    await nextTurn()
    return 'warm'
  })
  expect(result).toBe('warm')
  expect(left[0]!.deref()).toBeUndefined()
})

const youngGenerationBytes = () =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')!.space_size
