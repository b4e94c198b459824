import type { OwnerAlert } from '#modules/notifications/owner-alerts.ts'
import type { EndCause } from '#modules/payments/renewals.ts'
import type { Language } from '#modules/users/users.ts'

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

/** For an owner: which model refuses everything, and what to look at. The provider's own words stand last, as plain text. */
export function refusedProviderText(language: Language, { model, status, message }: OwnerAlert): string {
  const answered = status === null ? '' : ` (${status})`
  const words = message.slice(0, 500).toWellFormed()
  if (language === 'ru')
    return `⚠️ Модель «${model}» не отвечает никому: её сервер отклоняет запросы${answered}. Проверьте ключ, баланс у провайдера и название модели. Людям сказано, что модель недоступна, ничего не списано.\n\nОтвет сервера: ${words}`
  return `⚠️ The model “${model}” answers nobody: its server refuses all requests${answered}. Check the key, the balance with the provider and the name of the model. People are told that the model is unavailable, and nothing is charged.\n\nThe server says: ${words}`
}

/** Telegram has confirmed that it takes no more for a subscription; what for it was ended. */
export function renewalEndedText(language: Language, cause: EndCause): string {
  return renewalEnded[language][cause]
}

const renewalEnded: Record<Language, Record<EndCause, string>> = {
  ru: {
    refunded: 'Продление подписки отключено, потому что её оплата возвращена. Больше за неё ничего не спишется.',
    doubled: 'Продление второй подписки отключено. Больше за неё ничего не спишется.',
    blocked: 'Доступ к боту для вас закрыт, поэтому продление подписки отключено. Больше ничего не спишется.',
  },
  en: {
    refunded:
      'The renewal of your subscription is off, because its payment is returned. Nothing more is charged for it.',
    doubled: 'The renewal of your second subscription is off. Nothing more is charged for it.',
    blocked: 'Your access to this bot is closed, so the renewal of your subscription is off. Nothing more is charged.',
  },
}
