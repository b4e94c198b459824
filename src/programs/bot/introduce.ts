import { type Api, GrammyError, InputFile } from 'grammy'
import { judge } from '#platform/telegram/telegram-error.ts'
import { SettingsError } from '#platform/runtime/environment.ts'
import type { Log } from '#platform/runtime/log.ts'
import type { BotConfig } from './config.ts'
import { strangeDoor, webhookFault } from './webhook.ts'
import { allowedUpdates } from './polling.ts'
import { textsIn } from '#texts/dictionaries.ts'
import { ownerTextsIn } from '#texts/owner.ts'

/** In Russian for Russian-speaking apps, in English for all others. */
const introductions = [
  { language: 'en', more: {} },
  { language: 'ru', more: { language_code: 'ru' } },
] as const

/** Tells Telegram what the bot is and can do. */
export async function introduce(api: Api, signal: AbortSignal): Promise<void> {
  for (const { language, more } of introductions) {
    const t = textsIn(language)
    const inGroups = { ...more, scope: { type: 'all_group_chats' } } as const
    await api.setMyCommands(listed(t.commands), more, signal as never)
    await api.setMyCommands(listed(t.groupCommands), inGroups, signal as never)
    await api.setMyDescription(t.description, more, signal as never)
    await api.setMyShortDescription(t.shortDescription, more, signal as never)
  }
}

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

function listed(commands: Record<string, string>) {
  return Object.entries(commands).map(([command, description]) => ({ command, description }))
}

/** Webhook or polling, as configured: Telegram offers only one of them at a time. */
export async function chooseDelivery(api: Api, { webhook }: BotConfig, log: Log, signal: AbortSignal): Promise<void> {
  if (!webhook) return void (await api.deleteWebhook({}, signal as never))
  await tellOfDoor(api, webhook.url, log, signal)
  try {
    await api.setWebhook(
      webhook.url,
      {
        secret_token: webhook.secret,
        allowed_updates: allowedUpdates,
        max_connections: 40,
        ...(webhook.certificate ? { certificate: new InputFile(webhook.certificate, 'certificate.pem') } : {}),
      },
      signal as never,
    )
  } catch (error) {
    if (error instanceof GrammyError && error.error_code === 400)
      throw new SettingsError(`WEBHOOK_URL is wrong: Telegram answers "${error.description}".`, { cause: error })
    throw error
  }
}

/** What Telegram last said about this door is asked before it is set again, because that forgets it. */
async function tellOfDoor(api: Api, url: string, log: Log, signal: AbortSignal): Promise<void> {
  const strange = strangeDoor(url)
  if (strange) log.warn(strange)
  const fault = webhookFault(await api.getWebhookInfo(signal as never), url)
  if (fault) log.warn(fault)
}
