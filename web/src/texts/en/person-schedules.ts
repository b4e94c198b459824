import type { personSchedules as Ru } from '#web/texts/ru/person-schedules.ts'

export const personSchedules: typeof Ru = {
  title: 'Scheduled questions',
  zone: (zone) => `Times by the clock of the person: ${zone}.`,
  state: 'State',
  next: 'Next time, by your clock',
  active: 'on',
  paused: {
    asked: 'paused by the person',
    no_access: 'paused: nothing could pay',
    price_changed: 'paused: an answer costs more',
    unread: 'paused: two answers had no reaction',
    unreachable: 'paused: the bot is blocked',
  },
  daily: (time) => `every day at ${time}`,
  onWeekdays: (time) => `on weekdays at ${time}`,
  weekly: (weekday, time) => `${weekday} at ${time}`,
  weekdays: ['on Mondays', 'on Tuesdays', 'on Wednesdays', 'on Thursdays', 'on Fridays', 'on Saturdays', 'on Sundays'],
  monthly: (day, time) => `every month on day ${day} at ${time}`,
}
