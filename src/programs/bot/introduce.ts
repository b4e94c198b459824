import { type Api, GrammyError, InputFile } from 'grammy'
import { SettingsError } from '#platform/runtime/environment.ts'
import type { Log } from '#platform/runtime/log.ts'
import type { BotConfig } from './config.ts'
import { strangeDoor, webhookFault } from './webhook.ts'
import { allowedUpdates } from '#platform/inbox/update-kinds.ts'
import { textsIn } from '#texts/languages.ts'
import { introductions, listed } from '#bot-kit/commands.ts'

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
