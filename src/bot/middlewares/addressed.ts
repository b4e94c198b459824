import type { Middleware } from 'grammy'
import type { BotContext } from '#bot/context.ts'
import { questionIn } from '#bot/question.ts'

/** What is not said to the bot ends here, before anybody is made known or counted: the talk of a group, and edits of anything but questions. */
export const onlyAddressed: Middleware<BotContext> = async (ctx, next) => {
  if (ctx.editedMessage && questionIn(ctx, ctx.editedMessage) === undefined) return
  if (ctx.chat?.type === 'private' || !ctx.message || isForUs(ctx)) await next()
}

function isForUs(ctx: BotContext): boolean {
  return questionIn(ctx) !== undefined || isCommand(ctx)
}

/** Without our name only the commands that are meant for groups are ours: there may be other bots with a /start. */
function isCommand(ctx: BotContext): boolean {
  const [, verb = '', addressee] = /^\/(\w+)(?:@(\w+))?(?=\s|$)/.exec(ctx.message?.text ?? '') ?? []
  if (addressee) return addressee.toLowerCase() === ctx.me.username.toLowerCase()
  return ['ask', 'new', 'stop'].includes(verb)
}
