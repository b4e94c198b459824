import { getHeapSpaceStatistics } from 'node:v8'
import { expect, test } from 'vitest'
import { giveBackMemory } from './give-back-memory.ts'

test('room for new objects that has grown is given back, and nobody else gets the collector', () => {
  // What lives on makes it grow.
  const kept = Array.from({ length: 300_000 }, (_, number) => ({ number }))
  const before = roomForNewObjects()
  expect(before).toBeGreaterThan(4_000_000)
  giveBackMemory()
  expect(roomForNewObjects()).toBeLessThan(before / 2)
  expect(globalThis).not.toHaveProperty('gc')
  expect(kept.at(-1)).toEqual({ number: 299_999 })
})

const roomForNewObjects = () =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')!.space_size
