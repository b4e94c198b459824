import { InlineKeyboard } from 'grammy'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { assistantHeading, assistantLines } from '#bot-kit/assistant-lines.ts'
import { plain } from '#texts/plain.ts'
import { titleIn } from '#texts/titles.ts'
import { answerTo, askFor } from '#bot-kit/prompts.ts'
import { backTo, placeOf, type Screen, say, show } from '#bot-kit/screen.ts'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { Feature } from '#bot-kit/feature.ts'

/** Earlier conversations: to go on with one of them, to name it, to delete it. */
export const conversations = new Feature()

conversations.command('conversations', async (ctx) => show(ctx, await listScreen(ctx)))
conversations.callbackQuery(data.conversations, async (ctx) => show(ctx, await listScreen(ctx)))

conversations.callbackQuery(patterns.conversation, (ctx) =>
  withConversation(ctx, async (which) => {
    const { title, assistant, lostAssistant } = await ctx.tools.backend.resumeConversation(which)
    const lines = [
      ...(assistant ? [assistantHeading(ctx, assistant.title), ...assistantLines(ctx, assistant), ''] : []),
      ctx.t.conversationResumed(plain(title || ctx.t.untitled)),
      ...(lostAssistant ? [ctx.t.assistants.lost] : []),
    ]
    await show(ctx, conversationScreen(ctx, which.conversationId, lines.join('\n')))
  }),
)

conversations.callbackQuery(patterns.renameConversation, async (ctx) => {
  await ctx.answerCallbackQuery()
  await askFor(ctx, `title-${Number(ctx.match[1])}`, ctx.t.titleRequest, ctx.t.titlePlaceholder)
})
conversations.on('message:text', async (ctx, next) => {
  const answer = await answerTo(ctx, /^title-([1-9]\d{0,14})$/)
  if (!answer) return next()
  await withConversation(
    ctx,
    async (which) => {
      const { title } = await ctx.tools.backend.renameConversation({ ...which, title: answer.text })
      const { text, keyboard } = conversationScreen(ctx, which.conversationId, ctx.t.conversationRenamed(plain(title)))
      await say(ctx, text, keyboard)
    },
    answer.id,
  )
})

conversations.callbackQuery(patterns.deleteConversation, async (ctx) => {
  const id = Number(ctx.match[1])
  const { conversations: all } = await ctx.tools.backend.conversations(placeIn(ctx))
  const title = all.find((one) => one.id === id)?.title
  const keyboard = new InlineKeyboard()
    .add({ text: ctx.t.buttons.forgetYes, callback_data: data.deleteConversationYes(id), style: 'danger' })
    .row()
    .text(ctx.t.buttons.back, data.conversations)
  await show(ctx, {
    text: ctx.t.deleteConversation(title === undefined ? null : plain(title || ctx.t.untitled)),
    keyboard,
  })
})
conversations.callbackQuery(patterns.deleteConversationYes, (ctx) =>
  withConversation(ctx, async (which) => {
    const { deleted } = await ctx.tools.backend.deleteConversation(which)
    const list = await listScreen(ctx)
    const said = deleted ? ctx.t.conversationDeleted : ctx.t.conversationBusy
    await show(ctx, { ...list, text: `${said}\n\n${list.text}` })
  }),
)

/** Acts on the conversation that the button names; one that is gone leads back to the list. */
async function withConversation(
  ctx: BotContext,
  act: (which: ReturnType<typeof placeIn> & { conversationId: number }) => Promise<void>,
  id = Number(ctx.match?.[1]),
): Promise<void> {
  try {
    await act({ ...placeIn(ctx), conversationId: id })
  } catch (error) {
    if (!(error instanceof BackendRefusal && error.code === 'conversation_not_found')) throw error
    if (ctx.callbackQuery) await ctx.answerCallbackQuery(ctx.t.oldButton)
    await show(ctx, await listScreen(ctx))
  }
}

function conversationScreen({ t }: BotContext, id: number, text: string) {
  const keyboard = new InlineKeyboard()
    .text(t.buttons.renameConversation, data.renameConversation(id))
    .add({ text: t.buttons.deleteConversation, callback_data: data.deleteConversation(id), style: 'danger' })
    .row()
    .text(t.buttons.back, data.conversations)
  return { text, keyboard }
}

async function listScreen(ctx: BotContext): Promise<Screen> {
  const { t, tools } = ctx
  const { conversations } = await tools.backend.conversations(placeIn(ctx))
  if (conversations.length === 0) return { text: t.noConversations, keyboard: backTo(t) }
  const keyboard = new InlineKeyboard()
  for (const { id, title, open, assistant } of conversations) {
    const role = assistant && titleIn(assistant.title, ctx.person.language)
    const name = role === null ? title || t.untitled : [role, title].filter(Boolean).join(': ')
    keyboard
      .add({
        text: `${open ? '✓ ' : ''}${name}`,
        callback_data: data.conversation(id),
        ...(open ? { style: 'primary' as const } : {}),
      })
      .row()
  }
  return { text: t.conversations, keyboard: keyboard.text(t.buttons.back, data.menu) }
}

function placeIn(ctx: BotContext) {
  const { chatId, threadId } = placeOf(ctx)
  return { telegramId: ctx.person.telegramId, chatId: chatId, threadId: threadId }
}
