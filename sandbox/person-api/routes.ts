import type { FastifyInstance } from 'fastify'
import type { InlineKeyboardButton, Message, Update } from 'grammy/types'
import { z } from 'zod'
import type { Chat, Person } from '#sandbox/telegram/state.ts'
import {
  addPerson,
  announce,
  callbackLifeMs,
  changeMessage,
  chatOf,
  describeChat,
  describePerson,
  draftsOf,
  findMessage,
  openCallback,
  personOf,
  postAsPerson,
  type Telegram,
  textOf,
} from '#sandbox/telegram/telegram.ts'
import { changeSubscription, pay } from '#sandbox/telegram/payments.ts'
import { serveChanges } from './changes.ts'
import { PersonError, readBody } from './request.ts'
import { standIns } from './stand-ins.ts'

const textLimit = 4096
const callbackWaitMs = 15_000
const pollMs = 20

/** What a person can do in Telegram, over HTTP: the page and the tests use the same. See sandbox/README.md. */
export async function personRoutes(app: FastifyInstance, telegram: Telegram): Promise<void> {
  const { state } = telegram

  app.get('/person/users', async () => state.persons)
  app.post('/person/users', async (request) => {
    const about = readBody(request, {
      first_name: z.string().min(1).max(64),
      last_name: z.string().optional(),
      username: z.string().optional(),
      language_code: z.string().default('ru'),
    })
    return addPerson(telegram, about)
  })

  app.post('/person/groups', async (request) => {
    const { title, members } = readBody(request, { title: z.string().min(1), members: z.array(z.int()) })
    const chat: Chat = {
      id: -1_000_000_000_000 - state.chats.length - 1,
      type: 'supergroup',
      title,
      members,
      nextMessageId: 1,
      messages: [],
    }
    state.chats.push(chat)
    state.save()
    return describeChat(telegram, chat)
  })

  app.get<Path>('/person/users/:id/chat', async (request) => {
    const person = personIn(request.params)
    const chat = chatIn(person, Number((request.query as { chat_id?: string }).chat_id ?? person.id))
    return {
      bot: state.bot,
      person,
      chat: describeChat(telegram, chat),
      messages: chat.messages,
      drafts: draftsOf(telegram, chat.id),
      commands: commandsIn(chat, person),
      description: description(person),
    }
  })

  app.post<Path>('/person/users/:id/start', async (request) => {
    const { payload } = readBody(request, {
      payload: z
        .string()
        .regex(/^[\w-]{1,64}$/)
        .optional(),
    })
    return write(personIn(request.params), { text: payload ? `/start ${payload}` : '/start' })
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
    return write(personIn(request.params), content)
  })

  app.patch<Path & { Params: { message: string } }>('/person/users/:id/messages/:message', async (request) => {
    const person = personIn(request.params)
    const { text, chat_id } = readBody(request, { text: z.string().min(1).max(textLimit), chat_id: z.int().optional() })
    const chat = chatIn(person, chat_id ?? person.id)
    const message = messageIn(chat, Number(request.params.message))
    if (message.from?.id !== person.id) throw new PersonError('Only your own messages can be edited')
    changeMessage(telegram, chat, message, { ...textOf(text), edit_date: telegram.clock.seconds() })
    telegram.updates.push({ edited_message: message } as Omit<Update, 'update_id'>)
    return message
  })

  app.post<Path>('/person/users/:id/press', async (request) => {
    const person = personIn(request.params)
    const { message_id, button, chat_id } = readBody(request, {
      message_id: z.int(),
      button: z.string(),
      chat_id: z.int().optional(),
    })
    const chat = chatIn(person, chat_id ?? person.id)
    const message = messageIn(chat, message_id)
    return press(person, message, button)
  })

  for (const kind of Object.keys(standIns))
    app.post<Path>(`/person/users/:id/${kind}`, async (request) => {
      const person = personIn(request.params)
      const { caption, chat_id } = readBody(request, {
        caption: z.string().max(1024).optional(),
        chat_id: z.int().optional(),
      })
      return postAsPerson(telegram, person, chatIn(person, chat_id ?? person.id), {
        ...standIns[kind],
        ...(caption ? { caption } : {}),
      })
    })

  app.post<Path>('/person/users/:id/block', async (request) => setBlocked(personIn(request.params), true))
  app.post<Path>('/person/users/:id/unblock', async (request) => setBlocked(personIn(request.params), false))

  app.post<Path>('/person/users/:id/stop_draft', async (request) => {
    const person = personIn(request.params)
    const { draft_id } = readBody(request, { draft_id: z.int() })
    const draft = draftsOf(telegram, person.id).find((candidate) => candidate.draftId === draft_id)
    if (!draft?.canStop) throw new PersonError('There is no draft that can be stopped')
    const chat = describeChat(telegram, chatIn(person, person.id))
    telegram.updates.push({
      stopped_message_generation: { chat, draft_id, ...(draft.threadId ? { message_thread_id: draft.threadId } : {}) },
    } as Omit<Update, 'update_id'>)
    return { stopped: true }
  })

  app.post<Path>('/person/users/:id/stars', async (request) => {
    const person = personIn(request.params)
    person.stars += readBody(request, { amount: z.int() }).amount
    state.save()
    return { stars: person.stars }
  })

  app.post<Path>('/person/users/:id/pay', async (request) => {
    const person = personIn(request.params)
    const { message_id, link, chat_id } = readBody(request, {
      message_id: z.int().optional(),
      link: z.string().optional(),
      chat_id: z.int().optional(),
    })
    const invoice = state.invoices[link ?? `${chat_id ?? person.id}:${message_id}`]
    if (!invoice) throw new PersonError('There is no such invoice')
    const outcome = await pay(telegram, person, invoice)
    if (outcome.paid && message_id) offerReceipt(chatIn(person, chat_id ?? person.id), message_id, person)
    return outcome
  })

  app.get<Path>('/person/users/:id/subscriptions', async (request) => {
    const person = personIn(request.params)
    return state.starSubscriptions.filter(({ personId }) => personId === person.id)
  })

  app.post<Path>('/person/users/:id/subscriptions', async (request) => {
    const person = personIn(request.params)
    const { charge_id, canceled } = readBody(request, { charge_id: z.string(), canceled: z.boolean() })
    const found = state.starSubscriptions.find(
      ({ chargeId, personId }) => chargeId === charge_id && personId === person.id,
    )
    if (!found || found.over) throw new PersonError('There is no such subscription')
    if (!canceled && found.canceledBy === 'bot') throw new PersonError('The bot has cancelled this subscription')
    changeSubscription(telegram, found, canceled, 'person')
    return found
  })

  app.get<{ Params: { file: string } }>('/person/files/:file', async (request, reply) => {
    const file = state.files[request.params.file]
    if (!file) throw new PersonError('There is no such file')
    return reply
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .type('application/octet-stream')
      .send(Buffer.from(file.base64, 'base64'))
  })

  app.get<Path>('/person/users/:id/events', async (request, reply) =>
    serveChanges(telegram, personIn(request.params), request, reply),
  )

  function write(
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
    const chat = chatIn(person, content.chat_id ?? person.id)
    // Telegram's apps cut what is too long into several messages.
    const parts = content.text.match(new RegExp(`[\\s\\S]{1,${textLimit}}`, 'g')) ?? []
    const more = { ...quoteOf(chat, content), ...forwardOf(content.forward_from) }
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

  /** Somebody whose account the app does not show. */
  function forwardOf(name: string | undefined) {
    if (name === undefined) return {}
    return { forward_origin: { type: 'hidden_user', date: telegram.clock.seconds(), sender_user_name: name } }
  }

  async function press(person: Person, message: Message, wished: string) {
    const buttons = (message.reply_markup?.inline_keyboard ?? []).flat()
    const button = buttons.find(
      (candidate) => candidate.text === wished || ('callback_data' in candidate && candidate.callback_data === wished),
    )
    if (!button) throw new PersonError(`The message has no button "${wished}"`)
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

  /** What is paid cannot be paid again: the key under it opens the receipt, the newest one in the chat. */
  function offerReceipt(chat: Chat, invoiceId: number, { language_code }: Person) {
    const receipt = chat.messages.findLast((message) => message.successful_payment)?.message_id
    const text = language_code.startsWith('ru') ? 'Чек' : 'Receipt'
    const reply_markup = { inline_keyboard: [[{ text, receipt }]] }
    changeMessage(telegram, chat, messageIn(chat, invoiceId), { reply_markup })
  }

  function setBlocked(person: Person, blocked: boolean) {
    if (person.blockedBot === blocked) return person
    person.blockedBot = blocked
    const chat = chatIn(person, person.id)
    const member = (status: string) => ({ status, user: state.bot, ...(status === 'kicked' ? { until_date: 0 } : {}) })
    telegram.updates.push({
      my_chat_member: {
        chat: describeChat(telegram, chat),
        from: describePerson(person),
        date: telegram.clock.seconds(),
        old_chat_member: member(blocked ? 'member' : 'kicked'),
        new_chat_member: member(blocked ? 'kicked' : 'member'),
      },
    } as unknown as Omit<Update, 'update_id'>)
    state.save()
    announce(telegram, { chatId: chat.id, type: 'reset' })
    return person
  }

  /** A group has a list of its own when the bot has given it one. */
  function commandsIn(chat: Chat, person: Person) {
    const kind = chat.type === 'private' ? 'all_private_chats' : 'all_group_chats'
    const scopes = [`chat:${chat.id}`, kind, 'default']
    const lists = scopes.flatMap((scope) => [`${scope}:${person.language_code}`, `${scope}:`])
    return lists.map((key) => state.commands[key]).find((list) => list !== undefined) ?? []
  }

  function description(person: Person): string {
    return state.descriptions[person.language_code]?.description ?? state.descriptions['']?.description ?? ''
  }

  function personIn({ id }: { id: string }): Person {
    const person = personOf(telegram, Number(id))
    if (!person) throw new PersonError('There is no such person')
    return person
  }

  function chatIn(person: Person, id: number): Chat {
    const chat = chatOf(telegram, id)
    if (!chat?.members.includes(person.id)) throw new PersonError('This person is not in that chat')
    return chat
  }

  function messageIn(chat: Chat, id: number): Message {
    const message = findMessage(chat, id)
    if (!message) throw new PersonError('There is no such message')
    return message
  }
}

interface Path {
  Params: { id: string }
}

/** What a button does that does not talk to the bot. */
function actionOf(button: InlineKeyboardButton): string {
  return Object.keys(button).find((key) => !['text', 'style', 'icon_custom_emoji_id'].includes(key)) ?? 'nothing'
}
