import { z } from 'zod'
import type { Camel } from '#platform/http/camel-case.ts'
import { isBlank } from '#platform/http/blank.ts'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { part } from '#platform/http/parts.ts'
import {
  chatId,
  inQuery,
  messageId,
  moment,
  personInQuery,
  place,
  rowId,
  telegramId,
  text,
  updateId,
} from '#platform/http/values.ts'
import { attachmentFacts } from '#modules/attachments/contract.ts'
import { price, purse } from '#modules/entitlements/contract.ts'
import { means } from '#modules/charging/contract.ts'
import { title } from '#modules/catalog/contract.ts'
import { language } from '#modules/users/contract.ts'

export const answer = z.object({
  question_id: z.int(),
  chat_id: chatId.describe(
    'Where it is to be shown: another chat than it was asked in when that has moved; 0 for a guest',
  ),
  answer: z.string().describe('Markdown'),
  model: z.string().describe('Id of the model that answered'),
  model_title: title,
  instead_of: title
    .nullable()
    .describe("The model that was asked for, when the owner's budget has chosen a cheaper one"),
  fell_back: z.boolean().describe('Whether another model than the chosen one answered'),
  assistant: z
    .object({
      title,
      is_first: z.boolean().describe('Whether it is the first answer of its conversation'),
      instead_of: title.nullable().describe('The model of the assistant, when this person was answered by another one'),
    })
    .nullable()
    .describe('Who was asked; null: no assistant, or it is gone'),
  finish_reason: z.string(),
  usage: z.object({
    input_tokens: z.int().nullable(),
    output_tokens: z.int().nullable(),
    latency_ms: z.int().nullable(),
  }),
  heard: z.string().nullable().describe('What was said in its voice messages; empty: nothing'),
  searched: z.boolean().describe('Whether something was found on the web for it, which its price includes'),
  sources: z
    .array(z.object({ number: z.int(), title: z.string(), url: z.string() }))
    .describe('Pages of the web that it names as [number]; any other link in it may lead nowhere'),
  looked_up: z.boolean().describe('Whether anything was looked up for it, so that other links in it may lead anywhere'),
  tools_price: z.int().min(0).describe("How much of its price is for the owner's tools"),
  charged: z.object({ purse, price: z.int().min(0) }),
  suggestions: z.array(z.string()).describe('Questions that could follow it, in the words of the model'),
  again: price.nullable().describe('What asking the same again costs; null: nothing pays for it now'),
  left: means,
  voice: price.nullable().describe('What it costs to have it read out; null: it cannot be'),
  delivered_message_ids: z.array(z.int()).describe('Messages of the chat that hold parts of this answer already'),
  delivered: z.boolean(),
})

/** Stands for every chat in which the bot is no member: no chat has this id, and whose chats those are is not kept. */
export const guestChat = 0

/** Files of one question. */
export const mostAttachments = 10

/** Of all texts of a question together, in UTF-16 units. */
export const longestQuestion = 32_768
const hasWords = (text: string) => !isBlank(text)

const parts = z
  .array(part)
  .min(1)
  .max(64)
  .refine(
    (parts) => parts.some((part) => part.type !== 'text' || hasWords(part.text)),
    'expected words that can be seen',
  )
  .refine(
    (parts) => parts.filter(({ type }) => type !== 'text').length <= mostAttachments,
    `expected at most ${mostAttachments} files`,
  )
  .refine((parts) => lengthOf(parts) <= longestQuestion, `expected at most ${longestQuestion} characters`)

function lengthOf(parts: z.infer<typeof part>[]): number {
  return parts.reduce((sum, part) => sum + (part.type === 'text' ? part.text.length : 0), 0)
}

const followUp = z.object({
  kind: z
    .enum(['again', 'edited', 'continue', 'shorter', 'suggested'])
    .describe(
      'Another answer, one to the edited words, the rest of the answer, less of it, or an answer to a question that it suggests',
    ),
  question_id: rowId,
  suggestion: z.int().min(0).max(2).optional().describe('Which of the suggested questions; absent: the first'),
  shown: price
    .nullable()
    .optional()
    .describe('What the button said it costs: a higher price is asked for first. null: as much as the question itself'),
})

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
  'abuse',
  'no_room',
  'not_text',
  'stopped',
  'abandoned',
  'undelivered',
  'internal',
  'file_gone',
])

/** The price of a question that costs more than a usual one, which has to be agreed to. */
export const quotation = z.object({
  price,
  waiting: updateId.describe('The question is kept under this update and is asked by `waiting` at this price'),
  valid_until: moment,
  attachments: z.array(attachmentFacts),
})

const charge = z
  .enum(['none', 'given_back', 'paid'])
  .describe('Of the question: there is none, its price was returned, or its whole answer was delivered')

export type Quotation = Camel<z.infer<typeof quotation>>

export type FollowUp = Camel<z.infer<typeof followUp>>['kind']

export type AnswerReply = Camel<z.infer<typeof answer>>

export type FailureReason = z.infer<typeof failureReason>

export const questionsEndpoints = defineEndpoints({
  moveChat: {
    method: 'POST',
    path: '/move_chat',
    allow: ['program'],
    summary: 'A group has become a supergroup: its conversations and answers on their way go on there',
    body: z.object({ from_chat_id: chatId, to_chat_id: chatId }),
    reply: z.object({}),
    errors: [],
  },
  processMessage: {
    method: 'POST',
    path: '/process_message',
    allow: ['program', 'self'],
    summary: 'Answers a question: as JSON at the end, or as server-sent events while it is written, by `Accept`',
    body: z
      .object({
        ...place.shape,
        message_id: messageId,
        update_id: updateId,
        text: text()
          .trim()
          .min(1)
          .max(longestQuestion)
          .refine(hasWords, 'expected words that can be seen')
          .optional()
          .describe('Short for one part that is a text'),
        parts: parts.optional().describe('Instead of a text: what the question is made of, in order'),
        follow_up: followUp.optional().describe('Instead of a text: what is wanted of an earlier answer'),
        waiting: z
          .object({
            update_id: updateId,
            shown: price.optional().describe('Absent: a price above the usual one is told first'),
          })
          .optional()
          .describe('Instead of a text: the question that nothing had paid for, at the price that was shown'),
        reply_to: z
          .object({
            message_id: messageId.optional().describe('Absent for a message of another chat'),
            text: text().max(4096).optional(),
            quote: text().max(4096).optional().describe('The part of its words that was chosen'),
          })
          .optional()
          .describe('The message it replies to: an answer is known by its id, any other by its words'),
        model: z.string().max(24).optional(),
        scheduled: z
          .object({ shown: price })
          .optional()
          .describe('It is asked by the clock: at most at the price that was agreed to, and it waits for nothing'),
        transcript_only: z
          .boolean()
          .default(false)
          .describe('The answer is what is said in its voice messages: no model answers'),
      })
      .refine(
        (body) => [body.text, body.parts, body.follow_up, body.waiting].filter((one) => one !== undefined).length === 1,
        {
          path: ['text'],
          message: 'give either a text or parts or a follow_up or a waiting',
        },
      ),
    reply: answer,
    errors: [
      'user_not_found',
      'user_blocked',
      'agreement_needed',
      'question_not_found',
      'unreadable_file',
      'price_not_agreed',
      'no_access',
      'answer_failed',
      'answer_pending',
    ],
  },
  choosePages: {
    method: 'POST',
    path: '/choose_pages',
    allow: ['program', 'self'],
    summary: 'Asks a waiting question about some pages of its document only, and says what it costs then',
    body: z.object({
      telegram_id: telegramId,
      update_id: updateId.describe('Of the waiting question'),
      from_page: z.int().min(1).max(10_000),
      to_page: z.int().min(1).max(10_000),
    }),
    reply: quotation,
    errors: ['user_not_found', 'question_not_found', 'no_such_pages', 'no_access'],
  },
  waitingQuestion: {
    method: 'GET',
    path: '/waiting_question',
    allow: ['program', 'self'],
    summary: 'The question that nothing had paid for, when something pays for it now',
    query: z.object({
      ...personInQuery.shape,
      asked_by: inQuery(updateId).optional().describe('The update that asks it: named again once it has'),
    }),
    reply: z.object({
      waiting: z
        .object({
          update_id: updateId,
          text: z.string(),
          messages: z.int().min(1).default(1).describe('Of how many messages it is made'),
          price: price,
          next: z
            .enum(['offer', 'ask', 'go_on'])
            .describe('`ask`: it was asked within the last hour; `go_on`: that update has asked it already'),
        })
        .nullable(),
    }),
    errors: ['user_not_found'],
  },
  reportDelivery: {
    method: 'POST',
    path: '/report_delivery',
    allow: ['program'],
    summary:
      'Says which messages hold the answer so far, or that Telegram refused a part for good, which returns its price',
    body: z.object({
      telegram_id: telegramId,
      question_id: rowId,
      message_ids: z.array(messageId).max(100),
      complete: z.boolean(),
      refused: text().max(255).optional(),
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
    allow: ['program', 'self'],
    summary: 'Stops the answer being written in a chat or topic; what is written so far is kept and counts',
    body: z.object({ ...place.shape, update_id: updateId.optional().describe('Only the answer to this one') }),
    reply: z.object({ stopping: z.boolean() }),
    errors: [],
  },
  questionEdited: {
    method: 'POST',
    path: '/question_edited',
    allow: ['program', 'self'],
    summary: 'Keeps the new words of a question; names it when asking again should be offered, which is once',
    body: z.object({
      telegram_id: telegramId,
      chat_id: chatId,
      message_id: messageId,
      update_id: updateId,
      text: text().trim().min(1).max(longestQuestion),
    }),
    reply: z.object({
      question_id: z.int().nullable(),
      price: price.nullable().describe('What an answer to the new words costs; null: nothing pays for that'),
    }),
    errors: [],
  },
  answerText: {
    method: 'GET',
    path: '/answer',
    allow: ['program', 'self'],
    summary: 'The answer to a question of this person',
    query: z.object({
      ...personInQuery.shape,
      question_id: inQuery(rowId),
    }),
    reply: z.object({ answer: z.string().describe('Markdown') }),
    errors: ['question_not_found'],
  },
  giveUpUpdate: {
    method: 'POST',
    path: '/give_up_update',
    allow: ['program'],
    summary:
      'Gives an update up and settles it, in one transaction: what its question has reserved or not delivered is returned',
    body: z.object({
      update_id: updateId,
      lane: text().min(1).max(4000).describe('The lane it is at the head of'),
      fence: z.int().min(0).describe('The number under which the caller has claimed the lane'),
      attempts: z.int().min(0),
      error: text().max(1000).describe('Why, as it is kept beside the update'),
      release: z.boolean().describe('Whether the lane is given back with it'),
      telegram_id: telegramId.optional(),
      message: text().max(2000),
      stack: text().max(8000).optional(),
      notice: z
        .object({
          what: z.enum(['message', 'button', 'payment']),
          chat_id: chatId,
          thread_id: rowId.optional(),
          reply_to: rowId.optional(),
          language,
        })
        .optional()
        .describe('Where the person is told of it, and how; in a group only if a price is given back'),
    }),
    reply: z.object({
      outcome: z
        .enum(['given_up', 'already', 'lost'])
        .describe('`already`: it was before; `lost`: another process has the lane. Both change nothing'),
      charge: charge.nullable().describe('Null unless it was given up now'),
    }),
    errors: [],
  },
})
