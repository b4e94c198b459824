import { expect, test } from 'vitest'
import { isTimeZone, localTime, momentOf } from './local-time.ts'

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

const at = (hour: number, minute = 0) => hour * 60 + minute
test.each([
  ['UTC', '2026-11-26', at(9), '2026-11-26T09:00:00Z'],
  ['Europe/Moscow', '2026-11-26', at(0), '2026-11-25T21:00:00Z'],
  ['Asia/Kolkata', '2026-11-26', at(9, 15), '2026-11-26T03:45:00Z'],
  ['+14:00', '2026-11-26', at(23, 59), '2026-11-26T09:59:00Z'],
  ['-11:00', '2026-11-26', at(0), '2026-11-26T11:00:00Z'],
  // The hour from 2:00 to 3:00 is skipped in Berlin on March 29, and in New York on March 8.
  ['Europe/Berlin', '2026-03-29', at(1, 59), '2026-03-29T00:59:00Z'],
  ['Europe/Berlin', '2026-03-29', at(2), '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-03-29', at(2, 30), '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-03-29', at(3), '2026-03-29T01:00:00Z'],
  ['America/New_York', '2026-03-08', at(2, 45), '2026-03-08T07:00:00Z'],
  // It comes twice in Berlin on October 25, and from 1:00 to 2:00 in New York on November 1.
  ['Europe/Berlin', '2026-10-25', at(2, 30), '2026-10-25T00:30:00Z'],
  ['Europe/Berlin', '2026-10-25', at(3), '2026-10-25T02:00:00Z'],
  ['America/New_York', '2026-11-01', at(1, 30), '2026-11-01T05:30:00Z'],
  // Cairo skips the first hour of a day, and Lord Howe Island half an hour.
  ['Africa/Cairo', '2026-04-24', at(0, 30), '2026-04-23T22:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-04', at(2, 10), '2026-10-03T15:30:00Z'],
])('the clocks of %s show on %s minute %i at %s first', (zone, day, minute, moment) =>
  expect(momentOf(zone, day, minute)).toEqual(new Date(moment)),
)
