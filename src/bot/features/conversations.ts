import { Composer, InlineKeyboard } from 'grammy'
import { data, patterns } from '#bot/callback-data.ts'
import type { BotContext } from '#bot/context.ts'
import { plain } from '#bot/plain.ts'
import { backTo, placeOf, type Screen, show } from '#bot/screen.ts'
import { BackendRefusal } from '#contract/client.ts'

/** Earlier conversations, to go on with one of them. */
export const conversations = new Composer<BotContext>()

conversations.command('conversations', async (ctx) => show(ctx, await listScreen(ctx)))
conversations.callbackQuery(data.conversations, async (ctx) => show(ctx, await listScreen(ctx)))
conversations.callbackQuery(patterns.conversation, async (ctx) => {
  try {
    const { title } = await ctx.tools.backend.resumeConversation({
      telegram_id: ctx.person.telegram_id,
      ...placeIn(ctx),
      conversation_id: Number(ctx.match[1]),
    })
    await show(ctx, { text: ctx.t.conversationResumed(plain(title)), keyboard: backTo(ctx.t, data.conversations) })
  } catch (error) {
    if (!(error instanceof BackendRefusal && error.code === 'conversation_not_found')) throw error
    await ctx.answerCallbackQuery(ctx.t.oldButton)
    await show(ctx, await listScreen(ctx))
  }
})

async function listScreen(ctx: BotContext): Promise<Screen> {
  const { t, tools, person } = ctx
  const { conversations } = await tools.backend.conversations({ telegram_id: person.telegram_id, ...placeIn(ctx) })
  if (conversations.length === 0) return { text: t.noConversations, keyboard: backTo(t) }
  const keyboard = new InlineKeyboard()
  for (const { id, title, open } of conversations)
    keyboard
      .add({
        text: open ? `✓ ${title}` : title,
        callback_data: data.conversation(id),
        ...(open ? { style: 'primary' as const } : {}),
      })
      .row()
  return { text: t.conversations, keyboard: keyboard.text(t.buttons.back, data.menu) }
}

function placeIn(ctx: BotContext) {
  const { chatId, threadId } = placeOf(ctx)
  return { chat_id: chatId, thread_id: threadId }
}
