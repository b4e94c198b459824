import type { InlineKeyboardButton, Message } from 'grammy/types'
import type { Call } from './call.ts'
import { eventually } from './eventually.ts'

/** A person with a Telegram app. */
export interface Person {
  id: number
  say(text: string): Promise<Message[]>
  send(kind: 'photo' | 'sticker' | 'voice' | 'document' | 'video' | 'location'): Promise<Message>
  /** Presses the newest button with this text. */
  press(label: string): Promise<{ answer: { text?: string; show_alert?: boolean } | null; pending: boolean }>
  pressData(messageId: number, data: string): Promise<unknown>
  /** Pays the newest invoice, or the newest link to one. */
  pay(): Promise<{ paid: boolean; error?: string; charge_id?: string }>
  /** Says something to the person API that has no word of its own here. */
  post(path: string, body?: unknown): Promise<never>
  edit(messageId: number, text: string): Promise<Message>
  block(): Promise<void>
  unblock(): Promise<void>
  messages(): Promise<Message[]>
  /** What the bot wrote, oldest first. */
  heard(): Promise<string[]>
  /** Waits for a message of the bot's with this text, and returns the newest. */
  hears(text: string | RegExp, timeoutMs?: number): Promise<Message>
  /** Waits for a growing draft with this text, and presses its Stop button if wanted. */
  watches(text: string | RegExp): Promise<{ draftId: number; text: string }>
  stopsDraft(draftId: number): Promise<void>
  /** The buttons under the newest message that has some. */
  buttons(): Promise<string[]>
  commands(): Promise<string[]>
}

/** How long a draft is waited for, and how often it is looked for: it is soon replaced. */
const whileItIsThere = [120_000, 25] as const

/** What can be pressed under a message. */
export function keysOf(message: Message): InlineKeyboardButton[] {
  return message.reply_markup?.inline_keyboard.flat() ?? []
}

/** The link to an invoice under it. */
function linkIn(message: Message): string | undefined {
  const links = keysOf(message).flatMap((key) => ('url' in key ? key.url : []))
  return links.find((url) => url.startsWith('https://t.me/$'))
}

/** What Telegram knows of them. */
export interface About {
  first_name: string
  language_code: string
  username?: string
  is_premium?: true
  has_photo?: boolean
  rating_level?: number
}

export async function createPerson(call: Call, about: About): Promise<Person> {
  const { id } = (await call('POST', '/person/users', about)) as { id: number }
  const post = (path: string, body: unknown = {}) => call('POST', `/person/users/${id}${path}`, body)
  const chat = () =>
    call('GET', `/person/users/${id}/chat`) as Promise<{
      messages: Message[]
      drafts: { draftId: number; text: string }[]
      commands: { command: string }[]
    }>
  const messages = async () => (await chat()).messages
  const fromBot = async () => (await messages()).filter((message) => message.from?.is_bot)

  return {
    id,
    say: (text) => post('/messages', { text }) as Promise<Message[]>,
    send: (kind) => post(`/${kind}`) as Promise<Message>,
    async press(label) {
      const message = await eventually(async () => {
        const found = (await fromBot()).findLast((candidate) =>
          keysOf(candidate).some((key) => key.text.includes(label)),
        )
        if (!found) throw new Error(`No button "${label}"`)
        return found
      })
      const button = keysOf(message).find((key) => key.text.includes(label))!.text
      return (await post('/press', { message_id: message.message_id, button })) as Awaited<ReturnType<Person['press']>>
    },
    pressData: (messageId, data) => post('/press', { message_id: messageId, button: data }),
    async pay() {
      const offer = await eventually(async () => {
        const found = (await fromBot()).findLast((message) => message.invoice || linkIn(message))
        if (!found) throw new Error('There is nothing to pay')
        return found
      })
      const what = offer.invoice ? { message_id: offer.message_id } : { link: linkIn(offer) }
      return (await post('/pay', what)) as Awaited<ReturnType<Person['pay']>>
    },
    post: (path, body) => post(path, body) as Promise<never>,
    edit: (messageId, text) => call('PATCH', `/person/users/${id}/messages/${messageId}`, { text }) as Promise<Message>,
    block: async () => void (await post('/block')),
    unblock: async () => void (await post('/unblock')),
    messages,
    heard: async () => (await fromBot()).map((message) => message.text ?? ''),
    hears: (text, timeoutMs) =>
      eventually(async () => {
        const all = await fromBot()
        const found = all.findLast(({ text: said = '' }) =>
          typeof text === 'string' ? said.includes(text) : text.test(said),
        )
        if (!found)
          throw new Error(`Nothing like ${String(text)} among:\n${all.map((message) => message.text).join('\n---\n')}`)
        return found
      }, timeoutMs),
    watches: (text) =>
      eventually(
        async () => {
          const { drafts } = await chat()
          const found = drafts.find((draft) =>
            typeof text === 'string' ? draft.text.includes(text) : text.test(draft.text),
          )
          if (!found) throw new Error(`Nothing like ${String(text)} is growing`)
          return found
        },
        ...whileItIsThere,
      ),
    stopsDraft: async (draftId) => void (await post('/stop_draft', { draft_id: draftId })),
    buttons: async () =>
      keysOf((await fromBot()).findLast((message) => keysOf(message).length > 0)!).map((key) => key.text),
    commands: async () => (await chat()).commands.map(({ command }) => command),
  }
}
