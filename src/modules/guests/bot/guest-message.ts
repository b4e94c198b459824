import type { InlineKeyboardMarkup } from 'grammy/types'
import { BackendUnavailable } from '#bot-kit/backend-client.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { policies, retry } from '#platform/runtime/retry.ts'
import { deliverInline } from '#platform/telegram/deliver-inline.ts'
import type { FormattedText } from '#platform/telegram/formatted-text.ts'
import { formatMarkdown } from '#platform/telegram/markdown/format.ts'
import type { RichMessage } from '#platform/telegram/rich/shapes.ts'
import { judge } from '#platform/telegram/telegram-error.ts'

/** What a message to a guest says in the end. */
export interface Said {
  text: FormattedText
  rich?: RichMessage | undefined
  keyboard?: InlineKeyboardMarkup | undefined
}

/** Of our own words, as Markdown. */
export function saying(markdown: string, keyboard?: InlineKeyboardMarkup): Said {
  return { text: formatMarkdown(markdown), keyboard }
}

/**
 * The message that answers in a chat where the bot is no member. It is there at once, and its name is on record before a model
 * is asked: the process that goes on after a crash changes it. Undefined: there is nothing that could be changed.
 */
export async function openMessage(ctx: BotContext): Promise<string | undefined> {
  const query = { telegramId: ctx.person.telegramId, updateId: ctx.update.update_id }
  const { inlineMessageId: known, ended } = await ctx.tools.backend.openGuestQuery(query)
  if (ended) return undefined
  if (known !== null) return known
  const inlineMessageId = await postMessage(ctx, saying(ctx.t.thinking))
  if (inlineMessageId !== undefined) await report(ctx, { inlineMessageId, ended: false })
  return inlineMessageId
}

/**
 * Answers the query, which can be done once. Undefined when Telegram takes no answer to it: it is too old, or an earlier one
 * has arrived whose reply was lost.
 */
export async function postMessage(ctx: BotContext, { text, keyboard }: Said): Promise<string | undefined> {
  const content = { message_text: text.text, entities: text.entities, link_preview_options: { is_disabled: true } }
  try {
    const sent = await ctx.answerGuestQuery({
      type: 'article',
      id: 'answer',
      title: ctx.me.first_name,
      input_message_content: content,
      ...(keyboard ? { reply_markup: keyboard } : {}),
    })
    return sent.inline_message_id
  } catch (error) {
    if (judge(error).kind !== 'refused') throw error
    ctx.log.warn({ err: error }, 'Telegram takes no answer to this guest')
    return undefined
  }
}

/** Says in the message what it says in the end. Returns why it does not, if Telegram never takes it. */
export async function changeMessage(ctx: BotContext, inlineMessageId: string, said: Said): Promise<string | undefined> {
  const { bareApi: api, pacing } = ctx.tools
  const { text, rich, keyboard } = said
  await ctx.handling.stillOurs()
  const where = { api, inlineMessageId, pacing, pacedAs: pacedAs(ctx), signal: ctx.handling.signal }
  const outcome = await deliverInline({ ...where, rich, text, keyboard })
  if (outcome === 'shown') return undefined
  ctx.log.warn({ outcome }, 'Telegram did not take what a guest was to be told')
  return outcome === 'gone' ? outcome : outcome.refused
}

/** Nothing in the message will change: handling the update again has nothing to do. */
export function closeMessage(ctx: BotContext): Promise<void> {
  return report(ctx, { ended: true })
}

/** As a group: a chat of two people has the id of the other one, which is that of the bot's own chat with them. */
export function pacedAs({ chat, person }: BotContext): number {
  return chat && chat.type !== 'private' ? chat.id : -person.telegramId
}

/** What stands in the chat must be on record, so a backend that is away is waited for. */
async function report(
  { tools, person, handling, update }: BotContext,
  message: { inlineMessageId?: string; ended: boolean },
): Promise<void> {
  const said = { telegramId: person.telegramId, updateId: update.update_id, ...message }
  await retry(policies.untilReported, () => tools.backend.reportGuestMessage(said), {
    again: (error) => (error instanceof BackendUnavailable ? 'after a pause' : 'no'),
    signal: handling.signal,
  })
}
