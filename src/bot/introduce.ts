import { existsSync } from 'node:fs'
import { type Api, GrammyError, InputFile } from 'grammy'
import { SettingsError } from '#runtime/environment.ts'
import type { BotConfig } from './config.ts'
import { allowedUpdates } from './polling.ts'
import { textsIn } from './texts/dictionaries.ts'

/** In Russian for Russian-speaking apps, in English for all others. */
const introductions = [
  { language: 'en', more: {} },
  { language: 'ru', more: { language_code: 'ru' } },
] as const

/** Tells Telegram what the bot is and can do. */
export async function introduce(api: Api): Promise<void> {
  for (const { language, more } of introductions) {
    const t = textsIn(language)
    const commands = Object.entries(t.commands).map(([command, description]) => ({ command, description }))
    await api.setMyCommands(commands, more)
    await api.setMyDescription(t.description, more)
    await api.setMyShortDescription(t.shortDescription, more)
  }
}

/** Webhook or polling, as configured: Telegram offers only one of them at a time. */
export async function chooseDelivery(api: Api, { webhook }: BotConfig): Promise<void> {
  if (!webhook) return void (await api.deleteWebhook())
  if (webhook.certificate && !existsSync(webhook.certificate))
    throw new SettingsError(`WEBHOOK_CERTIFICATE is wrong: there is no file ${webhook.certificate}.`)
  try {
    await api.setWebhook(webhook.url, {
      secret_token: webhook.secret,
      allowed_updates: allowedUpdates,
      max_connections: 40,
      ...(webhook.certificate ? { certificate: new InputFile(webhook.certificate, 'certificate.pem') } : {}),
    })
  } catch (error) {
    if (error instanceof GrammyError && error.error_code === 400)
      throw new SettingsError(`WEBHOOK_URL is wrong: Telegram answers "${error.description}".`, { cause: error })
    throw error
  }
}
