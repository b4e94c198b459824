import { z } from 'zod'

/** The nouns that bot and backend exchange. Times are ISO 8601 strings, ids are Telegram's whole numbers. */
const mostTelegramId = 2 ** 52 - 1
export const telegramId = z.int().min(1).max(mostTelegramId).describe('Telegram id of the person')
export const chatId = z
  .int()
  .min(-mostTelegramId)
  .max(mostTelegramId)
  .describe('Telegram id of the chat; negative for groups')
export const threadId = z
  .int()
  .min(0)
  .max(2 ** 31 - 1)
  .default(0)
  .describe('Topic inside the chat; 0 when there is none')
/** Telegram numbers the messages of a chat from one on. */
export const messageId = z
  .int()
  .min(1)
  .max(2 ** 31 - 1)
/** An id that the database gave. */
export const rowId = z.int().min(1).max(Number.MAX_SAFE_INTEGER)
export const updateId = z.int().min(0).max(Number.MAX_SAFE_INTEGER)
/** As much as a column of the database holds. */
export const amount = z
  .int()
  .min(1)
  .max(2 ** 31 - 1)
  .describe('Whole Stars, or the smallest unit of the currency')

/** The same for a query, where every value is a text. */
export function inQuery(number: {
  minValue: number | null
  maxValue: number | null
  description?: string | undefined
}) {
  return z.coerce
    .number<string | number>()
    .int()
    .min(number.minValue!)
    .max(number.maxValue!)
    .describe(number.description ?? '')
}
export const language = z.enum(['ru', 'en'])
export const answerStyle = z.enum(['normal', 'brief', 'detailed', 'teacher', 'code'])
const moment = z.iso.datetime()

/** Text that PostgreSQL can store: without NUL and without halves of surrogate pairs, both of which people can send. */
export const text = () => z.string().overwrite((text) => text.replaceAll('\0', '').toWellFormed())

export const settings = z.object({
  answer_style: answerStyle,
  remember: z.boolean().describe('Whether earlier turns are shown to the model'),
  model: z.string().nullable().describe('Id in the catalogue; null is the first model'),
  instructions: text()
    .trim()
    .min(1)
    .max(1000)
    .nullable()
    .describe('What the person wants of every answer, in his own words'),
  rich: z.boolean().describe('Whether tables and formulas may come as rich messages'),
  awaits: z
    .object({ what: z.string().min(1).max(40), until: moment })
    .nullable()
    .describe('What the bot has asked the person to type, so long as it waits for it'),
})

export const profile = z.object({
  telegram_id: telegramId,
  first_name: z.string(),
  last_name: z.string().nullable(),
  username: z.string().nullable(),
  language,
  settings,
  credits: z.int().min(0),
  blocked: z.boolean(),
  created_at: moment,
})

export const purse = z.enum(['subscription', 'trial', 'credits'])
export const noAccess = z.enum([
  'trial_not_started',
  'trial_used_up',
  'subscription_ended',
  'daily_limit',
  'insufficient_credits',
  'model_not_included',
  'question_too_long',
  'price_changed',
])

export const price = z.object({ purse, price: z.int().min(0).max(1_000_000) })

export const trial = z.object({ granted: z.int(), used: z.int(), left: z.int() })
export const subscription = z.object({
  plan: z.string().describe('The plan that counts now'),
  ends_at: moment.describe('When everything that is paid ends'),
  periods: z
    .array(z.object({ plan: z.string(), ends_at: moment }))
    .describe('The present plan and those paid behind it, each with its end'),
  auto_renew: z.boolean().describe('Whether Telegram takes the next payment by itself'),
  renews_at: moment.nullable().describe('When it does'),
  renewed_plan: z.string().nullable(),
  charge_id: z.string().nullable().describe('Names the subscription to Telegram; null for a time bought once'),
  invoice_payload: z.string().nullable(),
  questions_today: z.int(),
  questions_per_day: z.int().nullable(),
})

export const means = z.object({
  credits: z.int().min(0),
  trial: trial.nullable(),
  subscription: subscription.nullable(),
  next: z
    .union([z.object({ purse, price: z.int().min(0) }), z.object({ refused: noAccess })])
    .describe('What pays the next question to the chosen model, or why nothing does'),
})

export const title = z.object({ ru: z.string(), en: z.string() })
const cardPrice = z.object({ currency: z.string(), amount: z.int() }).nullable()
export const offers = z.object({
  trial_messages: z.int().nullable().describe('The trial still to be had; null when it was taken'),
  packs: z.array(z.object({ id: z.string(), title, credits: z.int(), price_stars: z.int(), price_card: cardPrice })),
  plans: z.array(
    z.object({
      id: z.string(),
      title,
      days: z.int(),
      price_stars: z.int(),
      price_card: cardPrice,
      renews: z.boolean(),
      questions_per_day: z.int(),
    }),
  ),
})
export const modelOffer = z.object({
  id: z.string(),
  title,
  description: title,
  provider: z.string().nullable().describe('Whose model it is'),
  price_credits: z.int(),
  trial: z.boolean(),
  subscription: z.boolean(),
})

export const answer = z.object({
  question_id: z.int(),
  chat_id: chatId.describe('Where it is to be shown: another chat than it was asked in when that has moved'),
  answer: z.string().describe('Markdown'),
  model: z.string().describe('Id of the model that answered'),
  model_title: title,
  fell_back: z.boolean().describe('Whether another model than the chosen one answered'),
  finish_reason: z.string(),
  usage: z.object({
    input_tokens: z.int().nullable(),
    output_tokens: z.int().nullable(),
    latency_ms: z.int().nullable(),
  }),
  charged: z.object({ purse, price: z.int().min(0) }),
  left: means,
  delivered_message_ids: z.array(z.int()).describe('Messages of the chat that hold parts of this answer already'),
  delivered: z.boolean(),
})

/** What a refusal says beside its reason. */
export const refusal = z.object({
  reason: noAccess,
  offers,
  price: price.nullable().describe('For price_changed: what it costs now'),
  waiting: updateId.nullable().describe('The question is kept under this update and can be asked by `waiting`'),
  alternative: z
    .object({ model: z.string(), title, price })
    .nullable()
    .describe('Another model that something pays for'),
})

export const followUp = z.object({
  kind: z
    .enum(['again', 'edited', 'continue', 'shorter'])
    .describe('Another answer, one to the edited words, the rest of the answer, or less of it'),
  question_id: rowId,
  shown: price
    .nullable()
    .optional()
    .describe('What the button said it costs: a higher price is asked for first. null: as much as the question itself'),
})

export const refund = z.object({
  telegram_id: telegramId,
  amount: z.int().positive().describe('Whole Stars, or the smallest unit of the currency'),
  currency: z.string().describe('XTR for Stars'),
  provider_charge_id: z.string().nullable().describe('How the provider of cards knows it'),
  changed: z.boolean().describe('Whether this call has changed the status'),
  status: z.enum(['refunding', 'refunded']).describe('A card stays refunding until the owner has returned the money'),
  loss_credits: z.int().min(0).describe('Credits that were spent and cannot be taken back'),
})
export const figures = z.object({
  users: z.int().describe('New in this time'),
  active: z.int().describe('Who asked something'),
  questions: z.int().describe('Answered'),
  revenue_stars: z.int(),
  refunds_stars: z.int(),
  failed: z.int().describe('Questions that got no answer, but for those that the person stopped'),
  errors: z.int().describe('Events at level error, and questions that got no answer'),
})
export const history = z.object({
  entries: z.array(
    z.object({
      kind: z.enum(['hold', 'release', 'purchase', 'refund', 'adjustment']),
      delta: z.int(),
      balance: z.int(),
      reason: z.string(),
      at: moment,
    }),
  ),
  payments: z.array(
    z.object({
      number: z.int().describe('Names the payment to the owner'),
      charge_id: z.string().nullable(),
      product: z.string().nullable(),
      title: title.nullable().describe('As it was called when it was ordered'),
      amount: z.int(),
      currency: z.string(),
      status: z.string(),
      at: moment,
    }),
  ),
})

export const checkoutRefusal = z.enum([
  'unknown_invoice',
  'not_yours',
  'already_paid',
  'being_paid',
  'expired',
  'not_sold',
  'price_changed',
  'already_subscribed',
  'user_blocked',
])

export const failureReason = z.enum([
  'rate_limited',
  'unavailable',
  'timeout',
  'refused',
  'bad_request',
  'cut',
  'empty',
  'too_long',
  'filtered',
  'no_room',
  'not_text',
  'stopped',
  'abandoned',
  'undelivered',
  'internal',
])

export const charge = z
  .enum(['none', 'given_back', 'paid'])
  .describe('Of the question: there is none, its price was returned, or its whole answer was delivered')

export type Refused = z.infer<typeof refusal>
export type Price = z.infer<typeof price>
export type FollowUp = z.infer<typeof followUp>['kind']
export type Profile = z.infer<typeof profile>
export type Means = z.infer<typeof means>
export type Offers = z.infer<typeof offers>
export type ModelOffer = z.infer<typeof modelOffer>
export type AnswerReply = z.infer<typeof answer>
export type NoAccess = z.infer<typeof noAccess>
export type FailureReason = z.infer<typeof failureReason>
export type Figures = z.infer<typeof figures>
export type History = z.infer<typeof history>
export type CheckoutRefusal = z.infer<typeof checkoutRefusal>
export type Language = z.infer<typeof language>
export type AnswerStyle = z.infer<typeof answerStyle>
