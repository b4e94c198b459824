import { InlineKeyboard } from 'grammy'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { addOwnerButton } from '#bot-kit/owner-commands.ts'
import { ownerTexts } from '#bot-kit/owner-kit.ts'
import type { Screen } from '#bot-kit/screen.ts'
import { languageTexts } from '#texts/languages.ts'

/** At which hour the figures of a day come by themselves. */
export const report = new Feature()

const hours = [7, 8, 9, 10, 12, 18, 20, 22]
const inRow = 4

addOwnerButton(report, data.teamReport, 'see_figures', reportScreen)
addOwnerButton(report, patterns.teamReportAt, 'see_figures', async (ctx, [, chosen]) => {
  const { telegramId, language } = ctx.person
  const hour = chosen === 'off' ? null : Number(chosen)
  await ctx.tools.backend.chooseDailyReport({ telegramId, hour, timeZone: languageTexts(language).timeZone })
  return reportScreen(ctx)
})

async function reportScreen(ctx: BotContext): Promise<Screen> {
  const { telegramId, language } = ctx.person
  const { hour, timeZone } = await ctx.tools.backend.dailyReport({ telegramId })
  const { team } = ownerTexts(ctx)
  const keyboard = new InlineKeyboard()
  for (const [index, each] of hours.entries()) {
    keyboard.text(`${each === hour ? '✓ ' : ''}${each}:00`, data.teamReportAt(each))
    if (index % inRow === inRow - 1) keyboard.row()
  }
  if (hour !== null) keyboard.text(team.reportOff, data.teamReportAt('off'))
  keyboard.text(ctx.t.buttons.back, data.teamFigures)
  return { text: team.report(hour, timeZone ?? languageTexts(language).timeZone), keyboard }
}
