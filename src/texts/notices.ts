import type { InlineKeyboardButton, MessageEntity } from 'grammy/types'
import { broadcastText } from './broadcast.ts'
import { money } from './money.ts'
import { beginning } from './plain.ts'
import type { AskedBy, GiftLoss, Notice, Notices } from '#modules/notifications/contract.ts'
import type { Title } from '#modules/catalog/contract.ts'
import type { Language } from '#modules/users/contract.ts'
import type { FormattedText } from '#platform/telegram/formatted-text.ts'
import { withMark } from '#platform/telegram/mark.ts'
import { formatMarkdown } from '#platform/telegram/markdown/format.ts'
import { forOthers } from './codes.ts'
import { titleIn } from './titles.ts'
import { languageTexts, ownerTextsIn, type Texts, textsIn } from './languages.ts'

export interface MessageAt {
  chatId: number
  messageId: number
}

interface NoticeText {
  said: FormattedText
  /** A message whose file is sent, with what is said below it. */
  copyOf?: MessageAt
  keyboard?: InlineKeyboardButton[][]
}

/** What the bot says by itself, in the language that the person has now; null: of a person whom we do not know. */
export function noticeText({ kind, data }: Notice, language: Language | null): NoticeText {
  const write = texts[kind] as (data: Notice['data'], language: Language) => NoticeText
  return write(data, language ?? ('language' in data ? data.language : forOthers))
}

const texts: { [Kind in keyof Notices]: (data: Notices[Kind], language: Language) => NoticeText } = {
  plan_ends({ endsAt, daysBefore }, language) {
    const { text, button } = reminderText(language, new Date(endsAt), daysBefore)
    return { ...asTyped(text), keyboard: [[{ text: button, callback_data: 'buy' }]] }
  },
  trial_rest: ({ messages }, language) => asTyped(textsIn(language).trialRestAdded(messages)),
  schedule_paused({ id, why, question, credits }, language) {
    const { schedules, buttons } = textsIn(language)
    const goOn = { text: schedules.buttons.resume, callback_data: `schedule:${id}:start:${credits}` }
    const keyboard = why === 'no_access' ? [[{ text: buttons.buy, callback_data: 'buy' }], [goOn]] : [[goOn]]
    const because = why === 'price_changed' ? schedules.stopped[why](credits) : schedules.stopped[why]
    return { ...asTyped(`⏸ ${beginning(question, longestBegin)}\n\n${because}`), keyboard }
  },
  schedules_missed(_, language) {
    const { missed, buttons } = textsIn(language).schedules
    return { ...asTyped(missed), keyboard: [[{ text: buttons.open, callback_data: 'schedules:below' }]] }
  },
  win_back({ rule }, language) {
    const t = languageTexts(language).notices
    const keyboard = [
      [{ text: t.winBackButton, callback_data: 'buy' }],
      [{ text: t.noRemindersButton, callback_data: 'reminders:no' }],
    ]
    return { ...asTyped(t.winBack[rule]), keyboard }
  },
  renewal_ended: ({ cause }, language) => asTyped(languageTexts(language).notices.renewalEnded[cause]),
  credits_changed: ({ delta, credits, reason }, language) =>
    formatted(ownerTextsIn(language).toGranted(delta, credits, reason)),
  support_asked: supportAsked,
  support_file: ({ messageId, ...asked }) => ({
    ...asTyped(`📎 ${askedBy(asked)}`),
    copyOf: { chatId: asked.telegramId, messageId },
  }),
  support_answered: ({ text }, language) => byOwner(textsIn(language).supportAnswered(text)),
  owner_wrote: ({ text }, language) => byOwner(textsIn(language).ownerWrote(text)),
  campaign_bonus: ({ gives }, language) => {
    const { welcomeGift } = textsIn(language)
    return formatted(
      gives.of === 'credits' ? welcomeGift.credits(gives.amount) : welcomeGift.trialMessages(gives.amount),
    )
  },
  broadcast_preview: ({ id, said }) => broadcastText({ id, texts: [said] }, said.language),
  gift_claimed: ({ title }, language) => asTyped(textsIn(language).gift.claimed(titleIn(title, language))),
  gift_returned: ({ title }, language) => asTyped(textsIn(language).gift.returned(titleIn(title, language))),
  gift_void({ title, claimed, loss }, language) {
    const { voided } = textsIn(language).gift
    return asTyped(
      claimed ? giftLossText(language, voided.claimed, title, loss) : voided.open(titleIn(title, language)),
    )
  },
  gift_taken_back: ({ title, loss }, language) =>
    asTyped(giftLossText(language, textsIn(language).gift.takenBack, title, loss)),
  referral_rewarded: ({ credits }, language) => asTyped(textsIn(language).referral.reward(credits)),
  referral_undone: ({ credits }, language) => asTyped(textsIn(language).referral.undone(credits)),
  payment_refunded: (price, language) => formatted(textsIn(language).refunded(money(language, price))),
  update_given_up(data, language) {
    const t = textsIn(language)
    if (data.what === 'payment') return asTyped(t.paymentGivenUp)
    return asTyped(`${data.what === 'button' ? t.buttonGivenUp : t.givenUp} ${t.nothingCharged} ${t.tryLater}`)
  },
  daily_report: ({ day, before }, language) => formatted(ownerTextsIn(language).dailyReport(day, before)),
  not_told: ({ telegramId }, language) => asTyped(ownerTextsIn(language).notTold(telegramId)),
  provider_refused: (refused, language) => asTyped(refusedProviderText(language, refused)),
  budget_reached: (reached, language) => asTyped(budgetText(language, reached)),
  free_messages_used: (used, language) => asTyped(freeMessagesText(language, used)),
  burst_found: ({ link, ...arrivals }, language) => {
    const t = languageTexts(language).notices.freeMessages
    return asTyped(`⚠️ ${t.burst(t.ways[link.kind](link.name), arrivals)}`)
  },
  model_ends: (ends, language) => asTyped(ownerTextsIn(language).modelEnds(ends)),
  model_ended: (ended, language) => asTyped(ownerTextsIn(language).modelEnded(ended)),
  model_gone: (gone, language) => asTyped(ownerTextsIn(language).modelGone(gone)),
  abuse_repeated: ({ telegramId }, language) => asTyped(ownerTextsIn(language).abuseRepeated(telegramId)),
  payments_differ({ differences }, language) {
    const t = ownerTextsIn(language)
    const lines = differences.map(({ what, telegramId, amount, chargeId }) =>
      t.difference(t.differences[what] ?? what, telegramId, amount, chargeId),
    )
    return asTyped([`⚠️ ${t.paymentsDiffer}`, ...lines].join('\n'))
  },
  payment_history: ({ count }, language) => asTyped(ownerTextsIn(language).paymentHistory(count)),
  payment_unmatched: ({ telegramId, amount, currency, chargeId }, language) =>
    asTyped(ownerTextsIn(language).unmatched(telegramId, money(language, { currency, amount }), chargeId)),
  refund_given_up: ({ telegramId, amount, chargeId, reason }, language) =>
    asTyped(ownerTextsIn(language).refundGivenUp(telegramId, amount, chargeId, reason)),
  renewal_not_ended: ({ telegramId, chargeId, reason }, language) =>
    asTyped(ownerTextsIn(language).renewalNotEnded(telegramId, chargeId, reason)),
}

const longestShown = 3_000
const longestBegin = 200
const hourSeconds = 3600
const daySeconds = 86_400

/** A person's question is a quote of its own, so that nothing they write looks like a word of the bot's. */
function supportAsked({ text, ...asked }: Notices['support_asked']): NoticeText {
  const head = `❓ ${askedBy(asked)}\n`
  const quoted = beginning(text, longestShown)
  const entities: MessageEntity[] = [{ type: 'blockquote', offset: head.length, length: quoted.length }]
  return { said: { text: `${head}${quoted}\n/answer ${asked.id} …`, entities } }
}

function askedBy({ id, telegramId, firstName, username }: AskedBy): string {
  const name = beginning(firstName.replaceAll(/\s+/g, ' '), 64)
  return `#${id} ${name}${username ? ` @${username}` : ''} (${telegramId})`
}

/** What people or others wrote stands in it, so no sign of it may become formatting. */
const asTyped = (text: string): NoticeText => ({ said: { text, entities: [] } })
/** A reply to it is for the owner, and no question to the model. */
const byOwner = (text: string): NoticeText => ({ said: withMark({ text, entities: [] }, 'support') })
const formatted = (markdown: string): NoticeText => ({ said: formatMarkdown(markdown) })

function reminderText(language: Language, endsAt: Date, daysBefore: 1 | 3): { text: string; button: string } {
  const { locale, timeZone, notices } = languageTexts(language)
  const date = endsAt.toLocaleDateString(locale, { day: 'numeric', month: 'long', timeZone })
  return { text: notices.planEnds(date, daysBefore), button: notices.planEndsButton }
}

/** What was really taken of a gift; a plan of which less than an hour is used counts as unused. */
function giftLossText(
  language: Language,
  says: Texts['gift']['takenBack'],
  title: Title,
  loss: GiftLoss | undefined,
): string {
  const t = textsIn(language)
  const gift = titleIn(title, language)
  if (!loss || loss.lost < (loss.of === 'planDays' ? hourSeconds : 1)) return says.all(gift)
  if (loss.taken === 0) return says.nothing(gift)
  if (loss.of === 'credits') return says.rest(gift, t.creditCount(loss.taken))
  return says.rest(gift, t.gift.daysLeft(loss.taken < daySeconds ? 0 : Math.round(loss.taken / daySeconds)))
}

/** The provider's own words stand last, as plain text. */
function refusedProviderText(language: Language, { model, status, message }: Notices['provider_refused']): string {
  const answered = status === null ? '' : ` (${status})`
  return languageTexts(language).notices.providerRefused(model, answered, message.slice(0, 500).toWellFormed())
}

/** For an owner: how much of a budget is spent, and what happens now when that is all of it. */
function budgetText(language: Language, reached: Notices['budget_reached']): string {
  const { budget, userId, percent, spent, limitMicroDollars, action } = reached
  const t = languageTexts(language).notices.budgets
  const line = t.spent(t.names[budget](userId), percent, spent, limitMicroDollars)
  return percent === 100 ? `⚠️ ${line} ${t.actions[action]} ${t.change}` : `⚠️ ${line}`
}

/** For an owner: how much of the free messages of the day is used, and what happens now when that is all of them. */
function freeMessagesText(language: Language, { link, percent, used, limit }: Notices['free_messages_used']): string {
  const t = languageTexts(language).notices.freeMessages
  const line = t.used(link ? t.links[link.kind](link.name) : t.everybody, percent, used, limit)
  return percent === 100 ? `⚠️ ${line} ${t.over} ${t.change}` : `⚠️ ${line}`
}
