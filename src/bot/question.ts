import type { Message } from 'grammy/types'
import type { BotContext } from './context.ts'

/**
 * The question in a message, or undefined when it is not meant for the bot: an unknown command, or group talk that neither
 * mentions it, nor replies to it, nor uses /ask.
 */
export function questionIn(
  ctx: BotContext,
  message: { text?: string; reply_to_message?: Message | undefined } | undefined = ctx.message,
): string | undefined {
  const text = message?.text?.trim()
  if (!text) return undefined
  const name = ctx.me.username
  const command = /^\/(\w+)(?:@(\w+))?(?:\s+|$)/.exec(text)
  if (command) {
    const [whole, verb, addressee] = command
    if (verb!.toLowerCase() !== 'ask' || (addressee && addressee.toLowerCase() !== name.toLowerCase())) return undefined
    return text.slice(whole.length).trim() || undefined
  }
  if (ctx.chat?.type === 'private') return text
  const mention = new RegExp(`[,\\s]*@${name}\\b`, 'gi')
  const meant = mention.test(text) || message?.reply_to_message?.from?.id === ctx.me.id
  if (!meant) return undefined
  const question = text.replaceAll(mention, '').replace(/^[\s,:]+/, '')
  return question || undefined
}

/** What a question replies to: the bot's message, which may be an answer, or whatever of somebody's it is about. */
export function replyIn({ message, me, chat }: BotContext): { message_id: number; text?: string } | undefined {
  const original = message?.reply_to_message
  if (!original || original.message_id === message.message_thread_id) return undefined
  const text = message.quote?.text ?? original.text ?? original.caption
  // Whoever replies to his own words in a private chat has them in the conversation.
  if (original.from?.id !== me.id && chat?.type === 'private' && !original.forward_origin) return undefined
  return { message_id: original.message_id, ...(text ? { text } : {}) }
}
