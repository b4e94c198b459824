import { getHeapSpaceStatistics } from 'node:v8'
import { expect, test } from 'vitest'
import { giveBackMemory } from './give-back-memory.ts'

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

const youngGenerationBytes = () =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')!.space_size
