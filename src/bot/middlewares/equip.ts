import type { Middleware } from 'grammy'
import type { BotContext, Tools } from '#bot/context.ts'

/** What goes with an update beside itself. */
export interface Equipment extends Pick<BotContext, 'handling' | 'log' | 'afterwards'> {}

/** Hands every update what its handlers work with, and a log that names it. */
export function equip(tools: Tools, equipment: WeakMap<object, Equipment>): Middleware<BotContext> {
  return (ctx, next) => {
    Object.assign(ctx, { tools }, equipment.get(ctx.update))
    return next()
  }
}
