import { describe, expect, test } from 'vitest'
import { createFloodLimit } from './flood.ts'

describe('the flood limit', () => {
  test('lets a minute of talk pass, tells once, then is quiet until the minute is over', () => {
    const limit = createFloodLimit(3)
    expect([0, 1, 2].map((now) => limit.check(7, now))).toEqual(['fine', 'fine', 'fine'])
    expect(limit.check(7, 3)).toBe('first')
    expect([4, 59_999].map((now) => limit.check(7, now))).toEqual(['more', 'more'])
    expect(limit.check(7, 60_000)).toBe('fine')
  })

  test('knows when the minute of somebody too fast is over', () => {
    const limit = createFloodLimit(1)
    limit.check(7, 1_000)
    expect([1_000, 31_000, 61_000, 90_000].map((now) => limit.restMs(7, now))).toEqual([60_000, 30_000, 0, 0])
  })

  test('is each person’s own', () => {
    const limit = createFloodLimit(1)
    expect(limit.check(1, 0)).toBe('fine')
    expect(limit.check(1, 0)).toBe('first')
    expect(limit.check(2, 0)).toBe('fine')
  })

  test('forgets the longest known when a great many come, and never grows without end', () => {
    const limit = createFloodLimit(1)
    limit.check(0, 0)
    for (let id = 1; id <= 10_000; id += 1) limit.check(id, 0)
    expect(limit.check(10_000, 0)).toBe('first')
    expect(limit.check(0, 0), 'forgotten, so counted anew').toBe('fine')
  })

  test('begins anew when the clock steps back', () => {
    const limit = createFloodLimit(1)
    const hourMs = 3_600_000
    limit.check(1, hourMs)
    expect(limit.check(1, hourMs + 1)).toBe('first')
    expect(limit.check(1, 0)).toBe('fine')
  })
})
