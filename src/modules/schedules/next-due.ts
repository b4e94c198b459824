import { localTime, momentOf } from '#platform/runtime/local-time.ts'
import type { Every } from './contract.ts'

/** When a question is asked, by the clocks of a person. */
export interface Rule {
  every: Every
  /** Of the week, Monday being 1, or of the month. */
  onDay: number | null
  atMinute: number
}

export interface Due {
  at: Date
  /** The local day for which it is. */
  day: string
}

/**
 * When it comes due next, later than `after` and on a later day than the last one: each local day has it once, whatever its
 * clocks do and wherever the person moves.
 */
export function nextDue(
  rule: Rule,
  timeZone: string,
  { after, lastDay }: { after: Date; lastDay: string | null },
): Due {
  const today = localTime(timeZone, after).day
  for (let day = lastDay !== null && lastDay >= today ? dayAfter(lastDay) : today; ; day = dayAfter(day)) {
    if (!isOn(rule, day)) continue
    const at = momentOf(timeZone, day, rule.atMinute)
    if (at > after) return { at, day }
  }
}

function isOn({ every, onDay }: Rule, day: string): boolean {
  const date = new Date(day)
  const weekday = date.getUTCDay() || 7
  if (every === 'day') return true
  if (every === 'weekdays') return weekday <= 5
  if (every === 'week') return weekday === onDay
  const lastOfMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return date.getUTCDate() === Math.min(onDay!, lastOfMonth)
}

function dayAfter(day: string): string {
  const date = new Date(day)
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString().slice(0, 10)
}
