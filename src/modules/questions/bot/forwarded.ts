import { Composer } from 'grammy'
import { askWhole } from './ask-whole.ts'
import type { BotContext } from '#bot-kit/context.ts'

/** What another one has said is a question, or a part of one, and never a command. */
export const forwarded = new Composer<BotContext>()

forwarded.on('message:forward_origin', (ctx) => ctx.afterwards(() => askWhole(ctx)))
