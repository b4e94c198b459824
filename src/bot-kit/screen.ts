import { InlineKeyboard } from 'grammy'
import type { InlineKeyboardMarkup } from 'grammy/types'
import { formatMarkdown } from '#platform/telegram/markdown/format.ts'
import { splitFormatted, textLimit } from '#platform/telegram/split.ts'
import { judge } from '#platform/telegram/telegram-error.ts'
import { data } from './callback-data.ts'
import type { BotContext } from './context.ts'
import type { Texts } from '#texts/languages.ts'

/** What a menu shows: a text in Markdown and the buttons under it. */
export interface Screen {
  text: string
  keyboard?: InlineKeyboardMarkup
}

/** Shows a screen where the person is: in place of the menu whose button was pressed, else, or when that is kept, as a new message. */
export async function show(ctx: BotContext, screen: Screen): Promise<void> {
  const { text, entities } = formatMarkdown(screen.text)
  const more = {
    entities,
    link_preview_options: { is_disabled: true },
    ...markupOf(screen.keyboard),
  }
  if (ctx.callbackQuery?.message && !ctx.keepsMessage && text.length <= textLimit) {
    try {
      await ctx.editMessageText(text, more)
      return
    } catch (error) {
      const { kind } = judge(error)
      if (kind === 'unchanged') return
      if (kind !== 'gone') throw error
    }
  }
  await say(ctx, screen.text, screen.keyboard)
}

/** A new message, in the topic the update came from; more of them for a text that is too long for one. */
export async function say(
  ctx: BotContext,
  markdown: string,
  keyboard?: InlineKeyboardMarkup,
  replyTo?: number,
): Promise<void> {
  const parts = splitFormatted(formatMarkdown(markdown))
  for (const [index, { text, entities }] of parts.entries())
    await ctx.reply(text, {
      entities,
      link_preview_options: { is_disabled: true },
      ...(index === parts.length - 1 ? markupOf(keyboard) : {}),
      ...(replyTo && index === 0
        ? { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }
        : {}),
    })
}

/** Without the rows that a builder has begun and put nothing into. */
function markupOf(keyboard: InlineKeyboardMarkup | undefined): { reply_markup?: InlineKeyboardMarkup } {
  if (!keyboard) return {}
  return { reply_markup: { inline_keyboard: keyboard.inline_keyboard.filter((row) => row.length > 0) } }
}

/**
 * Takes away the buttons of the message whose button was pressed. False when an earlier press has done so: what it began
 * must not begin twice, however impatient the finger.
 */
export async function takeButtons(ctx: BotContext): Promise<boolean> {
  ctx.handling.begins()
  try {
    await ctx.editMessageReplyMarkup()
  } catch (error) {
    const { kind } = judge(error)
    if (kind === 'unchanged') return ctx.handling.wasBegun
    if (kind !== 'gone') throw error
  }
  return true
}

export function backTo(t: Texts, target: string = data.menu): InlineKeyboard {
  return new InlineKeyboard().text(t.buttons.back, target)
}

/** From a group to the private chat; what it starts with there is welcomed like /start. */
export function openPrivateChat(ctx: BotContext, start?: string): InlineKeyboard {
  const address = `https://t.me/${ctx.me.username}`
  return new InlineKeyboard().url(ctx.t.buttons.privateChat, start ? `${address}?start=${start}` : address)
}

/** Where the conversation is: a chat, and the topic in it. */
export function placeOf(ctx: BotContext): { chatId: number; threadId: number } {
  const { msg, chat, from, stoppedMessageGeneration: stopped } = ctx
  if (stopped) return { chatId: stopped.chat.id, threadId: stopped.message_thread_id ?? 0 }
  return { chatId: chat?.id ?? from!.id, threadId: msg?.is_topic_message ? (msg.message_thread_id ?? 0) : 0 }
}
