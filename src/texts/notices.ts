import type { InlineKeyboardButton, MessageEntity } from 'grammy/types'
import { money } from './money.ts'
import { beginning } from './plain.ts'
import type { Notice, Notices } from '#modules/notifications/contract.ts'
import type { Language } from '#modules/users/contract.ts'
import type { FormattedText } from '#platform/telegram/formatted-text.ts'
import { formatMarkdown } from '#platform/telegram/markdown/format.ts'
import { budgetText } from './budgets.ts'
import { textsIn } from './dictionaries.ts'
import { ownerTextsIn } from './owner.ts'

interface NoticeText {
  said: FormattedText
  keyboard?: InlineKeyboardButton[][]
}

/** What the bot says by itself, in the language that the person has now; null: of somebody whom we do not know. */
export function noticeText({ kind, data }: Notice, language: Language | null): NoticeText {
  const write = texts[kind] as (data: Notice['data'], language: Language | null) => NoticeText
  return write(data, language)
}

const texts: { [Kind in keyof Notices]: (data: Notices[Kind], language: Language | null) => NoticeText } = {
  plan_ends({ endsAt, daysBefore }, language) {
    const { text, button } = reminderText(language ?? 'en', new Date(endsAt), daysBefore)
    return { ...asTyped(text), keyboard: [[{ text: button, callback_data: 'buy' }]] }
  },
  renewal_ended: ({ cause }, language) => asTyped(renewalEnded[language ?? 'en'][cause]),
  credits_changed: ({ delta, credits, reason }, language) =>
    formatted(ownerTextsIn(language ?? 'en').toGranted(delta, credits, reason)),
  support_asked: supportAsked,
  support_answered: ({ text }, language) => asTyped(textsIn(language ?? 'en').supportAnswered(text)),
  payment_refunded: (price, language) => formatted(textsIn(language ?? 'en').refunded(money(language ?? 'en', price))),
  update_given_up(data, language) {
    const t = textsIn(language ?? data.language)
    if (data.what === 'payment') return asTyped(t.paymentGivenUp)
    return asTyped(`${data.what === 'button' ? t.buttonGivenUp : t.givenUp} ${t.nothingCharged} ${t.tryLater}`)
  },
  not_told: ({ telegramId }, language) => asTyped(ownerTextsIn(language ?? 'en').notTold(telegramId)),
  provider_refused: (refused, language) => asTyped(refusedProviderText(language ?? 'en', refused)),
  budget_reached: (reached, language) => asTyped(budgetText(language ?? 'en', reached)),
  model_ends: (ends, language) => asTyped(ownerTextsIn(language ?? 'en').modelEnds(ends)),
  model_ended: (ended, language) => asTyped(ownerTextsIn(language ?? 'en').modelEnded(ended)),
  model_gone: (gone, language) => asTyped(ownerTextsIn(language ?? 'en').modelGone(gone)),
  abuse_repeated: ({ telegramId }, language) => asTyped(ownerTextsIn(language ?? 'en').abuseRepeated(telegramId)),
  payments_differ({ differences }, language) {
    const t = ownerTextsIn(language ?? 'en')
    const lines = differences.map(({ what, telegramId, amount, chargeId }) =>
      t.difference(t.differences[what] ?? what, telegramId, amount, chargeId),
    )
    return asTyped([`⚠️ ${t.paymentsDiffer}`, ...lines].join('\n'))
  },
  payment_history: ({ count }, language) => asTyped(ownerTextsIn(language ?? 'en').paymentHistory(count)),
  payment_unmatched: ({ telegramId, amount, currency, chargeId }, language) =>
    asTyped(
      ownerTextsIn(language ?? 'en').unmatched(telegramId, money(language ?? 'en', { currency, amount }), chargeId),
    ),
  refund_given_up: ({ telegramId, amount, chargeId, reason }, language) =>
    asTyped(ownerTextsIn(language ?? 'en').refundGivenUp(telegramId, amount, chargeId, reason)),
  renewal_not_ended: ({ telegramId, chargeId, reason }, language) =>
    asTyped(ownerTextsIn(language ?? 'en').renewalNotEnded(telegramId, chargeId, reason)),
}

const longestShown = 3_000

/** A person's question is a quote of its own, so that nothing they write looks like a word of the bot's. */
function supportAsked({ id, telegramId, firstName, username, text }: Notices['support_asked']): NoticeText {
  const name = beginning(firstName.replaceAll(/\s+/g, ' '), 64)
  const head = `❓ #${id} ${name}${username ? ` @${username}` : ''} (${telegramId})\n`
  const quoted = beginning(text, longestShown)
  const entities: MessageEntity[] = [{ type: 'blockquote', offset: head.length, length: quoted.length }]
  return { said: { text: `${head}${quoted}\n/answer ${id} …`, entities } }
}

/** What people or others wrote stands in it, so no sign of it may become formatting. */
const asTyped = (text: string): NoticeText => ({ said: { text, entities: [] } })
const formatted = (markdown: string): NoticeText => ({ said: formatMarkdown(markdown) })

function reminderText(language: Language, endsAt: Date, daysBefore: 1 | 3): { text: string; button: string } {
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
function refusedProviderText(language: Language, { model, status, message }: Notices['provider_refused']): string {
  const answered = status === null ? '' : ` (${status})`
  const words = message.slice(0, 500).toWellFormed()
  if (language === 'ru')
    return `⚠️ Модель «${model}» не отвечает никому: её сервер отклоняет запросы${answered}. Проверьте ключ, баланс у провайдера и название модели. Людям сказано, что модель недоступна, ничего не списано.\n\nОтвет сервера: ${words}`
  return `⚠️ The model “${model}” answers nobody: its server refuses all requests${answered}. Check the key, the balance with the provider and the name of the model. People are told that the model is unavailable, and nothing is charged.\n\nThe server says: ${words}`
}

/** Telegram has confirmed that it takes no more for a subscription; what for it was ended. */
const renewalEnded: Record<Language, Record<Notices['renewal_ended']['cause'], string>> = {
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
