import { InlineKeyboard } from 'grammy'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { findWaitingKeyboard } from '#bot-kit/waiting.ts'
import { type Screen, show } from '#bot-kit/screen.ts'
import { titleIn } from '#texts/titles.ts'

export const model = new Feature()

model.command('model', async (ctx) => show(ctx, await modelScreen(ctx)))
model.callbackQuery(data.models, async (ctx) => show(ctx, await modelScreen(ctx)))
model.callbackQuery(patterns.model, async (ctx) => {
  const { tools, person, t } = ctx
  const { models } = await tools.backend.offers({ telegramId: person.telegramId })
  const chosen = models.find(({ id }) => id === ctx.match[1])
  if (chosen) {
    ctx.person = await tools.backend.changeProfile({ telegramId: person.telegramId, settings: { model: chosen.id } })
    ctx.refresh()
  }
  await ctx.answerCallbackQuery(chosen ? t.modelChosen(titleIn(chosen.title, person.language)) : t.oldButton)
  const { text, keyboard } = await modelScreen(ctx)
  const waiting = await findWaitingKeyboard(ctx)
  await show(ctx, { text, keyboard: waiting.append(InlineKeyboard.from(keyboard?.inline_keyboard ?? [])) })
})

async function modelScreen(ctx: BotContext): Promise<Screen> {
  const { t, tools, person } = ctx
  const { models, search } = await tools.backend.offers({ telegramId: person.telegramId })
  const current = models.find(({ id }) => id === person.settings.model) ?? models[0]
  const lines = models.map((offer) =>
    t.modelLine(
      titleIn(offer.title, person.language),
      titleIn(offer.description, person.language),
      offer.priceCredits,
      offer.trial,
      offer.provider,
    ),
  )
  const keyboard = new InlineKeyboard()
  for (const offer of models) {
    const title = titleIn(offer.title, person.language)
    if (offer === current)
      keyboard.add({ text: `✓ ${title}`, callback_data: data.model(offer.id), style: 'primary' }).row()
    else keyboard.text(title, data.model(offer.id)).row()
  }
  // What an answer may cost beyond the prices above.
  const searchLine = search ? [t.search.setting(person.settings.search, search.priceCredits)] : []
  return {
    text: [t.models, ...lines, ...searchLine, t.modelsHint].join('\n\n'),
    keyboard: keyboard.text(t.buttons.back, data.menu),
  }
}
