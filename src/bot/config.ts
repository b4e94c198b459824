import { z } from 'zod'
import {
  botToken,
  databaseOf,
  databaseSettings,
  type Environment,
  healthDoorOf,
  healthSettings,
  httpUrl,
  idList,
  readSettings,
  secretText,
  SettingsError,
} from '#runtime/environment.ts'

export type BotConfig = ReturnType<typeof readConfig>

/** @throws SettingsError with one sentence for each setting that is missing or wrong */
export function readConfig(environment: Environment) {
  const settings = readSettings(environment, {
    BOT_TOKEN: botToken,
    TELEGRAM_API_ROOT: httpUrl.default('https://api.telegram.org'),
    TELEGRAM_MODE: z.enum(['polling', 'webhook']).optional(),
    WEBHOOK_URL: httpUrl.optional(),
    WEBHOOK_SECRET: z
      .string()
      .regex(/^[\w-]{16,256}$/, 'expected 16 to 256 letters, digits, _ or -')
      .optional(),
    WEBHOOK_CERTIFICATE: z.string().optional(),
    ...databaseSettings,
    BACKEND_URL: httpUrl.default('http://127.0.0.1:8081'),
    BACKEND_TOKEN: secretText,
    SUPPORT_CONTACT: z.string().max(200, 'expected at most 200 characters').optional(),
    PAYMENT_PROVIDER_TOKEN: z.string().optional(),
    ADMIN_IDS: idList,
    PROGRESS: z.enum(['drafts', 'edits', 'off']).default('drafts'),
    TELEGRAM_CALLS_PER_SECOND: z.coerce.number().int().min(1).max(1_000).default(30),
    GROUP_CHATS: z.enum(['on', 'off']).default('on'),
    RICH_MESSAGES: z.enum(['on', 'off']).default('off'),
    BOT_CONCURRENCY: z.coerce.number().int().min(1).max(10_000).default(500),
    ...healthSettings,
  })
  const mode = settings.TELEGRAM_MODE ?? (settings.WEBHOOK_URL ? 'webhook' : 'polling')
  if (mode === 'webhook' && !settings.WEBHOOK_URL)
    throw new SettingsError('WEBHOOK_URL is not set: webhook mode needs the public address of the door.')
  if (mode === 'webhook' && !settings.WEBHOOK_SECRET)
    throw new SettingsError('WEBHOOK_SECRET is not set: without it anybody could send updates.')
  return {
    token: settings.BOT_TOKEN,
    apiRoot: settings.TELEGRAM_API_ROOT,
    webhook:
      mode === 'webhook'
        ? {
            url: settings.WEBHOOK_URL!,
            secret: settings.WEBHOOK_SECRET!,
            /** A file with a certificate that we signed ourselves: Telegram trusts it once it has been shown. */
            certificate: settings.WEBHOOK_CERTIFICATE,
          }
        : null,
    database: databaseOf(settings),
    backendUrl: settings.BACKEND_URL,
    backendToken: settings.BACKEND_TOKEN,
    /** How to reach the owner, as Markdown. */
    supportContact: settings.SUPPORT_CONTACT?.replace(/^@(\w+)$/, '[@$1](https://t.me/$1)'),
    /** For owners who may take cards; absent: Stars only. */
    providerToken: settings.PAYMENT_PROVIDER_TOKEN,
    /** Who owns the bot. */
    adminIds: settings.ADMIN_IDS,
    /** How an answer grows before the person's eyes. */
    progress: settings.PROGRESS,
    /** What Telegram grants this bot; all its processes together should stay below. */
    callsPerSecond: settings.TELEGRAM_CALLS_PER_SECOND,
    groups: settings.GROUP_CHATS === 'on',
    /** Whether tables and formulas are sent as rich messages, which older apps cannot show. */
    richMessages: settings.RICH_MESSAGES === 'on',
    /** Chats answered at once. */
    concurrency: settings.BOT_CONCURRENCY,
    health: healthDoorOf(settings),
  }
}
