import { InlineKeyboard } from 'grammy'
import { agreeKeyboard, presentNotice } from '#bot-kit/agreement.ts'
import { data } from '#bot-kit/callback-data.ts'
import { Feature } from '#bot-kit/feature.ts'
import { backTo, show } from '#bot-kit/screen.ts'

/** From the privacy notice: the person withdraws what they have agreed to, and may delete their data with it. */
export const withdrawal = new Feature()

withdrawal.callbackQuery(data.withdraw, async (ctx) => {
  const { t } = ctx
  const keyboard = new InlineKeyboard()
    .add({ text: t.buttons.withdrawYes, callback_data: data.withdrawYes, style: 'danger' })
    .row()
    .text(t.buttons.back, data.settings)
  await show(ctx, { text: t.agreement.withdraw, keyboard })
})

withdrawal.callbackQuery(data.withdrawYes, async (ctx) => {
  const { t, tools, person } = ctx
  await tools.backend.withdrawAgreement({ telegramId: person.telegramId })
  ctx.refresh()
  const notice = await presentNotice(ctx)
  const keyboard = new InlineKeyboard()
    .add({ text: t.buttons.forget, callback_data: data.forget, style: 'danger' })
    .row()
    .append(notice ? agreeKeyboard(t, notice, 'start') : new InlineKeyboard())
    .append(backTo(t))
  await show(ctx, { text: t.agreement.withdrawn, keyboard })
})
