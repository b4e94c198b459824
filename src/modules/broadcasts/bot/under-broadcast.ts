import { data, patterns } from '#bot-kit/callback-data.ts'
import { Feature } from '#bot-kit/feature.ts'

/** The buttons under a broadcast, which stays in the chat whatever is pressed. They stand before the features that they open. */
export const underBroadcast = new Feature()

underBroadcast.callbackQuery(patterns.open, async (ctx, next) => {
  ctx.callbackQuery.data = ctx.match[1]!
  ctx.keepsMessage = true
  await next()
})

/** No more news: in place of the button is the way to the settings. */
underBroadcast.callbackQuery(patterns.noNews, async (ctx) => {
  const { t, tools, person } = ctx
  await tools.backend.refuseNews({ telegramId: person.telegramId, broadcastId: Number(ctx.match[1]) })
  ctx.refresh()
  await ctx.answerCallbackQuery({ text: t.newsRefused, show_alert: true })
  const pressed = ctx.callbackQuery.message
  const rows = pressed && 'reply_markup' in pressed ? (pressed.reply_markup?.inline_keyboard ?? []) : []
  const kept = rows.filter((row) =>
    row.every((key) => !('callback_data' in key && key.callback_data === ctx.callbackQuery.data)),
  )
  const inline_keyboard = [...kept, [{ text: t.buttons.settings, callback_data: data.open('settings') }]]
  await ctx.editMessageReplyMarkup({ reply_markup: { inline_keyboard } })
})
