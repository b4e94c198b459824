import { existsSync } from 'node:fs'
import { z } from 'zod'
import { contactLink } from '#modules/settings/contract.ts'
import {
  botToken,
  databaseOf,
  databaseSettings,
  type Environment,
  healthAddressOf,
  healthSettings,
  httpUrl,
  readSettings,
  secretText,
  SettingsError,
  wholeNumber,
} from '#platform/runtime/environment.ts'

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
    CERTIFICATE_FILE: z.string().optional(),
    ...databaseSettings,
    BACKEND_URL: httpUrl.default('http://127.0.0.1:8081'),
    BACKEND_TOKEN: secretText,
    SUPPORT_CONTACT: z.string().max(200, 'expected at most 200 characters').optional(),
    PAYMENT_PROVIDER_TOKEN: z.string().optional(),
    PROGRESS: z.enum(['drafts', 'edits', 'off']).default('drafts'),
    TELEGRAM_CALLS_PER_SECOND: wholeNumber(1, 1_000).default(30),
    GATHER_MS: wholeNumber(0, 5_000).default(1_000),
    GROUP_CHATS: z.enum(['on', 'off']).default('on'),
    RICH_MESSAGES: z.enum(['on', 'off']).default('off'),
    BOT_CONCURRENCY: wholeNumber(1, 10_000).default(500),
    ...healthSettings,
  })
  const mode = settings.TELEGRAM_MODE ?? (settings.WEBHOOK_URL ? 'webhook' : 'polling')
  if (mode === 'webhook') checkWebhook(settings)
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
    /** The certificate of that address, whose age is a figure. */
    certificateFile: settings.CERTIFICATE_FILE,
    database: databaseOf(settings),
    backendUrl: settings.BACKEND_URL,
    backendToken: settings.BACKEND_TOKEN,
    /** How to reach the owner, as Markdown, until it is set in the cabinet. */
    supportContact: settings.SUPPORT_CONTACT && contactLink(settings.SUPPORT_CONTACT),
    /** For owners who may take cards; absent: Stars only. */
    providerToken: settings.PAYMENT_PROVIDER_TOKEN,
    /** How long a question waits for more that was sent in one gesture with it: forwards, a comment, the rest of a long text. */
    gatherMs: settings.GATHER_MS,
    /** How an answer grows before the person's eyes. */
    progress: settings.PROGRESS,
    /** What Telegram grants this bot; all its processes together should stay below. */
    callsPerSecond: settings.TELEGRAM_CALLS_PER_SECOND,
    groups: settings.GROUP_CHATS === 'on',
    /** Whether tables and formulas are sent as rich messages, which older apps cannot show. */
    richMessages: settings.RICH_MESSAGES === 'on',
    /** Chats answered at once. */
    concurrency: settings.BOT_CONCURRENCY,
    health: healthAddressOf(settings),
  }
}

/** Where the backend takes updates; whatever stands before it must bring them there. */
export const webhookPath = '/telegram/webhook'

function checkWebhook(settings: {
  WEBHOOK_URL?: string | undefined
  WEBHOOK_SECRET?: string | undefined
  WEBHOOK_CERTIFICATE?: string | undefined
}): void {
  const { WEBHOOK_URL: url, WEBHOOK_SECRET: secret, WEBHOOK_CERTIFICATE: certificate } = settings
  const faults: string[] = []
  if (!url) faults.push('WEBHOOK_URL is not set: webhook mode needs the public address of the webhook.')
  else if (new URL(url).pathname === '/')
    faults.push(`WEBHOOK_URL is wrong: it has no path, and the backend takes updates at ${url}${webhookPath}.`)
  if (!secret) faults.push('WEBHOOK_SECRET is not set: without it any server could send updates.')
  if (certificate && !existsSync(certificate))
    faults.push(`WEBHOOK_CERTIFICATE is wrong: there is no file ${certificate}.`)
  if (faults.length > 0) throw new SettingsError(faults)
}
