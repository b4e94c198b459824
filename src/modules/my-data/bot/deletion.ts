import { InlineKeyboard } from 'grammy'
import { data } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { renewalOf } from '#bot-kit/products.ts'
import { show } from '#bot-kit/screen.ts'
import { sayGone } from '#modules/schedules/bot/gone.ts'

/** The person deletes their data, and hears before and after it of the subscription that goes on. */
export const deletion = new Feature()

deletion.callbackQuery(data.forget, async (ctx) => {
  const { t, tools, person } = ctx
  const [renewal, { schedules }] = await Promise.all([
    findRenewal(ctx),
    tools.backend.schedules({ telegramId: person.telegramId }),
  ])
  const said = [t.forget]
  const keyboard = new InlineKeyboard()
    .add({ text: t.buttons.forgetYes, callback_data: data.forgetYes, style: 'danger' })
    .row()
  if (schedules.some(({ state }) => state === 'active')) said.push(t.forgetSchedules)
  if (renewal) {
    said.push(t.forgetRenewal(renewal.plan, renewal.at))
    keyboard.text(t.buttons.cancelRenewal, data.cancelRenewal).row()
  }
  await show(ctx, { text: said.join('\n\n'), keyboard: keyboard.text(t.buttons.back, data.settings) })
})

deletion.callbackQuery(data.forgetYes, async (ctx) => {
  const { t, tools, person } = ctx
  const [renewal, { schedules }] = await Promise.all([
    findRenewal(ctx),
    tools.backend.schedules({ telegramId: person.telegramId }),
  ])
  await tools.backend.deleteData({ telegramId: person.telegramId })
  ctx.refresh()
  await sayGone(ctx, schedules)
  const said = [t.forgotten]
  const keyboard = new InlineKeyboard()
  if (renewal) {
    said.push(t.subscriptionRenews(renewal.at, renewal.plan))
    keyboard.text(t.buttons.cancelRenewal, data.cancelRenewal).row()
  }
  await show(ctx, { text: said.join('\n\n'), keyboard: keyboard.text(t.buttons.back, data.menu) })
})

async function findRenewal({ tools, person }: BotContext): Promise<ReturnType<typeof renewalOf>> {
  const who = { telegramId: person.telegramId }
  const [{ subscription }, offers] = await Promise.all([tools.backend.getCredits(who), tools.backend.offers(who)])
  return renewalOf(subscription, { offers, language: person.language })
}
