/** What the sandbox tells its page: the routes are typed by it, and the page's JSDoc. */
import type {
  Chat as TelegramChat,
  ForceReply,
  InlineKeyboardButton,
  Message as TelegramMessage,
  MessageEntity,
  ReactionType,
  RichMessage,
  RichMessageButton,
  Update,
  User,
} from 'grammy/types'

/** A person who plays here. */
export interface Person extends User {
  language_code: string
  blockedBot: boolean
  /** Play Stars. */
  stars: number
}

export interface Bot extends User {
  username: string
}

export type Chat = TelegramChat.PrivateChat | (TelegramChat.SupergroupChat & { without_bot?: true })

/** A message as the apps of people see it. */
export interface Message extends Omit<TelegramMessage, 'reply_markup' | 'reply_to_message' | 'rich_message'> {
  reply_markup?: { inline_keyboard: TextKey[][] }
  reply_to_message?: Message | undefined
  /** As the bot has sent it. */
  rich_message?: Partial<RichMessage>
  /** The bot asks for a reply to it. */
  force_reply?: ForceReply['force_reply'] extends true ? Omit<ForceReply, 'force_reply'> : never
  bot_reaction?: ReactionType[]
  /** Of the first message of an album: all of it that is known. */
  album?: Message[]
}

/** A key under a message or in a rich one. */
export type Key = TextKey | RichMessageButton
/** A key under a message. */
export type TextKey = InlineKeyboardButton | ReceiptButton

/** Stands under an invoice that is paid: the id of the message that says so. */
interface ReceiptButton {
  text: string
  style?: never
  receipt: number
}

/** An answer that is being written. */
export interface Draft {
  draftId: number
  threadId: number
  text: string
  entities: MessageEntity[]
  rich_message?: Partial<RichMessage>
  canStop: boolean
  until: number
}

export interface Command {
  command: string
  description: string
}

/** threadId is 0 outside of topics. */
export interface Place {
  chatId: number
  threadId: number
}

/** A chat in the list of chats. */
export interface ListedChat {
  chat: Chat
  members: Person[]
  topics: { id: number; name: string }[]
  last: Message | null
}

/** A chat that has been opened. */
export interface OpenChat {
  bot: Bot
  person: Person
  chat: Chat
  messages: Message[]
  drafts: Draft[]
  commands: Command[]
  description: string
}

/** What happens in the chats of a person. */
export type Change =
  | { type: 'reset'; chatId: number }
  | { type: 'message' | 'edited'; chatId: number; message: Message }
  | { type: 'deleted'; chatId: number; messageId: number }
  | { type: 'draft'; chatId: number; drafts: Draft[] }
  | { type: 'action' | 'callback'; chatId: number }

/** Who looks at a chat. */
export interface Look {
  personId: number
  isGroup: boolean
  isTaken(message: Message): boolean
  /** Which person, chat and topic. */
  place: string
}

/** Which invoice: under a message, or by its link. */
export type InvoiceOf = { message_id: number; chat_id?: number } | { link: string }

interface Invoice {
  title: string
  description?: string
  currency: string
  amount: number
  /** Seconds. */
  subscriptionPeriod?: number
}

export interface Offer extends Invoice {
  /** That the person has. */
  stars: number
}

export type Paid = { paid: true; charge_id: string } | { paid: false; error: string }

export interface Subscription {
  chargeId: string
  invoice: Invoice
  /** Seconds until the next payment. */
  dueIn: number
  canceledBy: 'person' | 'bot' | null
  failsNext: boolean
  over: boolean
}

/** Of a call; those that the log reads are named. */
export interface Parameters {
  text?: string
  title?: string
  action?: string
  description?: string
  caption?: string
  telegram_payment_charge_id?: string
  callback_query_id?: string
  error_message?: string
  commands?: object[]
  language_code?: string
  chat_id?: number | string
  draft_id?: number
  message_id?: number
  [other: string]: unknown
}

/** What an update tells; those parts that the log reads are named. */
export type UpdateContent = Message | { data?: string; invoice_payload?: string; state?: string }

/** A call of the bot. */
export interface Call {
  at: number
  method: string
  parameters: Parameters
  /** HTTP status, or 0 when the connection was cut on purpose. */
  status: number
  result: unknown
  ms: number
  /** Those that the real server would silently ignore. */
  unknownParameters?: string[]
}

/** An update, and how it was delivered once it is. */
export interface UpdateRecord {
  update: Update
  at: number
  delivered: string | null
}

export type Side = 'telegram' | 'model'
/** What a fault can be told besides its kind. */
export type Amount = 'retryAfter' | 'status' | 'ms'

/** A fault to come: for the bot's calls of Telegram, or for those of the model. */
export interface Trouble {
  kind: string
  /** Absent: until it is cleared. */
  times?: number
  method?: string
  /** Seconds. */
  retryAfter?: number
  /** HTTP status. */
  status?: number
  ms?: number
}

/** What came of a pressed key: what the bot says to it, or that it has said nothing yet. */
export interface Pressed {
  answer?: { text?: string; show_alert?: boolean; url?: string } | null
  pending?: boolean
  update_id?: number | undefined
  /** What a key does that does not ask the bot. */
  done?: string
}

/** The bot's process, where the sandbox has started it. */
export interface BotProcess {
  managed: boolean
  running: boolean
}
