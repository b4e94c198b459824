import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { type Api, GrammyError, InputFile } from 'grammy'
import { SettingsError } from '#platform/runtime/environment.ts'
import type { Log } from '#platform/runtime/log.ts'
import type { BotConfig } from './config.ts'
import { strangeWebhook, webhookFault } from './webhook.ts'
import { allowedUpdates } from '#platform/inbox/update-kinds.ts'
import { textsIn } from '#texts/languages.ts'
import { introductions, listed } from '#bot-kit/commands.ts'

/** Nothing waits for the introduction, but the first questions after a start would wait for a hundred calls in a row. */
const pauseMs = 20

/**
 * Tells Telegram what the bot is and can do, in each language. What Telegram has already is not said again: it may be asked
 * often, but takes few changes.
 */
export async function introduce(api: Api, signal: AbortSignal): Promise<void> {
  const end = signal as never
  for (const { language, more } of introductions) {
    const t = textsIn(language)
    for (const [commands, where] of [
      [listed(t.commands), more],
      [listed(t.groupCommands), { ...more, scope: { type: 'all_group_chats' } as const }],
    ] as const)
      if (!isDeepStrictEqual(await api.getMyCommands(where, end), commands))
        await api.setMyCommands(commands, where, end)
    await pause(pauseMs, undefined, { signal })
    if ((await api.getMyDescription(more, end)).description !== t.description)
      await api.setMyDescription(t.description, more, end)
    await pause(pauseMs, undefined, { signal })
    if ((await api.getMyShortDescription(more, end)).short_description !== t.shortDescription)
      await api.setMyShortDescription(t.shortDescription, more, end)
    await pause(pauseMs, undefined, { signal })
  }
}

/** Webhook or polling, as configured: Telegram offers only one of them at a time. */
export async function chooseDelivery(api: Api, { webhook }: BotConfig, log: Log, signal: AbortSignal): Promise<void> {
  if (!webhook) return void (await api.deleteWebhook({}, signal as never))
  await tellOfWebhook(api, webhook.url, log, signal)
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

/** What Telegram last said about this webhook is asked before it is set again, because that clears it. */
async function tellOfWebhook(api: Api, url: string, log: Log, signal: AbortSignal): Promise<void> {
  const strange = strangeWebhook(url)
  if (strange) log.warn(strange)
  const fault = webhookFault(await api.getWebhookInfo(signal as never), url)
  if (fault) log.warn(fault)
}
