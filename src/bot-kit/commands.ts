import type { Api } from 'grammy'
import type { LanguageCode } from 'grammy/types'
import { forOthers, languageCodes } from '#texts/codes.ts'
import { ownerTextsIn, textsIn } from '#texts/languages.ts'

/** In its own language for an app in one of ours, in English for all others. */
export const introductions = languageCodes.map((language) => ({
  language,
  more: language === forOthers ? {} : { language_code: language as LanguageCode },
}))

/** The owners' commands stand in their own chats only. */
export async function listOwnerCommands(api: Api, telegramId: number): Promise<void> {
  for (const { language, more } of introductions) {
    const commands = listed({ ...textsIn(language).commands, ...ownerTextsIn(language).commands })
    await api.setMyCommands(commands, { ...more, scope: { type: 'chat', chat_id: telegramId } })
  }
}

/** The chat lists what every chat does. */
export async function unlistOwnerCommands(api: Api, telegramId: number): Promise<void> {
  for (const { more } of introductions)
    await api.deleteMyCommands({ ...more, scope: { type: 'chat', chat_id: telegramId } })
}

/** Commands as Telegram lists them. */
export function listed(commands: Record<string, string>) {
  return Object.entries(commands).map(([command, description]) => ({ command, description }))
}
