import { InlineKeyboard } from 'grammy'
import { data } from './callback-data.ts'
import type { BotContext } from './context.ts'

/** The menu, with the trial on top as long as it is to be had. */
export async function mainMenu({
  t: { buttons, assistants, schedules },
  tools,
  person,
}: BotContext): Promise<InlineKeyboard> {
  const offers = await tools.backend.offers({ telegramId: person.telegramId })
  const keyboard = new InlineKeyboard()
  if (offers.trialMessages !== null)
    keyboard.add({ text: buttons.tryFree, callback_data: data.trial(), style: 'success' }).row()
  if (offers.channelBonus) keyboard.text(buttons.channelBonus, data.channelBonus).row()
  keyboard
    .add({ text: buttons.newConversation, callback_data: data.newConversation, style: 'primary' })
    .row()
    .text(buttons.conversations, data.conversations)
    .text(buttons.model, data.models)
    .row()
  keyboard.text(assistants.buttons.menu, data.assistants)
  if (offers.pictures) keyboard.text(buttons.image, data.image)
  keyboard.row().text(schedules.buttons.open, data.schedules)
  return keyboard
    .row()
    .text(buttons.balance, data.balance)
    .text(buttons.buy, data.buy)
    .row()
    .text(buttons.subscription, data.subscription)
    .text(buttons.promo, data.promo)
    .row()
    .text(buttons.invite, data.invite)
    .text(buttons.settings, data.settings)
    .row()
    .text(buttons.help, data.help)
}
