import type { Middleware } from 'grammy'
import type { BotContext } from '#bot-kit/context.ts'
import { commandIn, groupVerbs } from '#bot-kit/question.ts'
import { openPrivateChat, say } from '#bot-kit/screen.ts'
import { textsIn } from '#texts/languages.ts'
import { createFloodLimit } from './flood.ts'

const mostInMinute = 5

/**
 * A command in a group that is not for groups: the way to the private chat, and /help the help for groups. A person who types one
 * is not made known: without our name it may be meant for another bot.
 */
export function pointToPrivateChat({ groups }: { groups: boolean }): Middleware<BotContext> {
  const limit = createFloodLimit(mostInMinute)
  return async (ctx, next) => {
    const { message, from, chat } = ctx
    const command = message && chat?.type !== 'private' ? commandIn(message) : undefined
    if (!command || !from || groupVerbs.includes(command.verb)) return next()
    if (!groups && !command.addressee) return
    if (limit.check(from.id, Date.now()) !== 'fine') return
    ctx.t = textsIn(ctx.tools.people.languageOf({ id: from.id, languageCode: from.language_code }))
    const help = command.verb === 'help' ? ctx.t.groupHelp(ctx.me.username) : ctx.t.groupHint
    await say(ctx, groups ? help : ctx.t.groupsOff, openPrivateChat(ctx), message!.message_id)
  }
}
