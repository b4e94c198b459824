import type { Language } from '#modules/users/contract.ts'

/** What a person is reminded of; the texts are in each language's notices. */
export const winBackRules = ['trial_used_up', 'plan_lapsed_3', 'plan_lapsed_14', 'low_balance'] as const

export type WinBackRule = (typeof winBackRules)[number]

/** An entry of the catalogue, the model's name at its provider, and the entry that takes over. */
interface AboutModel {
  model: string
  name: string
  successor: string | null
}

/** A broadcast in one language: Markdown, and buttons that lead outside or open something of the bot's. */
export interface BroadcastSaid {
  language: Language
  text: string
  buttons: { label: string; url?: string | undefined; opens?: string | undefined }[]
}

/** What a product is called, by language. */
type Title = Record<string, string>

/**
 * What was taken from the receiver of a gift and what was used before: credits, or seconds of a plan. What an earlier
 * version has written is without it.
 */
export interface GiftLoss {
  of: 'credits' | 'planDays'
  taken: number
  lost: number
}

/** Money in micro-dollars. */
export interface ReportedDay {
  day: string
  revenue: number
  cost: number
  answers: number
  users: number
  payers: number
  errors: number
  revenueStars: number
}

/** The number of a question to support, and whose it is. */
export interface AskedBy {
  id: number
  telegramId: number
  firstName: string
  username: string | null
}

/** Everything that the bot says by itself, with what its text is made of. The texts are in src/texts/notices.ts. */
export interface Notices {
  win_back: { rule: WinBackRule }
  trial_rest: { messages: number }
  schedule_paused: { id: number; why: 'no_access' | 'price_changed' | 'unread'; question: string; credits: number }
  /** Once on that day, in UTC. */
  schedules_missed: { day: string }
  plan_ends: { endsAt: string; daysBefore: 1 | 3 }
  renewal_ended: { cause: 'refunded' | 'doubled' | 'blocked' }
  credits_changed: { delta: number; credits: number; reason: string | null }
  support_asked: AskedBy & { text: string }
  /** A file of such a question, by the message in the chat with them. */
  support_file: AskedBy & { messageId: number }
  support_answered: { text: string }
  owner_wrote: { text: string }
  campaign_bonus: { gives: { of: 'credits' | 'trial_messages'; amount: number } }
  broadcast_preview: { id: number; said: BroadcastSaid }
  gift_claimed: { title: Title }
  gift_returned: { title: Title }
  gift_void: { title: Title; claimed: boolean; loss?: GiftLoss }
  gift_taken_back: { title: Title; loss?: GiftLoss }
  referral_rewarded: { credits: number }
  referral_undone: { credits: number }
  payment_refunded: { currency: string; amount: number }
  update_given_up: { what: 'message' | 'button' | 'payment'; language: Language }
  daily_report: { day: ReportedDay; before: ReportedDay }
  not_told: { telegramId: number }
  provider_refused: { model: string; status: number | null; message: string }
  budget_reached: {
    budget: 'day' | 'month' | 'trial_day' | 'person_day'
    userId: number
    percent: number
    spent: number
    limitMicroDollars: number
    action: 'cheaper' | 'no_trial' | 'stop'
  }
  burst_found: {
    link: { kind: 'campaign' | 'referral'; name: string }
    starts: number
    asked: number
    alike: number
    trials: number
    inSteps: number
  }
  /** Of the day; without a link: of everybody together. */
  free_messages_used: {
    link: { kind: 'campaign' | 'referral'; name: string } | null
    percent: number
    used: number
    limit: number
  }
  model_ends: AboutModel & { endsOn: string; days: number }
  model_ended: AboutModel & { endsOn: string }
  model_gone: AboutModel
  abuse_repeated: { telegramId: number }
  payments_differ: { differences: { what: string; telegramId: number; amount: number; chargeId: string }[] }
  payment_history: { count: number }
  payment_unmatched: { telegramId: number; amount: number; currency: string; chargeId: string }
  refund_given_up: { telegramId: number; amount: number; chargeId: string; reason: string }
  renewal_not_ended: { telegramId: number; chargeId: string; reason: string }
}

export type Notice = { [Kind in keyof Notices]: { kind: Kind; data: Notices[Kind] } }[keyof Notices]
