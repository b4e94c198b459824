import { z } from 'zod'
import { isBlank } from '#platform/http/blank.ts'
import type { ErrorCode } from '#platform/http/error-codes.ts'
import * as shapes from './shapes.ts'

export interface Endpoint {
  method: 'GET' | 'POST' | 'PATCH'
  path: `/${string}`
  summary: string
  query?: z.ZodObject
  body?: z.ZodObject
  reply: z.ZodType
  errors: readonly ErrorCode[]
}

const person = z.object({ telegram_id: shapes.telegramId })
const personInQuery = z.object({ telegram_id: shapes.inQuery(shapes.telegramId) })
const { updateId, amount } = shapes
const place = z.object({ telegram_id: shapes.telegramId, chat_id: shapes.chatId, thread_id: shapes.threadId })

const payload = shapes.text().min(1).max(128)
const currency = z.string().regex(/^[A-Z]{3}$/, 'expected a currency of three letters')

/** Everything the bot may ask of the backend: the backend serves this list, the client is made from it. */
export const endpoints = {
  register: {
    method: 'POST',
    path: '/register',
    summary: 'Makes a person known, or refreshes his names',
    body: z.object({
      telegram_id: shapes.telegramId,
      first_name: shapes.text().max(256),
      last_name: shapes.text().max(256).optional(),
      username: shapes.text().max(64).optional(),
      language_code: z.string().max(35).optional(),
    }),
    reply: z.object({ ...shapes.profile.shape, created: z.boolean() }),
    errors: [],
  },
  userProfile: {
    method: 'GET',
    path: '/user_profile',
    summary: 'Names, language, settings and balance of a person',
    query: personInQuery,
    reply: shapes.profile,
    errors: ['user_not_found'],
  },
  changeProfile: {
    method: 'PATCH',
    path: '/user_profile',
    summary: 'Changes language or settings; what is not given stays',
    body: z.object({
      telegram_id: shapes.telegramId,
      language: shapes.language.optional(),
      settings: shapes.settings.partial().optional(),
    }),
    reply: shapes.profile,
    errors: ['user_not_found'],
  },
  startTrial: {
    method: 'POST',
    path: '/start_trial',
    summary: 'Gives the one free trial',
    body: person,
    reply: shapes.means,
    errors: ['user_not_found', 'trial_already_used'],
  },
  getCredits: {
    method: 'GET',
    path: '/get_credits',
    summary: 'Credits, trial, subscription, and what pays the next question',
    query: personInQuery,
    reply: shapes.means,
    errors: ['user_not_found'],
  },
  updateCredits: {
    method: 'POST',
    path: '/update_credits',
    summary: 'Gives or takes credits, once per idempotency key',
    body: z.object({
      telegram_id: shapes.telegramId,
      delta: z
        .int()
        .min(-1_000_000)
        .max(1_000_000)
        .refine((delta) => delta !== 0, 'must not be 0'),
      reason: shapes.text().trim().min(1).max(255),
      idempotency_key: shapes.text().min(1).max(128),
      by: shapes.telegramId.optional().describe('The owner who did it'),
    }),
    reply: z.object({ credits: z.int().min(0).describe('The balance after this change'), repeated: z.boolean() }),
    errors: ['user_not_found', 'insufficient_credits', 'idempotency_key_reused'],
  },
  offers: {
    method: 'GET',
    path: '/offers',
    summary: 'What is sold and which models there are',
    query: personInQuery,
    reply: z.object({ ...shapes.offers.shape, models: z.array(shapes.modelOffer) }),
    errors: ['user_not_found'],
  },
  processMessage: {
    method: 'POST',
    path: '/process_message',
    summary: 'Answers a question: as JSON at the end, or as server-sent events while it is written, by `Accept`',
    body: z
      .object({
        ...place.shape,
        message_id: shapes.messageId,
        update_id: updateId,
        text: shapes
          .text()
          .trim()
          .min(1)
          .max(32_768)
          .refine((text) => !isBlank(text), 'expected words that can be seen')
          .optional(),
        follow_up: shapes.followUp.optional().describe('Instead of a text: what is wanted of an earlier answer'),
        waiting: z
          .object({ update_id: updateId, shown: shapes.price })
          .optional()
          .describe('Instead of a text: the question that nothing had paid for, at the price that was shown'),
        reply_to: z
          .object({
            message_id: shapes.messageId.optional().describe('Absent for a message of another chat'),
            text: shapes.text().max(4096).optional(),
            quote: shapes.text().max(4096).optional().describe('The part of its words that was chosen'),
          })
          .optional()
          .describe('The message it replies to: an answer is known by its id, any other by its words'),
        model: z.string().max(24).optional(),
      })
      .refine((body) => [body.text, body.follow_up, body.waiting].filter((one) => one !== undefined).length === 1, {
        path: ['text'],
        message: 'give either a text or a follow_up or a waiting',
      }),
    reply: shapes.answer,
    errors: ['user_not_found', 'user_blocked', 'question_not_found', 'no_access', 'answer_failed', 'answer_pending'],
  },
  waitingQuestion: {
    method: 'GET',
    path: '/waiting_question',
    summary: 'The question that nothing had paid for, when something pays for it now',
    query: personInQuery,
    reply: z.object({
      waiting: z.object({ update_id: updateId, text: z.string(), price: shapes.price }).nullable(),
    }),
    errors: ['user_not_found'],
  },
  reportDelivery: {
    method: 'POST',
    path: '/report_delivery',
    summary:
      'Says which messages hold the answer so far, or that Telegram refused a part for good, which returns its price',
    body: z.object({
      telegram_id: shapes.telegramId,
      question_id: shapes.rowId,
      message_ids: z.array(shapes.messageId).max(100),
      complete: z.boolean(),
      refused: shapes.text().max(255).optional(),
    }),
    reply: z.object({
      refunded: z.boolean(),
      outdated_message_id: z
        .int()
        .optional()
        .describe('Once complete: the last message of the answer before it in this chat'),
    }),
    errors: ['question_not_found'],
  },
  stopAnswer: {
    method: 'POST',
    path: '/stop_answer',
    summary: 'Stops the answer being written in a chat or topic; what is written so far is kept and counts',
    body: z.object({ ...place.shape, update_id: updateId.optional().describe('Only the answer to this one') }),
    reply: z.object({ stopping: z.boolean() }),
    errors: [],
  },
  startConversation: {
    method: 'POST',
    path: '/start_conversation',
    summary: 'The next question in this chat or topic starts without the earlier ones',
    body: place,
    reply: z.object({ title: z.string().nullable().describe('Of the conversation that has ended, if there was one') }),
    errors: ['user_not_found'],
  },
  moveChat: {
    method: 'POST',
    path: '/move_chat',
    summary: 'A group has become a supergroup: its conversations and answers on their way go on there',
    body: z.object({ from_chat_id: shapes.chatId, to_chat_id: shapes.chatId }),
    reply: z.object({}),
    errors: [],
  },
  conversations: {
    method: 'GET',
    path: '/conversations',
    summary: 'The latest conversations of a chat or topic, newest first',
    query: z.object({
      ...personInQuery.shape,
      chat_id: shapes.inQuery(shapes.chatId),
      thread_id: shapes.inQuery(shapes.threadId.unwrap()).default(0),
    }),
    reply: z.object({
      conversations: z.array(
        z.object({ id: z.int(), title: z.string(), last_at: z.iso.datetime(), open: z.boolean() }),
      ),
    }),
    errors: [],
  },
  resumeConversation: {
    method: 'POST',
    path: '/resume_conversation',
    summary: 'Goes on with an earlier conversation of the same chat or topic',
    body: z.object({ ...place.shape, conversation_id: shapes.rowId }),
    reply: z.object({ title: z.string() }),
    errors: ['conversation_not_found'],
  },
  renameConversation: {
    method: 'POST',
    path: '/rename_conversation',
    summary: 'Gives a conversation another name, which is cut when it is long',
    body: z.object({
      ...place.shape,
      conversation_id: shapes.rowId,
      title: shapes.text().trim().min(1).max(32_768),
    }),
    reply: z.object({ title: z.string() }),
    errors: ['conversation_not_found'],
  },
  deleteConversation: {
    method: 'POST',
    path: '/delete_conversation',
    summary: 'Deletes the texts of a conversation and its name; not while an answer is written in it',
    body: z.object({ ...place.shape, conversation_id: shapes.rowId }),
    reply: z.object({ deleted: z.boolean() }),
    errors: ['conversation_not_found'],
  },
  questionEdited: {
    method: 'POST',
    path: '/question_edited',
    summary: 'Keeps the new words of a question; names it when asking again should be offered, which is once',
    body: z.object({
      telegram_id: shapes.telegramId,
      chat_id: shapes.chatId,
      message_id: shapes.messageId,
      update_id: updateId,
      text: shapes.text().trim().min(1).max(32_768),
    }),
    reply: z.object({ question_id: z.int().nullable() }),
    errors: [],
  },
  answerText: {
    method: 'GET',
    path: '/answer',
    summary: 'The answer to a question of this person',
    query: z.object({
      ...personInQuery.shape,
      question_id: shapes.inQuery(shapes.rowId),
    }),
    reply: z.object({ answer: z.string().describe('Markdown') }),
    errors: ['question_not_found'],
  },
  exportData: {
    method: 'GET',
    path: '/export_data',
    summary: 'Everything that is kept about a person',
    query: personInQuery,
    reply: z.object({ data: z.record(z.string(), z.unknown()) }),
    errors: ['user_not_found'],
  },
  deleteData: {
    method: 'POST',
    path: '/delete_data',
    summary: "Deletes a person's texts, names and settings; records of money stay",
    body: person,
    reply: z.object({}),
    errors: ['user_not_found'],
  },
  createPayment: {
    method: 'POST',
    path: '/create_payment',
    summary: 'Opens an order for a pack or plan; the invoice that is shown must carry its payload',
    body: z.object({
      telegram_id: shapes.telegramId,
      product: z.string().min(1).max(24),
      method: z.enum(['stars', 'card']).default('stars'),
    }),
    reply: z.object({
      payload: z.string(),
      title: z.object({ ru: z.string(), en: z.string() }),
      currency: z.string().describe('XTR for Stars'),
      amount: z.int().positive().describe('Whole Stars, or the smallest unit of the currency'),
      renews: z.boolean().describe('Whether Telegram takes it again every 30 days'),
      expires_at: z.iso.datetime(),
    }),
    errors: ['user_not_found', 'user_blocked', 'product_not_found', 'already_subscribed'],
  },
  checkPayment: {
    method: 'POST',
    path: '/check_payment',
    summary: 'Whether a checkout may go on: any doubt is a no with its reason',
    body: z.object({ telegram_id: shapes.telegramId, invoice_payload: payload, currency, amount }),
    reply: z.union([
      z.object({ approved: z.literal(true) }),
      z.object({ approved: z.literal(false), reason: shapes.checkoutRefusal }),
    ]),
    errors: [],
  },
  completePayment: {
    method: 'POST',
    path: '/complete_payment',
    summary: 'Records a payment and gives what it bought, once per charge id',
    body: z.object({
      telegram_id: shapes.telegramId,
      invoice_payload: payload,
      currency,
      amount,
      telegram_payment_charge_id: shapes.text().min(1).max(255),
      provider_payment_charge_id: shapes.text().max(255).optional(),
      recurring: z.enum(['first', 'renewal']).nullable().default(null),
      subscription_expires_at: z.iso.datetime().optional(),
    }),
    reply: z.object({
      kind: z.enum(['order', 'renewal', 'extra', 'unmatched']),
      repeated: z.boolean(),
      product: z.string().nullable(),
      credits: z.int().min(0),
      days: z.int().min(0),
      paid_until: z.iso.datetime().nullable().describe('When everything ends that is paid with this payment'),
      foreign: z.boolean().describe('The invoice was made out to somebody else'),
      doubled: z
        .object({ ended: z.boolean().describe('Telegram has confirmed it') })
        .nullable()
        .describe('Another subscription renews already: the renewal of this one ends'),
      left: shapes.means,
    }),
    errors: ['user_not_found'],
  },
  renewalEnded: {
    method: 'POST',
    path: '/renewal_ended',
    summary: 'Telegram has confirmed the end of a renewal that we had decided',
    body: z.object({ telegram_id: shapes.telegramId, charge_id: shapes.text().min(1).max(255) }),
    reply: z.object({}),
    errors: [],
  },
  updateSubscription: {
    method: 'POST',
    path: '/update_subscription',
    summary: 'Says whether Telegram renews a subscription; what is paid stays until its end',
    body: z.object({
      telegram_id: shapes.telegramId,
      invoice_payload: payload,
      state: z.enum(['active', 'canceled', 'failed']),
    }),
    reply: shapes.means,
    errors: ['subscription_not_found'],
  },
  refundPayment: {
    method: 'POST',
    path: '/refund_payment',
    summary: 'Takes back what a payment gave and has Telegram return the money; again changes nothing',
    body: z.object({
      telegram_payment_charge_id: shapes.text().min(1).max(255),
      by: shapes.telegramId.nullable(),
      reason: shapes.text().trim().min(1).max(255),
      refunded: z.boolean().default(false).describe('Telegram has told us that it is done'),
      done: z.boolean().default(false).describe('The owner has returned the money of a card with its provider'),
    }),
    reply: shapes.refund,
    errors: ['payment_not_found'],
  },
  payment: {
    method: 'GET',
    path: '/payment',
    summary: 'A payment that was made, by its short number or its charge id, with who paid it',
    query: z.object({
      number: shapes.inQuery(shapes.rowId).optional(),
      charge_id: z.string().min(1).max(255).optional(),
    }),
    reply: z.object({
      telegram_id: shapes.telegramId,
      first_name: z.string(),
      username: z.string().nullable(),
      charge_id: z.string(),
      product: z.string().nullable(),
      title: shapes.title.nullable(),
      amount: z.int(),
      currency: z.string(),
      status: z.string(),
    }),
    errors: ['payment_not_found'],
  },
  findUser: {
    method: 'GET',
    path: '/find_user',
    summary: 'The person who was last seen with this @name',
    query: z.object({ username: z.string().min(1).max(64) }),
    reply: shapes.profile,
    errors: ['user_not_found'],
  },
  supportRequests: {
    method: 'GET',
    path: '/support_requests',
    summary: 'Questions about payments without an answer, oldest first',
    query: z.object({}),
    reply: z.object({
      requests: z.array(
        z.object({
          id: z.int(),
          telegram_id: shapes.telegramId,
          first_name: z.string(),
          username: z.string().nullable(),
          text: z.string(),
          at: z.iso.datetime(),
        }),
      ),
    }),
    errors: [],
  },
  openSupportRequest: {
    method: 'POST',
    path: '/support_request',
    summary: 'Writes a question about payments down, once per update',
    body: z.object({
      telegram_id: shapes.telegramId,
      update_id: updateId,
      text: shapes.text().trim().min(1).max(4096),
    }),
    reply: z.object({ id: z.int() }),
    errors: ['user_not_found'],
  },
  answerSupportRequest: {
    method: 'POST',
    path: '/answer_support_request',
    summary: 'Keeps the answer to such a question, and says whom it is for',
    body: z.object({ id: shapes.rowId, by: shapes.telegramId, text: shapes.text().trim().min(1).max(4096) }),
    reply: z.object({ telegram_id: shapes.telegramId, language: shapes.language }),
    errors: ['request_not_found'],
  },
  stats: {
    method: 'GET',
    path: '/stats',
    summary: 'Figures of today, of 7 and of 30 days',
    query: z.object({}),
    reply: z.object({ today: shapes.figures, week: shapes.figures, month: shapes.figures }),
    errors: [],
  },
  userHistory: {
    method: 'GET',
    path: '/user_history',
    summary: 'A person with the last movements of his credits and his payments',
    query: personInQuery,
    reply: z.object({ ...shapes.profile.shape, ...shapes.history.shape }),
    errors: ['user_not_found'],
  },
  blockUser: {
    method: 'POST',
    path: '/block_user',
    summary: 'Shuts a person out, or lets him in again',
    body: z.object({
      telegram_id: shapes.telegramId,
      blocked: z.boolean(),
      by: shapes.telegramId,
      reason: shapes.text().max(255),
    }),
    reply: z.object({}),
    errors: ['user_not_found'],
  },
  giveUpUpdate: {
    method: 'POST',
    path: '/give_up_update',
    summary:
      'Settles an update that is about to be given up: what its question has reserved or not delivered is returned',
    body: z.object({
      update_id: updateId,
      telegram_id: shapes.telegramId.optional(),
      message: shapes.text().max(2000),
      stack: shapes.text().max(8000).optional(),
    }),
    reply: z.object({ charge: shapes.charge }),
    errors: [],
  },
  reportError: {
    method: 'POST',
    path: '/report_error',
    summary: 'Writes an exception of the bot into the event log',
    body: z.object({
      kind: z.literal('bot_exception'),
      update_id: updateId.optional(),
      telegram_id: shapes.telegramId.optional(),
      message: shapes.text().max(2000),
      stack: shapes.text().max(8000).optional(),
      attempt: z.int().min(0).max(1_000_000).optional(),
    }),
    reply: z.object({}),
    errors: [],
  },
} as const satisfies Record<string, Endpoint>

export type Endpoints = typeof endpoints
export type EndpointName = keyof Endpoints
