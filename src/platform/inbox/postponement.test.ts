import { describe, expect, test } from 'vitest'
import { Postpone, postponement } from './postponement.ts'

const message = { update_id: 1, message: {} }
const outage = new Postpone('away', { countsAsAttempt: false })
const later = (error: Error, about: Partial<Parameters<typeof postponement>[1]>) =>
  postponement(error, { attempt: 1, maxAttempts: 5, update: message, ageMs: 0, ...about }, () => 1)

describe('during an outage an update', () => {
  test.each([
    [1, 1_250],
    [15, 1_250],
    [60, 3_750],
    [600, 37_500],
    [36_000, 75_000],
  ])('that has waited %i s is tried again within %i ms', (seconds, mostMs) => {
    expect(later(outage, { ageMs: seconds * 1_000 })).toMatchObject({ giveUp: false, countsAsAttempt: false })
    expect(later(outage, { ageMs: seconds * 1_000 }).delayMs).toBeLessThanOrEqual(mostMs)
  })

  test('is never given up for its attempts, and after a day for its age', () => {
    expect(later(outage, { attempt: 500, ageMs: 3_600_000 }).giveUp).toBe(false)
    expect(later(outage, { ageMs: 24 * 3_600_000 }).giveUp).toBe(true)
  })

  test.each([
    ['a button of a menu', { update_id: 1, callback_query: { data: 'menu' } }, true],
    ['a button without data', { update_id: 1, callback_query: {} }, true],
    ['a checkout', { update_id: 1, pre_checkout_query: {} }, true],
    ['a button that asks', { update_id: 1, callback_query: { data: 'ask:again:7' } }, false],
    ['a message', message, false],
  ])('is given up after minutes only where nobody waits for it any more: %s', (_what, update, giveUp) => {
    expect(later(outage, { update, ageMs: 200_000 }).giveUp).toBe(giveUp)
  })
})

test('an update that fails by itself is tried five times, with growing pauses', () => {
  const fault = new Error('ours')
  const delays = [1, 2, 3, 4].map((attempt) => later(fault, { attempt }).delayMs)
  expect(delays).toEqual([1_250, 2_500, 5_000, 10_000])
  expect(later(fault, { attempt: 5 }).giveUp).toBe(true)
})
