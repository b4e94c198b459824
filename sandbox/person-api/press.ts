import type { FastifyInstance } from 'fastify'
import type { InlineKeyboardButton, Message } from 'grammy/types'
import { z } from 'zod'
import type { Pressed } from '#sandbox/page/types.ts'
import type { Person } from '#sandbox/telegram/state.ts'
import { callbackLifeMs, describePerson, openCallback, type Telegram } from '#sandbox/telegram/telegram.ts'
import { chatIn, messageIn, type Path, personIn } from './lookup.ts'
import { PersonError, readBody } from './request.ts'

const callbackWaitMs = 15_000
const pollMs = 20

/** Pressing a button under a message; the reply says what the bot has answered. */
export async function pressRoutes(app: FastifyInstance, telegram: Telegram): Promise<void> {
  app.post<Path>('/person/users/:id/press', async (request) => {
    const person = personIn(telegram, request.params)
    const { message_id, button, chat_id } = readBody(request, {
      message_id: z.int(),
      button: z.string(),
      chat_id: z.int().optional(),
    })
    const chat = chatIn(telegram, person, chat_id ?? person.id)
    const message = messageIn(chat, message_id)
    return press(telegram, person, message, button)
  })
}

async function press(telegram: Telegram, person: Person, message: Message, wished: string): Promise<Pressed> {
  const buttons = (message.reply_markup?.inline_keyboard ?? []).flat()
  const button = buttons.find(
    (candidate) => candidate.text === wished || ('callback_data' in candidate && candidate.callback_data === wished),
  )
  if (!button) throw new PersonError(`The message has no button "${wished}"`)
  if ('url' in button) joinChannel(telegram, person, button.url)
  if (!('callback_data' in button)) return { done: actionOf(button) }
  const id = openCallback(telegram, person.id)
  const update = telegram.updates.push({
    callback_query: {
      id,
      from: describePerson(person),
      message,
      chat_instance: String(message.chat.id),
      data: button.callback_data,
    },
  })
  const waiting = telegram.callbacks.get(id)!
  for (const until = Date.now() + callbackWaitMs; Date.now() < until && !waiting.answer;)
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  for (const [old, { createdAt }] of telegram.callbacks)
    if (telegram.clock.now() - createdAt > callbackLifeMs) telegram.callbacks.delete(old)
  return { answer: waiting.answer, pending: !waiting.answer, update_id: update?.update_id }
}

/** A person who opens a channel by its link joins it. */
function joinChannel({ state }: Telegram, person: Person, url: string): void {
  const [, name] = /^https:\/\/t\.me\/(\w{4,})$/.exec(url) ?? []
  if (name === undefined) return
  state.channels[`@${name}`] = [...new Set([...(state.channels[`@${name}`] ?? []), person.id])]
  state.save()
}

/** What a button does that does not talk to the bot. */
function actionOf(button: InlineKeyboardButton): string {
  return Object.keys(button).find((key) => !['text', 'style', 'icon_custom_emoji_id'].includes(key)) ?? 'nothing'
}
