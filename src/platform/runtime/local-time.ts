/** A name such as Europe/Moscow, or an offset such as +03:00. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** The hour from 0 to 23 and the day, such as `2026-11-26`, that the clocks of a time zone show. */
export function localTime(timeZone: string, moment: Date): { hour: number; day: string } {
  const hour = new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(moment)
  // Canada writes days as ISO 8601 does.
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(moment)
  return { hour: Number(hour), day }
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/**
 * The moment at which the clocks of a time zone show this minute of a day. Where they skip it, the first moment after; where
 * they show it twice, the first of the two.
 */
export function momentOf(timeZone: string, day: string, minute: number): Date {
  const shown = Date.parse(`${day}T00:00:00Z`) + minute * minuteMs
  // No zone is a day away from UTC, and none changes its clocks twice within two days.
  const offsets = [offsetMs(timeZone, shown - dayMs), offsetMs(timeZone, shown + dayMs)]
  const early = shown - Math.max(...offsets)
  const late = shown - Math.min(...offsets)
  const isShown = (moment: number) => moment + offsetMs(timeZone, moment) === shown
  if (isShown(early)) return new Date(early)
  return new Date(isShown(late) ? late : changeBetween(timeZone, early, late))
}

/** The first minute of the new offset, by halves. */
function changeBetween(timeZone: string, before: number, after: number): number {
  const newOffset = offsetMs(timeZone, after)
  while (after - before > minuteMs) {
    const middle = before + Math.floor((after - before) / 2 / minuteMs) * minuteMs
    if (offsetMs(timeZone, middle) === newOffset) after = middle
    else before = middle
  }
  return after
}

/** What its clocks are ahead of UTC at a whole minute. */
function offsetMs(timeZone: string, moment: number): number {
  const parts = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year, month, day, hour, minute } = parts as Record<string, number>
  return Date.UTC(year!, month! - 1, day, hour, minute) - moment
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const options = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
  const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat('en', { ...options, timeZone, hourCycle: 'h23' })
  clocks.set(timeZone, clock)
  return clock
}
