import type { ChatMember } from 'grammy/types'
import { Feature } from '#bot-kit/feature.ts'
import { openPrivateChat, say } from '#bot-kit/screen.ts'
import { textsIn } from '#texts/languages.ts'

/** A person blocked the bot, let it in again, which is kept, or put it into a group or out of it. A group that takes it in is greeted. */
export function membership({ groups }: { groups: boolean }): Feature {
  const membership = new Feature()
  membership.on('my_chat_member', async (ctx) => {
    const { chat, from, old_chat_member: before, new_chat_member: now } = ctx.myChatMember
    if (chat.type === 'private')
      await ctx.tools.backend.reportReachable({ telegramId: from.id, reachable: now.status !== 'kicked' })
    ctx.log.info({ chatId: chat.id, chatType: chat.type, before: before.status, now: now.status }, 'Membership changed')
    if (!['group', 'supergroup'].includes(chat.type) || isIn(before) || !isIn(now)) return
    ctx.t = textsIn(ctx.tools.people.languageOf({ id: from.id, languageCode: from.language_code }))
    await say(ctx, groups ? ctx.t.groupGreeting(ctx.me.username) : ctx.t.groupsOff, openPrivateChat(ctx))
  })
  return membership
}

function isIn(bot: ChatMember): boolean {
  return ['member', 'administrator'].includes(bot.status) || (bot.status === 'restricted' && bot.is_member)
}
