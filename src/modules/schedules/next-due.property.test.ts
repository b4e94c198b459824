import fc from 'fast-check'
import { expect, test } from 'vitest'
import { localTime, momentOf } from '#platform/runtime/local-time.ts'
import { type Due, nextDue, type Rule } from './next-due.ts'

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'America/St_Johns',
]
const zone = fc.constantFrom(...zones)
const rule: fc.Arbitrary<Rule> = fc
  .record({
    every: fc.constantFrom('day' as const, 'weekdays' as const, 'week' as const, 'month' as const),
    day: fc.integer({ min: 1, max: 31 }),
    atMinute: fc.integer({ min: 0, max: 1439 }),
  })
  .map(({ every, day, atMinute }) => ({
    every,
    onDay: every === 'week' ? 1 + (day % 7) : every === 'month' ? day : null,
    atMinute,
  }))
const moment = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2030, 0) }).map((at) => new Date(at))

const dayMs = 86_400_000
const nextOf = (day: string) => new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10)

/** As the worker goes from one to the next, some minutes late. */
function series(of: Rule, timeZone: string, { from, lateMs, count }: { from: Date; lateMs: number; count: number }) {
  const dues: Due[] = []
  while (dues.length < count) {
    const last = dues.at(-1)
    const after = last ? new Date(last.at.getTime() + lateMs) : from
    dues.push(nextDue(of, timeZone, { after, lastDay: last?.day ?? null }))
  }
  return dues
}

test('each time is later than the one before, on a later local day, which it belongs to', () => {
  fc.assert(
    fc.property(rule, zone, moment, fc.integer({ min: 0, max: 7_200_000 }), (of, timeZone, from, lateMs) => {
      let last: Due | undefined
      for (const due of series(of, timeZone, { from, lateMs, count: 20 })) {
        expect(due.at > (last?.at ?? from)).toBe(true)
        expect(due.day > (last?.day ?? '')).toBe(true)
        expect(due.at).toEqual(momentOf(timeZone, due.day, of.atMinute))
        last = due
      }
    }),
    { numRuns: 100 },
  )
})

test('every day has exactly one, every week and month too', () => {
  fc.assert(
    fc.property(rule, zone, moment, (of, timeZone, from) => {
      const days = series(of, timeZone, { from, lateMs: 0, count: 15 }).map(({ day }) => day)
      for (const [index, day] of days.slice(1).entries()) {
        const before = days[index]!
        if (of.every === 'day') expect(day).toBe(nextOf(before))
        if (of.every === 'week') expect(Date.parse(day) - Date.parse(before)).toBe(7 * dayMs)
        if (of.every === 'weekdays') {
          expect([0, 6]).not.toContain(new Date(day).getUTCDay())
          expect((Date.parse(day) - Date.parse(before)) / dayMs).toBe(new Date(before).getUTCDay() === 5 ? 3 : 1)
        }
        if (of.every === 'month') {
          const months = (each: string) => Number(each.slice(0, 4)) * 12 + Number(each.slice(5, 7))
          expect(months(day)).toBe(months(before) + 1)
          expect(Number(day.slice(8)) === of.onDay || nextOf(day).endsWith('-01')).toBe(true)
        }
      }
    }),
    { numRuns: 100 },
  )
})

test('a day on which it came due is over, wherever the person moves and whatever time they choose', () => {
  fc.assert(
    fc.property(rule, rule, zone, zone, moment, (first, second, here, there, from) => {
      const due = nextDue(first, here, { after: from, lastDay: null })
      const next = nextDue(second, there, { after: due.at, lastDay: due.day })
      expect(next.at > due.at).toBe(true)
      expect(next.day > due.day).toBe(true)
      expect(next.day >= localTime(there, due.at).day).toBe(true)
    }),
    { numRuns: 100 },
  )
})
