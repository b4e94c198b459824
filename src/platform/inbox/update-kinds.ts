import type { Update as TelegramUpdate } from 'grammy/types'
import { fileIn } from '#platform/telegram/file-in.ts'
import { ownNumberIn } from '#platform/telegram/own-message.ts'

/** Slots of their own: urgent updates never wait behind an answer, and buttons neither. */
export type Slot = 'message' | 'button' | 'urgent'

interface UpdateKind {
  /** The field of the update that holds its content. */
  type: Exclude<keyof TelegramUpdate, 'update_id'>
  /** Which updates of this type are meant; absent: all that no kind before it has taken. */
  is?: (content: Content) => boolean
  lane: (content: Content) => string
  slot: Slot
  /** Telegram forgets it after some minutes, and its answer is then of no use. */
  shortLived?: true
  /** Payments and the wish to stop are never too many. */
  passesFloodLimit?: true
}

type Content = Record<string, unknown>

const stopLane = ({ chat }: Content) => `stop:${idOf(chat)}`
const paymentLane = ({ from, chat }: Content) => `payments:${idOf(from ?? chat)}`
const ownChatLane = (content: Content) => chatLane(content, content['from'])

/**
 * Every kind of update that we want, the first that fits counts. What begins no answer waits for none; a wish to stop
 * overtakes the answer it wants to stop; a button that begins an answer (`ask:…`) waits with the messages of its chat, so
 * that it holds up no other button.
 */
export const updateKinds = {
  checkout: {
    type: 'pre_checkout_query',
    lane: ({ from }) => `checkout:${idOf(from)}`,
    slot: 'urgent',
    shortLived: true,
    passesFloodLimit: true,
  },
  payment: { type: 'message', is: isPayment, lane: paymentLane, slot: 'urgent', passesFloodLimit: true },
  subscription: {
    type: 'subscription',
    lane: ({ user }) => `payments:${idOf(user)}`,
    slot: 'urgent',
    passesFloodLimit: true,
  },
  stoppedDraft: { type: 'stopped_message_generation', lane: stopLane, slot: 'urgent', passesFloodLimit: true },
  stopCommand: { type: 'message', is: isStop, lane: stopLane, slot: 'urgent', passesFloodLimit: true },
  stopButton: {
    type: 'callback_query',
    is: (query) => begins('stop:', query) && isObject(query['message']),
    lane: ({ message }) => stopLane(message as Content),
    slot: 'urgent',
    shortLived: true,
    passesFloodLimit: true,
  },
  askButton: {
    type: 'callback_query',
    is: (query) => begins('ask:', query),
    // Without a message the person's own chat is meant.
    lane: ({ message, from }) => chatLane(isObject(message) ? message : { chat: from }, from),
    slot: 'message',
  },
  // What is read out takes a while and holds up neither questions nor other buttons.
  voiceButton: {
    type: 'callback_query',
    is: (query) => begins('voice:', query),
    lane: ({ from }) => `voice:${idOf(from)}`,
    slot: 'message',
  },
  menuButton: {
    type: 'callback_query',
    lane: ({ from }) => `buttons:${idOf(from)}`,
    slot: 'button',
    shortLived: true,
  },
  // Asked where the bot is no member: each person's come one after the other, whatever chats they are in, which is not kept.
  guest: { type: 'guest_message', lane: ({ from }) => `guest:${idOf(from)}`, slot: 'message' },
  aside: { type: 'message', is: isAside, lane: ({ from }) => `aside:${idOf(from)}`, slot: 'button' },
  message: { type: 'message', lane: ownChatLane, slot: 'message' },
  edit: { type: 'edited_message', lane: ownChatLane, slot: 'message' },
  membership: { type: 'my_chat_member', lane: ownChatLane, slot: 'message' },
} satisfies Record<string, UpdateKind>

/** What Telegram is asked for; named always, because it keeps the former list when none is given. */
export const allowedUpdates = [...new Set(Object.values<UpdateKind>(updateKinds).map(({ type }) => type))]

/** Undefined for what we do not ask for. */
export function kindOf(update: object): (UpdateKind & { content: Content }) | undefined {
  for (const kind of Object.values<UpdateKind>(updateKinds)) {
    const content = (update as Record<string, unknown>)[kind.type]
    if (isObject(content) && (kind.is?.(content) ?? true)) return { ...kind, content }
  }
  return undefined
}

/** In a group each person has a lane of their own, because none of them waits for an answer to another one. */
export function chatLane(message: Content, asker: unknown): string {
  const { chat } = message
  const thread = message['is_topic_message'] === true ? `:${Number(message['message_thread_id'])}` : ''
  const isGroup = isObject(chat) && (chat['type'] === 'group' || chat['type'] === 'supergroup')
  return `chat:${idOf(chat)}${thread}${isGroup ? `:from:${idOf(asker)}` : ''}`
}

function isPayment({ successful_payment: paid, refunded_payment: refunded }: Content): boolean {
  return isObject(paid) || isObject(refunded)
}

function isStop({ text, forward_origin: origin }: Content): boolean {
  return typeof text === 'string' && !origin && /^\/stop(@\w+)?$/i.test(text.trim())
}

function begins(prefix: 'stop:' | 'ask:' | 'voice:', { data }: Content): boolean {
  return typeof data === 'string' && data.startsWith(prefix)
}

/**
 * Commands, and in a private chat what we cannot read, such as a video. Not /new, which decides to which conversation the
 * questions before and behind it belong, nothing that was forwarded or belongs to an album, which may be a part of a question, and
 * nothing of our own.
 */
function isAside({ chat, text, forward_origin: origin, media_group_id: album, ...content }: Content): boolean {
  if (!isObject(chat) || origin || ownNumberIn(content) !== undefined) return false
  if (typeof text !== 'string') return chat['type'] === 'private' && album === undefined && !fileIn(content)
  const [, verb] = /^\s*\/(\w+)(?:@\w+)?(?=\s|$)/.exec(text) ?? []
  return verb !== undefined && !['ask', 'new', 'stop'].includes(verb.toLowerCase())
}

function idOf(someone: unknown): number | 'nobody' {
  return isObject(someone) && Number.isSafeInteger(someone['id']) ? (someone['id'] as number) : 'nobody'
}

export function isObject(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
