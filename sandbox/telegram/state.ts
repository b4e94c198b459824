import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Message, MessageEntity, StarTransaction, Update, User } from 'grammy/types'

/** A person who plays in the sandbox. */
export interface Person extends User {
  language_code: string
  blockedBot: boolean
  /** Telegram lets a bot write only to those who wrote first. */
  started: boolean
  /** Whether their settings refuse voice messages, which Premium allows. */
  forbidsVoice?: boolean
  /** What an account that is in use has; the bot sees it by `getChat`. */
  hasPhoto?: boolean
  ratingLevel?: number
  /** Play Stars to pay with. */
  stars: number
}

export interface Invoice {
  title: string
  description?: string
  payload: string
  currency: string
  amount: number
  subscriptionPeriod?: number
}

export interface StarSubscription {
  /** Of the first payment: it names the subscription. */
  chargeId: string
  personId: number
  invoice: Invoice
  /** Seconds until the next payment. */
  dueIn: number
  canceledBy: 'person' | 'bot' | null
  failsNext: boolean
  over: boolean
}

export interface Chat {
  id: number
  type: 'private' | 'supergroup'
  title?: string
  /** A group that has been given topics. */
  isForum?: boolean
  /** The bot is no member: it hears of a message that mentions it, and may answer that. */
  withoutBot?: true
  members: number[]
  nextMessageId: number
  messages: Message[]
}

export interface Draft {
  draftId: number
  threadId: number
  text: string
  entities: MessageEntity[]
  canStop: boolean
  until: number
}

/** A file that was sent. */
export interface KeptFile {
  name: string
  /** Its media type, such as `image/jpeg`. */
  type: string
  size: number
}

/** Everything that survives a restart. */
interface Stored {
  persons: Person[]
  chats: Chat[]
  nextPersonId: number
  nextUpdateId: number
  updates: Update[]
  webhook: { url: string; secret: string; allowedUpdates: string[] | null } | null
  allowedUpdates: string[] | null
  commands: Record<string, { command: string; description: string }[]>
  descriptions: Record<string, { description?: string; short?: string; name?: string }>
  /** What is known of each file; its bytes are kept by `KeptFiles`. */
  files: Record<string, KeptFile>
  /** By `chat:message`, or by link. */
  invoices: Record<string, Invoice>
  starTransactions: StarTransaction[]
  starSubscriptions: StarSubscription[]
  /** Who has joined each channel, by its @name. */
  channels: Record<string, number[]>
  /** Messages of the bot where it is no member, by the names under which it may change them. */
  inlineMessages: Record<string, { chatId: number; messageId: number }>
}

export interface State extends Stored {
  bot: User & {
    username: string
    can_join_groups: boolean
    can_read_all_group_messages: boolean
    supports_inline_queries: boolean
    supports_guest_queries: boolean
  }
  token: string
  drafts: Map<number, Draft[]>
  save(): void
  saveNow(): void
}

const saveDelayMs = 200
const firstSeededUpdate = 100_000_001

/** Reads the state file, or begins afresh. Ids of updates never repeat, even when the last seconds before a crash were not saved. */
export function openState(options: {
  token: string
  /** What is not stored now is stored with the next change. */
  onUnstored: (error: unknown) => void
  stateFile?: string | undefined
  /** Given, ids of updates begin at the same number every time. */
  seed?: string | undefined
}): State {
  const stored = { ...empty(), ...read(options.stateFile) }
  stored.nextUpdateId =
    options.seed === undefined
      ? Math.max(stored.nextUpdateId + 1000, Math.floor(Date.now() / 1000))
      : Math.max(stored.nextUpdateId, firstSeededUpdate)
  let timer: NodeJS.Timeout | undefined
  const state: State = {
    ...stored,
    token: options.token,
    bot: {
      id: Number(options.token.split(':')[0]),
      is_bot: true,
      first_name: 'Помогатор',
      username: 'pomogator_sandbox_bot',
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: false,
      supports_guest_queries: true,
    },
    drafts: new Map(),
    save() {
      timer ??= setTimeout(() => state.saveNow(), saveDelayMs)
    },
    saveNow() {
      clearTimeout(timer)
      timer = undefined
      if (!options.stateFile) return
      try {
        write(options.stateFile, state)
      } catch (error) {
        options.onUnstored(error)
      }
    },
  }
  return state
}

function empty(): Stored {
  return {
    persons: [],
    chats: [],
    nextPersonId: 7_000_001,
    nextUpdateId: 0,
    updates: [],
    webhook: null,
    allowedUpdates: null,
    commands: {},
    descriptions: {},
    files: {},
    invoices: {},
    starTransactions: [],
    starSubscriptions: [],
    channels: {},
    inlineMessages: {},
  }
}

function read(file: string | undefined): Partial<Stored> {
  if (!file || !existsSync(file)) return {}
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Stored>
  } catch {
    // A file that cannot be read is set aside, so that the sandbox starts and nothing is overwritten.
    renameSync(file, `${file}.unreadable`)
    return {}
  }
}

function write(file: string, state: State) {
  const stored = Object.fromEntries(Object.keys(empty()).map((key) => [key, state[key as keyof Stored]]))
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, JSON.stringify(stored))
  renameSync(`${file}.new`, file)
}
