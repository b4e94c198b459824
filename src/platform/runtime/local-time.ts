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
