import { Composer, InlineKeyboard } from 'grammy'
import { data } from '#bot/callback-data.ts'
import type { BotContext } from '#bot/context.ts'
import { show } from '#bot/screen.ts'
import type { Texts } from '#bot/texts/dictionaries.ts'

export const menu = new Composer<BotContext>()

menu.callbackQuery(data.menu, async (ctx) => show(ctx, { text: ctx.t.menu, keyboard: mainMenu(ctx.t) }))

export function mainMenu({ buttons }: Texts): InlineKeyboard {
  return new InlineKeyboard()
    .add({ text: buttons.newConversation, callback_data: data.newConversation, style: 'primary' })
    .text(buttons.conversations, data.conversations)
    .row()
    .text(buttons.balance, data.balance)
    .text(buttons.buy, data.buy)
    .row()
    .text(buttons.subscription, data.subscription)
    .text(buttons.model, data.models)
    .row()
    .text(buttons.settings, data.settings)
    .text(buttons.help, data.help)
}
