import { InlineKeyboard } from 'grammy'
import { data } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { backTo, type Screen, show } from '#bot-kit/screen.ts'
import { ownerTextsIn } from '#texts/languages.ts'

export const help = new Feature()

help.command('help', async (ctx) => show(ctx, helpScreen(ctx)))
help.callbackQuery(data.help, async (ctx) => show(ctx, helpScreen(ctx)))
help.command('terms', async (ctx) =>
  show(ctx, { text: ctx.tools.settings.document('terms', ctx.person.language), keyboard: backTo(ctx.t) }),
)
help.command('privacy', async (ctx) => {
  const { t, tools, person } = ctx
  const keyboard = new InlineKeyboard()
  if (person.agreement !== 'none')
    keyboard.add({ text: t.buttons.withdraw, callback_data: data.withdraw, style: 'danger' }).row()
  const text = tools.settings.document('privacy', person.language)
  await show(ctx, { text, keyboard: keyboard.append(backTo(t, data.settings)) })
})
help.command('id', async (ctx) => show(ctx, { text: ctx.t.yourId(ctx.person.telegramId), keyboard: backTo(ctx.t) }))

function helpScreen({ t, me, person }: BotContext): Screen {
  const elsewhere = me.supports_guest_queries ? [t.guest.help(me.username)] : []
  const parts = [t.help, ...elsewhere, ...(person.role ? [ownerTextsIn(person.language).help] : [])]
  return { text: parts.join('\n\n'), keyboard: backTo(t) }
}
