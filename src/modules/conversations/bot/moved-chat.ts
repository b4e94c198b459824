import { Feature } from '#bot-kit/feature.ts'

/** A group has become a supergroup: Telegram says so in both, and what was begun in the old one goes on in the new one. */
export const movedChat = new Feature()

movedChat.on('message:migrate_to_chat_id', async (ctx) => {
  await ctx.tools.backend.moveChat({ fromChatId: ctx.chat.id, toChatId: ctx.message.migrate_to_chat_id })
})
movedChat.on('message:migrate_from_chat_id', async (ctx) => {
  await ctx.tools.backend.moveChat({ fromChatId: ctx.message.migrate_from_chat_id, toChatId: ctx.chat.id })
})
