import { z } from 'zod'
import { writableChat } from '#sandbox/bot-api/chats.ts'
import { type Method, method } from '#sandbox/bot-api/method.ts'
import { chatId, flag, integer, parsed } from '#sandbox/bot-api/parameters.ts'
import { BotApiError } from '#sandbox/telegram/error.ts'
import type { Chat } from '#sandbox/telegram/state.ts'
import {
  announce,
  callbackLifeMs,
  describeChat,
  describePerson,
  personOf,
  type Telegram,
} from '#sandbox/telegram/telegram.ts'

const commands = parsed(
  z
    .array(
      z.looseObject({
        command: z.string().regex(/^[a-z0-9_]{1,32}$/, 'Bad Request: BOT_COMMAND_INVALID'),
        description: z
          .string()
          .min(1, 'Bad Request: BOT_COMMAND_DESCRIPTION_INVALID')
          .max(256, 'Bad Request: BOT_COMMAND_DESCRIPTION_INVALID'),
      }),
    )
    .max(100, 'Bad Request: BOT_COMMANDS_TOO_MUCH'),
)
const scope = parsed(z.looseObject({ type: z.string(), chat_id: chatId.optional() })).optional()
const languageCode = z
  .union([z.literal(''), z.string().regex(/^[a-z]{2}$/, 'Bad Request: invalid language code specified')])
  .optional()

/** Who the bot is, what it can do, and answering its buttons. */
export const profile: Record<string, Method> = {
  getMe: method({}, (_p, { telegram }) => telegram.state.bot),
  getChat: method({ chat_id: chatId }, (p, { telegram }) => {
    const chat = writableChat(telegram, p.chat_id)
    return {
      ...describeChat(telegram, chat),
      ...accountOf(telegram, chat),
      accent_color_id: 0,
      max_reaction_count: 11,
    }
  }),
  // Whatever @name is asked for is a channel in which the bot is an administrator.
  getChatMember: method({ chat_id: chatId, user_id: integer }, (p, { telegram }) => {
    const person = personOf(telegram, p.user_id)
    if (!person) throw new BotApiError(400, 'Bad Request: PARTICIPANT_ID_INVALID')
    const members =
      typeof p.chat_id === 'string' ? telegram.state.channels[p.chat_id] : writableChat(telegram, p.chat_id).members
    return { status: members?.includes(person.id) ? 'member' : 'left', user: describePerson(person) }
  }),
  setMyCommands: method({ commands, scope, language_code: languageCode }, (p, { telegram }) => {
    if (p.scope?.['chat_id'] !== undefined) writableChat(telegram, Number(p.scope['chat_id']))
    telegram.state.commands[keyOf(p)] = p.commands.map(({ command, description }) => ({ command, description }))
    telegram.state.save()
    return true
  }),
  getMyCommands: method(
    { scope, language_code: languageCode },
    (p, { telegram }) => telegram.state.commands[keyOf(p)] ?? [],
  ),
  deleteMyCommands: method({ scope, language_code: languageCode }, (p, { telegram }) => {
    delete telegram.state.commands[keyOf(p)]
    telegram.state.save()
    return true
  }),
  setMyName: described('name', 64),
  setMyDescription: described('description', 512),
  setMyShortDescription: described('short_description', 120),
  getMyName: method({ language_code: languageCode }, (p, { telegram }) => ({
    name: description(telegram, p.language_code).name ?? telegram.state.bot.first_name,
  })),
  getMyDescription: method({ language_code: languageCode }, (p, { telegram }) => ({
    description: description(telegram, p.language_code).description ?? '',
  })),
  getMyShortDescription: method({ language_code: languageCode }, (p, { telegram }) => ({
    short_description: description(telegram, p.language_code).short ?? '',
  })),
  setChatMenuButton: method(
    {
      chat_id: chatId.optional(),
      menu_button: parsed(z.looseObject({ type: z.enum(['commands', 'web_app', 'default']) })).optional(),
    },
    () => true,
  ),

  answerCallbackQuery: method(
    {
      callback_query_id: z.string(),
      text: z.string().max(200, 'Bad Request: MESSAGE_TOO_LONG').optional(),
      show_alert: flag.optional(),
      url: z.string().optional(),
      cache_time: parsed(z.int()).optional(),
    },
    (p, { telegram }) => {
      const waiting = telegram.callbacks.get(p.callback_query_id)
      if (!waiting || waiting.answer || telegram.clock.now() - waiting.createdAt > callbackLifeMs)
        throw new BotApiError(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid')
      waiting.answer = {
        ...(p.text ? { text: p.text } : {}),
        ...(p.show_alert ? { show_alert: true } : {}),
        ...(p.url ? { url: p.url } : {}),
      }
      announce(telegram, {
        chatId: waiting.personId,
        type: 'callback',
        id: p.callback_query_id,
        answer: waiting.answer,
      })
      return true
    },
  ),
}

function accountOf(telegram: Telegram, { id, type }: Chat) {
  const { hasPhoto, ratingLevel } = (type === 'private' && personOf(telegram, id)) || {}
  const photo = {
    small_file_id: `small-${id}`,
    small_file_unique_id: `s${id}`,
    big_file_id: `big-${id}`,
    big_file_unique_id: `b${id}`,
  }
  return {
    ...(hasPhoto ? { photo } : {}),
    ...(ratingLevel === undefined
      ? {}
      : { rating: { level: ratingLevel, rating: ratingLevel * 100, current_level_rating: ratingLevel * 100 } }),
  }
}

function described(name: 'name' | 'description' | 'short_description', limit: number): Method {
  const key = name === 'short_description' ? 'short' : name
  return method(
    { [name]: z.string().max(limit, `Bad Request: ${name} is too long`).optional(), language_code: languageCode },
    (p, { telegram }) => {
      const given = p as Record<string, string | undefined>
      const code = given['language_code'] ?? ''
      telegram.state.descriptions[code] = { ...telegram.state.descriptions[code], [key]: given[name] ?? '' }
      telegram.state.save()
      return true
    },
  )
}

function description({ state }: Telegram, code: string | undefined) {
  return state.descriptions[code ?? ''] ?? state.descriptions[''] ?? {}
}

function keyOf({
  scope,
  language_code,
}: {
  scope?: { type: string; chat_id?: number | string | undefined } | undefined
  language_code?: string | undefined
}): string {
  const place = scope?.chat_id === undefined ? '' : `:${scope.chat_id}`
  return `${scope?.type ?? 'default'}${place}:${language_code ?? ''}`
}
