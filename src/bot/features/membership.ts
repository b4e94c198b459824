import { Composer } from 'grammy'
import type { BotContext } from '#bot/context.ts'

/** Somebody blocked the bot, let it in again, or put it into a group or out of it: worth a line in the log. */
export const membership = new Composer<BotContext>()

membership.on('my_chat_member', (ctx) => {
  const { chat, old_chat_member: before, new_chat_member: now } = ctx.myChatMember
  ctx.log.info({ chatId: chat.id, chatType: chat.type, before: before.status, now: now.status }, 'Membership changed')
})
