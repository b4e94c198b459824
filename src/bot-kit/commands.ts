import type { Api } from 'grammy'
import type { LanguageCode } from 'grammy/types'
import { forOthers, languageCodes } from '#texts/codes.ts'
import { type OwnerTexts, ownerTextsIn, textsIn } from '#texts/languages.ts'
import { type Permission, permissionsOf, type Role } from '#modules/users/contract.ts'

/** In its own language for an app in one of ours, in English for all others. */
export const introductions = languageCodes.map((language) => ({
  language,
  more: language === forOthers ? {} : { language_code: language as LanguageCode },
}))

type TeamCommand = keyof OwnerTexts['commands']

/** What each command of those with a role needs. */
export const commandPermissions: Record<TeamCommand, Permission> = {
  owner: 'enter',
  cabinet: 'enter',
  stats: 'see_figures',
  user: 'see_people',
  grant: 'grant',
  refund: 'refund',
  requests: 'see_support',
  answer: 'answer_support',
  block: 'block',
  unblock: 'block',
  campaign: 'run_campaigns',
  campaigns: 'see_figures',
  newpromo: 'run_campaigns',
  promos: 'see_figures',
  endpromo: 'run_campaigns',
}

export function isTeamCommand(name: string): name is TeamCommand {
  return Object.hasOwn(commandPermissions, name)
}

/** What a role may do stands in the list of the person's own chat only. */
export async function listOwnerCommands(api: Api, telegramId: number, role: Role): Promise<void> {
  await inEachLanguage(async ({ language, more }) => {
    const own = Object.entries(ownerTextsIn(language).commands).filter(
      ([name]) => isTeamCommand(name) && permissionsOf[role].includes(commandPermissions[name]),
    )
    const commands = listed({ ...textsIn(language).commands, ...Object.fromEntries(own) })
    await api.setMyCommands(commands, { ...more, scope: { type: 'chat', chat_id: telegramId } })
  })
}

/** The chat lists what every chat does. */
export async function unlistOwnerCommands(api: Api, telegramId: number): Promise<void> {
  await inEachLanguage(async ({ more }) => {
    await api.deleteMyCommands({ ...more, scope: { type: 'chat', chat_id: telegramId } })
  })
}

/** At the same time, because the person's next message waits for it. */
async function inEachLanguage(act: (introduction: (typeof introductions)[number]) => Promise<void>): Promise<void> {
  await Promise.all(introductions.map(act))
}

/** Commands as Telegram lists them. */
export function listed(commands: Record<string, string>) {
  return Object.entries(commands).map(([command, description]) => ({ command, description }))
}
