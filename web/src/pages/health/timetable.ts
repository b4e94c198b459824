import { useFormat } from '#web/kit/format.ts'
import { useTexts } from '#web/language.ts'

/** A line of cron in words, so far as the jobs use it; anything else as it is written. */
export function useTimetable(): (cron: string) => string {
  const { health: t } = useTexts()
  const { duration } = useFormat()
  return (cron) => {
    const [minute = '', hour = '', ...days] = cron.split(' ')
    if (days.some((day) => day !== '*')) return cron
    if (isNumber(minute) && isNumber(hour)) return t.daily(`${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`)
    if (hour !== '*') return cron
    if (isNumber(minute)) return t.hourly
    const step = /\/(\d+)$/.exec(minute)
    if (step) return t.every(duration(Number(step[1]) * 60))
    return minute === '*' ? t.everyMinute : cron
  }
}

const isNumber = (field: string) => /^\d+$/.test(field)
