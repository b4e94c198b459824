import { data } from '#bot-kit/callback-data.ts'
import { Feature } from '#bot-kit/feature.ts'
import { backTo, say, takeButtons } from '#bot-kit/screen.ts'

export const reminders = new Feature()

/** Under a reminder: no more of them. The message stays, with what it says. */
reminders.callbackQuery(data.noReminders, async (ctx) => {
  const { t, tools, person } = ctx
  ctx.person = await tools.backend.changeProfile({ telegramId: person.telegramId, settings: { reminders: false } })
  ctx.refresh()
  await ctx.answerCallbackQuery(t.saved)
  if (await takeButtons(ctx)) await say(ctx, t.remindersOff, backTo(t, data.settings))
})
