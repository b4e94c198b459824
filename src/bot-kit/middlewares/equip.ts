import type { Middleware } from 'grammy'
import type { BotContext, Tools } from '#bot-kit/context.ts'
import type { Handling } from '#platform/inbox/consumer.ts'

/** Hands every update what its handlers work with, and a log that names it. */
export function equip(tools: Tools, handlings: WeakMap<object, Handling>): Middleware<BotContext> {
  return async (ctx, next) => {
    ctx.tools = tools
    ctx.handling = handlings.get(ctx.update)!
    writeCommandSmall(ctx)
    ctx.log = tools.log.child({ updateId: ctx.update.update_id })
    const begun = performance.now()
    await next()
    ctx.log.info({ kind: kindOf(ctx), ms: Math.round(performance.now() - begun) }, 'Update handled')
  }
}

/** A command is the same in capitals, as some keyboards write it. */
function writeCommandSmall({ message }: BotContext): void {
  if (message?.text) message.text = message.text.replace(/^\/\w+(@\w+)?(?=\s|$)/, (command) => command.toLowerCase())
}

function kindOf(ctx: BotContext): string {
  return Object.keys(ctx.update).find((key) => key !== 'update_id') ?? 'nothing'
}
