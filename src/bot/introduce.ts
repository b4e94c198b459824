import type { Api } from 'grammy'
import type { BotConfig } from './config.ts'
import { allowedUpdates } from './polling.ts'
import { languages, textsIn } from './texts/dictionaries.ts'

/** Tells Telegram what the bot is and can do, in every language; Russian for those whose language we do not speak. */
export async function introduce(api: Api): Promise<void> {
  for (const language of languages) {
    const t = textsIn(language)
    const commands = Object.entries(t.commands).map(([command, description]) => ({ command, description }))
    const code = { language_code: language }
    await api.setMyCommands(commands, code)
    await api.setMyDescription(t.description, code)
    await api.setMyShortDescription(t.shortDescription, code)
    if (language === 'ru') {
      await api.setMyCommands(commands)
      await api.setMyDescription(t.description)
      await api.setMyShortDescription(t.shortDescription)
    }
  }
}

/** Webhook or polling, as configured: Telegram offers only one of them at a time. */
export async function chooseDelivery(api: Api, { webhook }: BotConfig): Promise<void> {
  if (webhook)
    await api.setWebhook(webhook.url, {
      secret_token: webhook.secret,
      allowed_updates: allowedUpdates,
      max_connections: 40,
    })
  else await api.deleteWebhook()
}
