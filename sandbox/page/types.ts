/** What the sandbox tells its page, for the page's JSDoc. */
import type { ForceReply, Message as TelegramMessage, MessageEntity, ReactionType, RichMessage } from 'grammy/types'

/** A message as the apps of people see it. */
export interface Message extends TelegramMessage {
  /** The bot asks for a reply to it. */
  force_reply?: ForceReply
  bot_reaction?: ReactionType[]
}

/** An answer that is being written. */
export interface Draft {
  draftId: number
  threadId: number
  text: string
  entities: MessageEntity[]
  rich_message?: RichMessage
  canStop: boolean
  until: number
}

export interface Command {
  command: string
  description: string
}

/** Who looks at a chat. */
export interface Look {
  personId: number
  isGroup: boolean
  isTaken(message: Message): boolean
  /** Which person, chat and topic. */
  place: string
}
