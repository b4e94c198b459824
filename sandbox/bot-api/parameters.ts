import type { ForceReply, InlineKeyboardMarkup, MessageEntity } from 'grammy/types'
import { z } from 'zod'

/** Values come as JSON, or as texts from a query or a form; both mean the same. */
const json = (value: unknown) => {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}
export const parsed = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(json, schema)

export const integer = parsed(z.int())
export const flag = parsed(z.boolean())
export const chatId = parsed(
  z.union([z.int(), z.string().regex(/^@\w{5,}$/)], { error: 'Bad Request: chat_id is empty' }),
)
export const text = (limit: number, least = 1) =>
  z
    .string({ error: 'Bad Request: message text is empty' })
    .refine((value) => least === 0 || value.trim().length > 0, 'Bad Request: message text is empty')
    .refine((value) => value.length <= limit, 'Bad Request: message is too long')

export const entities = parsed(
  z
    .array(z.looseObject({ type: z.string(), offset: z.int(), length: z.int() }), {
      error: "Bad Request: can't parse entities",
    })
    .transform((list) => list as unknown as MessageEntity[]),
)

export const parseMode = z.undefined({
  error: 'Bad Request: this sandbox takes entities only; parse_mode is not supported',
})

const actions = [
  'url',
  'callback_data',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
  'disabled',
] as const
const button = z
  .looseObject({
    text: z.string().min(1, 'Bad Request: text buttons are unallowed to be empty'),
    callback_data: z
      .string()
      .refine(
        (data) => Buffer.byteLength(data) >= 1 && Buffer.byteLength(data) <= 64,
        'Bad Request: BUTTON_DATA_INVALID',
      )
      .optional(),
    url: z
      .string()
      .regex(/^(https?|tg):\/\//i, 'Bad Request: inline keyboard button URL is invalid')
      .optional(),
    copy_text: z.object({ text: z.string().min(1).max(256) }).optional(),
    style: z
      .enum(['danger', 'success', 'primary'], { error: 'Bad Request: invalid button style specified' })
      .optional(),
  })
  .refine(
    (value) => actions.filter((action) => value[action] !== undefined).length === 1,
    "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  )

const inlineKeyboard = z
  .looseObject(
    {
      inline_keyboard: z
        .array(z.array(button).max(8, 'Bad Request: too many buttons in a row'))
        .refine((rows) => rows.flat().length <= 100, 'Bad Request: reply markup is too long')
        .refine(
          (rows) => rows.flat().every((b, index) => b['pay'] === undefined || index === 0),
          'Bad Request: pay button must be the first',
        ),
    },
    { error: 'Bad Request: object expected as reply markup' },
  )
  .transform((markup) => markup as unknown as InlineKeyboardMarkup)

export const replyMarkup = parsed(inlineKeyboard)

/** The wish that the person's app open a reply to this message. */
const forceReply = z
  .object({
    force_reply: z.literal(true),
    input_field_placeholder: z.string().min(1).max(64).optional(),
    selective: z.boolean().optional(),
  })
  .transform((markup) => markup as ForceReply)

/** Which of the two is meant decides whose complaint is told. */
const anyMarkup = parsed(
  z.unknown().transform((given, context) => {
    const isForced = (given as { force_reply?: unknown } | null)?.force_reply !== undefined
    const { data, error } = (isForced ? forceReply : inlineKeyboard).safeParse(given)
    for (const { message, path } of error?.issues ?? [])
      context.issues.push({ code: 'custom', message, path, input: given })
    return data!
  }),
)

/** How a message is kept: keys are a part of it for everybody, a forced reply is for the apps of people. */
export function markupOf(markup: InlineKeyboardMarkup | ForceReply | undefined) {
  if (!markup) return {}
  if ('inline_keyboard' in markup) return { reply_markup: markup }
  const { force_reply: _, ...wish } = markup
  return { force_reply: wish }
}

const replyParameters = parsed(
  z.looseObject({ message_id: z.int(), allow_sending_without_reply: z.boolean().optional() }),
)
export const linkPreview = parsed(z.looseObject({ is_disabled: z.boolean().optional() }))

/** What most methods that send something take besides their content. */
export const sending = {
  chat_id: chatId,
  message_thread_id: integer.optional(),
  reply_parameters: replyParameters.optional(),
  reply_markup: anyMarkup.optional(),
  disable_notification: flag.optional(),
  protect_content: flag.optional(),
  allow_paid_broadcast: flag.optional(),
  message_effect_id: z.string().optional(),
}
