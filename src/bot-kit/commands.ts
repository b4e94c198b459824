import type { Api } from 'grammy'
import { judge } from '#platform/telegram/telegram-error.ts'
import type { Log } from '#platform/runtime/log.ts'
import { textsIn } from '#texts/dictionaries.ts'
import { ownerTextsIn } from '#texts/owner.ts'

/** In Russian for Russian-speaking apps, in English for all others. */
export const introductions = [
  { language: 'en', more: {} },
  { language: 'ru', more: { language_code: 'ru' } },
] as const

/**
 * The owners' commands stand in their own chats only. An owner who has not written to the bot yet gets them when they do.
 */
export async function introduceToOwner(api: Api, ownerId: number, log: Log, signal?: AbortSignal): Promise<void> {
  for (const { language, more } of introductions) {
    const commands = listed({ ...textsIn(language).commands, ...ownerTextsIn(language).commands })
    const inChat = { ...more, scope: { type: 'chat', chat_id: ownerId } } as const
    try {
      await api.setMyCommands(commands, inChat, signal as never)
    } catch (error) {
      if (judge(error).kind !== 'refused') throw error
      return log.info({ owner: ownerId }, 'An owner has not written to the bot yet, and sees its commands when they do')
    }
  }
}

/** Commands as Telegram lists them. */
export function listed(commands: Record<string, string>) {
  return Object.entries(commands).map(([command, description]) => ({ command, description }))
}
