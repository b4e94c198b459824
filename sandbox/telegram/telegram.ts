import { EventEmitter } from 'node:events'
import type { Chat as TelegramChat, Message, MessageEntity, Update } from 'grammy/types'
import { BotApiError } from './error.ts'
import { detectEntities } from './entities.ts'
import type { Clock } from './clock.ts'
import { asGuestSees, type GuestQuery, mentionsBot } from './guests.ts'
import type { Ids } from './ids.ts'
import type { KeptFiles } from './kept-files.ts'
import type { Chat, Draft, Person, State } from './state.ts'
import type { UpdateQueue } from './updates.ts'

export interface Change {
  chatId: number
  type: 'message' | 'edited' | 'deleted' | 'draft' | 'action' | 'callback' | 'reset'
  [detail: string]: unknown
}

interface CallbackWait {
  personId: number
  createdAt: number
  answer: { text?: string; show_alert?: boolean; url?: string } | null
}

/** What happens in the sandbox's Telegram, for both sides: the bot's API and the persons'. */
export interface Telegram {
  state: State
  clock: Clock
  ids: Ids
  changes: EventEmitter
  callbacks: Map<string, CallbackWait>
  checkouts: Map<string, { answer: { ok: boolean; error?: string } | null; createdAt: number }>
  guestQueries: Map<string, GuestQuery>
  updates: UpdateQueue
  files: KeptFiles
}

/** A callback can be answered, and a checkout decided, only so long. */
export const callbackLifeMs = 150_000
const draftLifeMs = 30_000
const startingStars = 5_000

export function createTelegram(parts: Pick<Telegram, 'state' | 'updates' | 'clock' | 'ids' | 'files'>): Telegram {
  const changes = new EventEmitter()
  changes.setMaxListeners(0)
  return { ...parts, changes, callbacks: new Map(), checkouts: new Map(), guestQueries: new Map() }
}

export function announce({ changes }: Telegram, change: Change): void {
  changes.emit('change', change)
}

export function addPerson(
  { state }: Telegram,
  about: Pick<Person, 'first_name' | 'language_code'> & {
    [About in 'last_name' | 'username' | 'is_premium' | 'hasPhoto' | 'ratingLevel']?: Person[About] | undefined
  },
): Person {
  const person: Person = {
    id: state.nextPersonId++,
    is_bot: false,
    first_name: about.first_name,
    ...(about.last_name ? { last_name: about.last_name } : {}),
    ...(about.username ? { username: about.username } : {}),
    ...(about.is_premium ? { is_premium: true } : {}),
    ...(about.hasPhoto ? { hasPhoto: true } : {}),
    ...(about.ratingLevel === undefined ? {} : { ratingLevel: about.ratingLevel }),
    language_code: about.language_code,
    blockedBot: false,
    started: false,
    stars: startingStars,
  }
  state.persons.push(person)
  state.chats.push({ id: person.id, type: 'private', members: [person.id], nextMessageId: 1, messages: [] })
  state.save()
  return person
}

export function personOf({ state }: Telegram, id: number): Person | undefined {
  return state.persons.find((person) => person.id === id)
}

export function chatOf({ state }: Telegram, id: number): Chat | undefined {
  return state.chats.find((chat) => chat.id === id)
}

/** The chat as messages show it. */
export function describeChat(telegram: Telegram, chat: Chat): TelegramChat.PrivateChat | TelegramChat.SupergroupChat {
  if (chat.type === 'supergroup')
    return {
      id: chat.id,
      type: 'supergroup',
      title: chat.title ?? '',
      ...(chat.isForum ? { is_forum: true } : {}),
      ...(chat.withoutBot ? { without_bot: true } : {}),
    }
  const person = personOf(telegram, chat.id)!
  return { id: chat.id, type: 'private', ...namesOf(person) }
}

function namesOf({ first_name, last_name, username }: Person) {
  return { first_name, ...(last_name ? { last_name } : {}), ...(username ? { username } : {}) }
}

/** The person as updates show them. */
export function describePerson(person: Person) {
  const premium = person.is_premium ? { is_premium: true as const } : {}
  return { id: person.id, is_bot: false, ...namesOf(person), language_code: person.language_code, ...premium }
}

/** Puts a message of the bot's into a chat. @throws BotApiError as Telegram would */
export function postAsBot(
  telegram: Telegram,
  chat: Chat,
  content: object,
  options: { threadId?: number | undefined; replyTo?: number | undefined } = {},
): Message {
  const message = addMessage(telegram, chat, {
    from: telegram.state.bot,
    ...place(options),
    ...replyPart(chat, options.replyTo),
    ...content,
  })
  dropDrafts(telegram, chat.id, options.threadId ?? 0)
  return asBotSees(message)
}

/** What the apps of people were asked to do with a message is not told to the bot. */
function asBotSees(message: Message): Message {
  const { force_reply: _, ...seen } = message as Message & { force_reply?: unknown }
  return seen
}

/** Puts a message of a person's into a chat and tells the bot. */
export function postAsPerson(
  telegram: Telegram,
  person: Person,
  chat: Chat,
  content: object,
  options: { threadId?: number | undefined; replyTo?: number | undefined } = {},
): Message {
  if (chat.type === 'private') person.started = true
  const message = addMessage(telegram, chat, {
    from: describePerson(person),
    ...place(options),
    ...replyPart(chat, options.replyTo),
    ...content,
  })
  if (!chat.withoutBot) telegram.updates.push({ message } as Omit<Update, 'update_id'>)
  else if (telegram.state.bot.supports_guest_queries && mentionsBot(telegram.state, message))
    askGuest(telegram, person, chat, message)
  return message
}

function askGuest(telegram: Telegram, person: Person, chat: Chat, message: Message): void {
  const id = telegram.ids.next()
  const createdAt = telegram.clock.now()
  telegram.guestQueries.set(id, { chatId: chat.id, personId: person.id, createdAt, isAnswered: false })
  const seen = asGuestSees(telegram.state, chat, person, message)
  telegram.updates.push({ guest_message: { ...seen, guest_query_id: id } } as Omit<Update, 'update_id'>)
}

export function textOf(text: string, entities: MessageEntity[] = []): { text: string; entities?: MessageEntity[] } {
  const all = [...entities, ...detectEntities(text, entities)].toSorted(
    (a, b) => a.offset - b.offset || b.length - a.length,
  )
  return { text, ...(all.length > 0 ? { entities: all } : {}) }
}

export function captionOf(caption: string): { caption: string; caption_entities?: MessageEntity[] } {
  const { entities } = textOf(caption)
  return { caption, ...(entities ? { caption_entities: entities } : {}) }
}

export function findMessage(chat: Chat, messageId: number): Message | undefined {
  return chat.messages.find((message) => message.message_id === messageId)
}

/** Replaces parts of a message; everybody who looks at the chat sees it. */
export function changeMessage(
  telegram: Telegram,
  chat: Chat,
  message: Message,
  change: Record<string, unknown>,
): Message {
  for (const [key, value] of Object.entries(change))
    if (value === undefined) delete (message as unknown as Record<string, unknown>)[key]
    else (message as unknown as Record<string, unknown>)[key] = value
  telegram.state.save()
  announce(telegram, { chatId: chat.id, type: 'edited', message })
  return message
}

export function deleteMessage(telegram: Telegram, chat: Chat, messageId: number): boolean {
  const index = chat.messages.findIndex((message) => message.message_id === messageId)
  if (index < 0) return false
  chat.messages.splice(index, 1)
  telegram.state.save()
  announce(telegram, { chatId: chat.id, type: 'deleted', messageId })
  return true
}

/** A draft shows a message being written; it vanishes when a message comes, or by itself after 30 s. */
export function showDraft(telegram: Telegram, chat: Chat, draft: Omit<Draft, 'until'>): void {
  const others = draftsOf(telegram, chat.id).filter((other) => other.threadId !== draft.threadId)
  telegram.state.drafts.set(chat.id, [...others, { ...draft, until: telegram.clock.now() + draftLifeMs }])
  announce(telegram, { chatId: chat.id, type: 'draft', drafts: draftsOf(telegram, chat.id) })
}

export function draftsOf({ state, clock }: Telegram, chatId: number): Draft[] {
  return (state.drafts.get(chatId) ?? []).filter((draft) => draft.until > clock.now())
}

function dropDrafts(telegram: Telegram, chatId: number, threadId: number) {
  const drafts = draftsOf(telegram, chatId)
  if (drafts.length === 0) return
  telegram.state.drafts.set(
    chatId,
    drafts.filter((draft) => draft.threadId !== threadId),
  )
  announce(telegram, { chatId, type: 'draft', drafts: draftsOf(telegram, chatId) })
}

export function openCallback(telegram: Telegram, personId: number): string {
  const id = telegram.ids.next()
  telegram.callbacks.set(id, { personId, createdAt: telegram.clock.now(), answer: null })
  return id
}

function addMessage(telegram: Telegram, chat: Chat, content: object): Message {
  const message = {
    message_id: chat.nextMessageId++,
    date: telegram.clock.seconds(),
    chat: describeChat(telegram, chat),
    ...content,
  } as Message
  chat.messages.push(message)
  telegram.state.save()
  announce(telegram, { chatId: chat.id, type: 'message', message })
  return message
}

function place({ threadId }: { threadId?: number | undefined }) {
  return threadId ? { message_thread_id: threadId, is_topic_message: true } : {}
}

function replyPart(chat: Chat, replyTo: number | undefined) {
  if (replyTo === undefined) return {}
  const original = findMessage(chat, replyTo)
  if (!original) throw new BotApiError(400, 'Bad Request: message to be replied not found')
  const { reply_to_message: _, ...shown } = asBotSees(original) as Message & { reply_to_message?: unknown }
  return { reply_to_message: shown }
}
