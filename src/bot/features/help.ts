import { Composer } from 'grammy'
import { data } from '#bot/callback-data.ts'
import type { BotContext } from '#bot/context.ts'
import { backTo, show } from '#bot/screen.ts'
import { document } from '#bot/texts/dictionaries.ts'

export const help = new Composer<BotContext>()

help.command('help', async (ctx) => show(ctx, { text: ctx.t.help, keyboard: backTo(ctx.t) }))
help.callbackQuery(data.help, async (ctx) => show(ctx, { text: ctx.t.help, keyboard: backTo(ctx.t) }))
help.command('terms', async (ctx) =>
  show(ctx, { text: document('terms', ctx.person.language), keyboard: backTo(ctx.t) }),
)
help.command('privacy', async (ctx) =>
  show(ctx, { text: document('privacy', ctx.person.language), keyboard: backTo(ctx.t, data.settings) }),
)
