import { expect, test } from 'vitest'
import { isTimeZone, localTime } from './local-time.ts'

test.each([
  ['UTC', '2026-11-26T23:59:59Z', 23, '2026-11-26'],
  ['Europe/Moscow', '2026-11-26T21:00:00Z', 0, '2026-11-27'],
  ['America/New_York', '2027-01-01T04:59:00Z', 23, '2026-12-31'],
  ['+03:00', '2026-11-26T06:30:00Z', 9, '2026-11-26'],
  ['-03:30', '2026-11-26T03:00:00Z', 23, '2026-11-25'],
  // Berlin puts its clocks forward at 1:00 UTC on March 29 and back at 1:00 UTC on October 25.
  ['Europe/Berlin', '2026-03-29T00:59:00Z', 1, '2026-03-29'],
  ['Europe/Berlin', '2026-03-29T01:00:00Z', 3, '2026-03-29'],
  ['Europe/Berlin', '2026-10-25T00:30:00Z', 2, '2026-10-25'],
  ['Europe/Berlin', '2026-10-25T01:30:00Z', 2, '2026-10-25'],
])('the clocks of %s at %s show %i o’clock on %s', (zone, moment, hour, day) =>
  expect(localTime(zone, new Date(moment))).toEqual({ hour, day }),
)

test.each([
  ['Europe/Moscow', true],
  ['UTC', true],
  ['+05:30', true],
  ['Nowhere/City', false],
  ['', false],
])('%j is a time zone: %s', (name, is) => expect(isTimeZone(name)).toBe(is))
