import { z } from 'zod'
import { isTimeZone } from '#platform/runtime/local-time.ts'

/** The nouns that bot and backend exchange. Times are ISO 8601 strings, ids are Telegram's whole numbers. */
export const mostTelegramId = 2 ** 52 - 1

export const telegramId = z.int().min(1).max(mostTelegramId).describe('Telegram id of the person')

/** Who did it. `serve` puts the person here who makes the call; the program may name one. */
export const doneBy = telegramId
  .nullable()
  .default(null)
  .describe('Who did it: the person of X-Actor; the program may name one, and null is the program itself')

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
  const whole = z
    .number()
    .int()
    .min(number.minValue!)
    .max(number.maxValue!)
    .describe(number.description ?? '')
  return z.preprocess((value: string | number) => (isDecimal(value) ? Number(value) : value), whole)
}

/** `Number` also reads an empty text, spaces, `0x10` and `1e3`. */
function isDecimal(value: unknown): boolean {
  return typeof value === 'string' && /^-?\d+$/.test(value)
}

export const moment = z.iso.datetime()

export const timeZone = z.string().max(64).refine(isTimeZone, 'is no time zone')

/** Text that PostgreSQL can store: without NUL and without halves of surrogate pairs, both of which people can send. */
export const text = () => z.string().overwrite((text) => text.replaceAll('\0', '').toWellFormed())

export const person = z.object({ telegram_id: telegramId })

export const personInQuery = z.object({ telegram_id: inQuery(telegramId) })

export const place = z.object({ telegram_id: telegramId, chat_id: chatId, thread_id: threadId })
