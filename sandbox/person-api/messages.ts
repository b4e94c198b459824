import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Chat, Person } from '#sandbox/telegram/state.ts'
import type { Message, Update } from 'grammy/types'
import {
  captionOf,
  changeMessage,
  describeChat,
  draftsOf,
  postAsPerson,
  type Telegram,
  textOf,
} from '#sandbox/telegram/telegram.ts'
import { chatIn, messageIn, type Path, personIn } from './lookup.ts'
import { PersonError, readBody } from './request.ts'

const textLimit = 4096
const captionLimit = 1024

/** What a person writes, edits, sends and stops. */
export async function messageRoutes(app: FastifyInstance, telegram: Telegram): Promise<void> {
  app.post<Path>('/person/users/:id/start', async (request) => {
    const { payload } = readBody(request, {
      payload: z
        .string()
        .regex(/^[\w-]{1,64}$/)
        .optional(),
    })
    return write(telegram, personIn(telegram, request.params), { text: payload ? `/start ${payload}` : '/start' })
  })

  app.post<Path>('/person/users/:id/messages', async (request) => {
    const content = readBody(request, {
      text: z.string().min(1),
      chat_id: z.int().optional(),
      thread_id: z.int().optional(),
      reply_to: z.int().optional(),
      quote: z.string().min(1).max(1024).optional(),
      forward_from: z.string().min(1).max(128).optional(),
    })
    return write(telegram, personIn(telegram, request.params), content)
  })

  app.patch<Path & { Params: { message: string } }>('/person/users/:id/messages/:message', async (request) => {
    const person = personIn(telegram, request.params)
    const { text, caption, chat_id } = readBody(request, {
      text: z.string().min(1).max(textLimit).optional(),
      caption: z.string().max(captionLimit).optional(),
      chat_id: z.int().optional(),
    })
    const chat = chatIn(telegram, person, chat_id ?? person.id)
    const message = messageIn(chat, Number(request.params.message))
    if (message.from?.id !== person.id) throw new PersonError('Only your own messages can be edited')
    changeMessage(telegram, chat, message, {
      ...editOf(message, { text, caption }),
      edit_date: telegram.clock.seconds(),
    })
    if (!chat.withoutBot) telegram.updates.push({ edited_message: message } as Omit<Update, 'update_id'>)
    return message
  })

  app.post<Path>('/person/users/:id/stop_draft', async (request) => {
    const person = personIn(telegram, request.params)
    const { draft_id } = readBody(request, { draft_id: z.int() })
    const draft = draftsOf(telegram, person.id).find((candidate) => candidate.draftId === draft_id)
    if (!draft?.canStop) throw new PersonError('There is no draft that can be stopped')
    const chat = describeChat(telegram, chatIn(telegram, person, person.id))
    telegram.updates.push({
      stopped_message_generation: { chat, draft_id, ...(draft.threadId ? { message_thread_id: draft.threadId } : {}) },
    } as Omit<Update, 'update_id'>)
    return { stopped: true }
  })
}

/** A text stays a text, and a picture or a file keeps what it shows. */
function editOf(
  message: Message,
  { text, caption }: { text?: string | undefined; caption?: string | undefined },
): Record<string, unknown> {
  if (message.text !== undefined && text !== undefined && caption === undefined)
    return { entities: undefined, ...textOf(text) }
  if (message.text !== undefined || caption === undefined || text !== undefined)
    throw new PersonError('A text is edited as `text`, and what stands under a picture or a file as `caption`')
  return { caption: undefined, caption_entities: undefined, ...(caption ? captionOf(caption) : {}) }
}

function write(
  telegram: Telegram,
  person: Person,
  content: {
    text: string
    chat_id?: number | undefined
    thread_id?: number | undefined
    reply_to?: number | undefined
    quote?: string | undefined
    forward_from?: string | undefined
  },
): Message[] {
  const chat = chatIn(telegram, person, content.chat_id ?? person.id)
  // Telegram's apps cut what is too long into several messages.
  const parts = content.text.match(new RegExp(`[\\s\\S]{1,${textLimit}}`, 'g')) ?? []
  const more = { ...quoteOf(chat, content), ...forwardOf(telegram, content.forward_from) }
  return parts.map((text) =>
    postAsPerson(
      telegram,
      person,
      chat,
      { ...textOf(text), ...more },
      { threadId: content.thread_id, replyTo: content.reply_to },
    ),
  )
}

/** The part of the message replied to that was chosen. */
function quoteOf(
  chat: Chat,
  { quote, reply_to: replyTo }: { quote?: string | undefined; reply_to?: number | undefined },
) {
  if (quote === undefined) return {}
  const position = messageIn(chat, replyTo ?? 0).text?.indexOf(quote) ?? -1
  if (position < 0) throw new PersonError('The message replied to has no such part')
  return { quote: { text: quote, position, is_manual: true } }
}

/** A person whose account the app does not show. */
function forwardOf({ clock }: Telegram, name: string | undefined) {
  if (name === undefined) return {}
  return { forward_origin: { type: 'hidden_user', date: clock.seconds(), sender_user_name: name } }
}
