import { InlineKeyboard } from 'grammy'
import { data } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { addOwnerButton, addOwnerCommands, has } from '#bot-kit/owner-commands.ts'
import { ownerTexts } from '#bot-kit/owner-kit.ts'
import type { Screen } from '#bot-kit/screen.ts'
import type { Permission } from '#modules/users/contract.ts'

/** The menu of those with a role: what theirs may do, each screen behind a button. */
export const teamMenu = new Feature()

addOwnerCommands(teamMenu, { owner: menuScreen })
addOwnerButton(teamMenu, data.team, 'enter', menuScreen)

async function menuScreen(ctx: BotContext): Promise<Screen> {
  const { team } = ownerTexts(ctx)
  const items: [Permission, text: string, data: string][] = [
    ['see_people', team.search, data.teamSearch],
    ['see_people', team.people, data.teamPeople],
    ['see_figures', team.figures, data.teamFigures],
    ['see_figures', team.margin, data.teamMargin],
    ['see_figures', team.campaigns, data.teamCampaigns],
    ['see_support', team.requests, data.teamRequests],
    ['see_health', team.givenUp, data.teamGivenUp],
    ['enter', team.cabinet, data.teamCabinet],
  ]
  const keyboard = new InlineKeyboard()
  const own = items.filter(([permission]) => has(ctx, permission))
  for (const [index, [, text, target]] of own.entries()) {
    keyboard.text(text, target)
    if (index % 2 === 1) keyboard.row()
  }
  return { text: team.menu(team.roles[ctx.person.role!]), keyboard }
}
