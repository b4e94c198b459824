/** What may wait behind what. Urgent lanes are served by slots of their own, so they never wait behind an answer. */
export type Kind = 'message' | 'button' | 'urgent'
export const kinds: readonly Kind[] = ['urgent', 'button', 'message']

export interface Update {
  update_id: number
  [kind: string]: unknown
}

export interface Incoming {
  updateId: number
  lane: string
  kind: Kind
  payload: Update
}

/** Puts an update into its lane; undefined when the value is no update of Telegram. */
export function laneOf(value: unknown): Incoming | undefined {
  if (!isUpdate(value)) return undefined
  const payload = storable(value) as Update
  return { updateId: payload.update_id, payload, ...place(payload) }
}

export function isUpdate(value: unknown): value is Update {
  return isObject(value) && Number.isSafeInteger(value['update_id']) && (value['update_id'] as number) >= 0
}

function place(update: Update): { lane: string; kind: Kind } {
  const about = (name: string) => (isObject(update[name]) ? update[name] : undefined)
  const query = about('callback_query')
  if (query) return buttonPlace(query)
  const checkout = about('pre_checkout_query')
  if (checkout) return { lane: `checkout:${idOf(checkout['from'])}`, kind: 'urgent' }
  const stopped = about('stopped_message_generation')
  if (stopped) return { lane: `stop:${idOf(stopped['chat'])}`, kind: 'urgent' }
  const subscription = about('subscription')
  if (subscription) return { lane: `payments:${idOf(subscription['user'])}`, kind: 'urgent' }
  const message = about('message')
  if (message && (isObject(message['successful_payment']) || isObject(message['refunded_payment'])))
    return { lane: `payments:${idOf(message['from'] ?? message['chat'])}`, kind: 'urgent' }
  if (message && isStop(message)) return { lane: `stop:${idOf(message['chat'])}`, kind: 'urgent' }
  if (message && isAside(message)) return { lane: `aside:${idOf(message['from'])}`, kind: 'button' }
  for (const content of Object.values(update))
    if (isObject(content) && isObject(content['chat']))
      return { lane: chatLane(content, content['from']), kind: 'message' }
  return { lane: `other:${Object.keys(update).find((key) => key !== 'update_id') ?? 'nothing'}`, kind: 'message' }
}

/**
 * Buttons of a person are in order and wait for nobody's answer. Two say by their data that they are something else: one
 * that begins an answer (`ask:…`) waits with the messages of its chat, so that it holds up no other button; one that wants
 * to stop an answer overtakes it.
 */
function buttonPlace(query: Record<string, unknown>): { lane: string; kind: Kind } {
  const { data, message } = query
  if (typeof data === 'string' && data.startsWith('stop:') && isObject(message))
    return { lane: `stop:${idOf(message['chat'])}`, kind: 'urgent' }
  if (typeof data === 'string' && data.startsWith('ask:') && isObject(message))
    return { lane: chatLane(message, query['from']), kind: 'message' }
  return { lane: `buttons:${idOf(query['from'])}`, kind: 'button' }
}

/** In a group everybody has a lane of their own, because nobody waits for an answer to another one. */
function chatLane(message: Record<string, unknown>, asker: unknown): string {
  const { chat } = message
  const thread = message['is_topic_message'] === true ? `:${Number(message['message_thread_id'])}` : ''
  const isGroup = isObject(chat) && (chat['type'] === 'group' || chat['type'] === 'supergroup')
  return `chat:${idOf(chat)}${thread}${isGroup ? `:from:${idOf(asker)}` : ''}`
}

/** A wish to stop must overtake the answer it wants to stop. */
function isStop({ text, forward_origin: origin }: Record<string, unknown>): boolean {
  return typeof text === 'string' && !origin && /^\/stop(@\w+)?$/i.test(text.trim())
}

/**
 * What begins no answer waits for none: commands, and in a private chat pictures and the like. Not /new, which decides to
 * which conversation the questions before and behind it belong, and nothing that was forwarded, which may be a part of a
 * question.
 */
function isAside({ chat, text, forward_origin: origin }: Record<string, unknown>): boolean {
  if (!isObject(chat) || origin) return false
  if (typeof text !== 'string') return chat['type'] === 'private'
  const [, verb] = /^\s*\/(\w+)(?:@\w+)?(?=\s|$)/.exec(text) ?? []
  return verb !== undefined && !['ask', 'new', 'stop'].includes(verb.toLowerCase())
}

function idOf(someone: unknown): number | 'nobody' {
  return isObject(someone) && Number.isSafeInteger(someone['id']) ? (someone['id'] as number) : 'nobody'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A real update is some twenty levels deep; PostgreSQL and our own functions bear some thousands. */
const deepest = 100

/** PostgreSQL's jsonb takes neither NUL nor half a surrogate pair; people can send both. What is nested too deep is left out. */
function storable(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed()
  if (typeof value !== 'object' || value === null) return value
  if (depth === deepest) return null
  if (Array.isArray(value)) return value.map((inner) => storable(inner, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [storable(key) as string, storable(inner, depth + 1)]),
  )
}
