import { InlineKeyboard } from 'grammy'
import { data } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { answerTo, askFor } from '#bot-kit/prompts.ts'
import { type Screen, say, show } from '#bot-kit/screen.ts'

/** What a person wants of every answer, in their own words. */
export const instructions = new Feature()

const longest = 1_000

instructions.callbackQuery(data.instructions, async (ctx) => show(ctx, instructionsScreen(ctx)))
instructions.callbackQuery(data.dropInstructions, async (ctx) => {
  await keep(ctx, null)
  await ctx.answerCallbackQuery(ctx.t.saved)
  await show(ctx, instructionsScreen(ctx))
})
instructions.callbackQuery(data.writeInstructions, ask)

instructions.on('message:text', async (ctx, next) => {
  const answer = await answerTo(ctx, /^instructions$/)
  if (!answer) return next()
  if (answer.text.length > longest) {
    await say(ctx, ctx.t.instructionsTooLong(answer.text.length, longest))
    return ask(ctx)
  }
  await keep(ctx, answer.text)
  const { text: screen, keyboard } = instructionsScreen(ctx)
  await say(ctx, `${ctx.t.saved}.\n\n${screen}`, keyboard)
})

async function ask(ctx: BotContext): Promise<void> {
  await askFor(ctx, 'instructions', ctx.t.instructionsRequest, ctx.t.instructionsPlaceholder)
}

async function keep(ctx: BotContext, text: string | null): Promise<void> {
  const { telegramId: id } = ctx.person
  ctx.person = await ctx.tools.backend.changeProfile({ telegramId: id, settings: { instructions: text } })
  ctx.refresh()
}

function instructionsScreen({ t, person }: BotContext): Screen {
  const { instructions: own } = person.settings
  const keyboard = new InlineKeyboard().text(t.buttons.writeInstructions, data.writeInstructions).row()
  if (own !== null)
    keyboard.add({ text: t.buttons.dropInstructions, callback_data: data.dropInstructions, style: 'danger' }).row()
  keyboard.text(t.buttons.back, data.settings)
  const quoted = own?.replace(/^/gm, '> ')
  return { text: `${t.instructions}\n\n${quoted ?? t.instructionsHint}`, keyboard }
}
