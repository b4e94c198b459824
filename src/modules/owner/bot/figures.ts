import { InlineKeyboard } from 'grammy'
import { data } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { addOwnerButton, addOwnerCommands } from '#bot-kit/owner-commands.ts'
import { ownerTexts } from '#bot-kit/owner-kit.ts'
import { backTo, type Screen } from '#bot-kit/screen.ts'

/** What has happened and what it has earned. */
export const figures = new Feature()

addOwnerCommands(figures, {
  stats: async (ctx) => {
    const [own, margin] = await Promise.all([figuresText(ctx), marginText(ctx)])
    return { text: `${own}\n\n${margin}`, keyboard: backTo(ctx.t, data.team) }
  },
})
addOwnerButton(figures, data.teamFigures, 'see_figures', async (ctx): Promise<Screen> => {
  const { team } = ownerTexts(ctx)
  const keyboard = new InlineKeyboard()
    .text(team.margin, data.teamMargin)
    .text(team.reportButton, data.teamReport)
    .row()
    .text(ctx.t.buttons.back, data.team)
  return { text: await figuresText(ctx), keyboard }
})
addOwnerButton(figures, data.teamMargin, 'see_figures', async (ctx) => ({
  text: await marginText(ctx),
  keyboard: backTo(ctx.t, data.team),
}))

async function figuresText(ctx: BotContext): Promise<string> {
  const t = ownerTexts(ctx)
  const counted = await ctx.tools.backend.stats({})
  return (['today', 'week', 'month'] as const).map((key) => t.figures(t.periods[key], counted[key])).join('\n\n')
}

async function marginText(ctx: BotContext): Promise<string> {
  const t = ownerTexts(ctx)
  return t.margin(await ctx.tools.backend.margin({})).join('\n\n') || t.team.noMargin
}
