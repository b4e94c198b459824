import type { Language } from '#domain/users.ts'

/** What the worker says by itself; everything else is said by the bot. */
export function reminderText(language: Language, endsAt: Date, daysBefore: 1 | 3): { text: string; button: string } {
  const date = endsAt.toLocaleDateString(language === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    timeZone: language === 'ru' ? 'Europe/Moscow' : 'UTC',
  })
  if (language === 'ru')
    return {
      text:
        daysBefore === 1
          ? `Подписка заканчивается меньше чем через сутки, ${date}. Сама она не продлится.`
          : `Подписка заканчивается ${date}, через три дня или раньше. Сама она не продлится.`,
      button: '⭐ Продлить',
    }
  return {
    text:
      daysBefore === 1
        ? `Your subscription ends within a day, on ${date}. It does not renew by itself.`
        : `Your subscription ends on ${date}, in three days or less. It does not renew by itself.`,
    button: '⭐ Go on',
  }
}
