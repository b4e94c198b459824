import { z } from 'zod'
import { catalogSettings, openAiOf, serving } from '#modules/catalog/environment.ts'
import { environmentSettings, settingVariables } from '#modules/settings/environment.ts'
import { publicWeb } from '#platform/reader/fetch-page.ts'
import {
  botToken,
  databaseOf,
  databaseSettings,
  paymentSecretsOf,
  paymentSettings,
  type Environment,
  httpUrl,
  idList,
  port,
  readSettings,
  secretText,
} from '#platform/runtime/environment.ts'
import { checkAll } from '#platform/runtime/start-error.ts'

export type BackendConfig = ReturnType<typeof readConfig>

/** @throws SettingsError with one sentence for each setting that is missing or wrong */
export function readConfig(environment: Environment) {
  const [settings, { catalog, catalogSource }] = checkAll(
    () => readOwnSettings(environment),
    () => catalogSettings(environment, serving),
  )
  return {
    database: databaseOf(settings),
    /** The present token, and the former one while it is being changed. */
    tokens: [settings.BACKEND_TOKEN, settings.BACKEND_TOKEN_OLD].filter((token) => token !== undefined),
    paymentSecrets: paymentSecretsOf(settings),
    /** What makes names for people out of their ids, for the providers of models. */
    callerSecret: paymentSecretsOf(settings)[0]!,
    host: settings.BACKEND_HOST,
    port: settings.BACKEND_PORT,
    /** Likewise. Without a present one the webhook takes nothing, updates come by polling. */
    webhookSecrets: settings.WEBHOOK_SECRET
      ? [settings.WEBHOOK_SECRET, settings.WEBHOOK_SECRET_OLD].filter((secret) => secret !== undefined)
      : [],
    /** What counts until a version is published in the cabinet. */
    catalog,
    catalogSource,
    /** Who owns the bot. */
    adminIds: settings.ADMIN_IDS,
    /** Where the owner's browser finds the cabinet; absent: there is none. */
    cabinetUrl: settings.CABINET_URL,
    /** Signs what Telegram tells a Mini App. */
    botToken: settings.BOT_TOKEN,
    /** What counts until it is set in the cabinet. */
    defaultSettings: environmentSettings(settings),
    /** Likewise; the bot says it, and the cabinet shows it. */
    supportContact: settings.SUPPORT_CONTACT,
    openai: openAiOf(environment),
    /** Which pages are read for people who name them. */
    reach: publicWeb,
    /** For the files that people send; null: there is no bot, and none can be read. */
    telegram: settings.BOT_TOKEN ? { token: settings.BOT_TOKEN, apiRoot: settings.TELEGRAM_API_ROOT } : null,
  }
}

/** The page and its cookie know this path only. */
const cabinetUrl = httpUrl.refine(
  (url) => new URL(url).pathname === '/cabinet',
  'expected an address that ends with /cabinet',
)

function readOwnSettings(environment: Environment) {
  return readSettings(environment, {
    ...databaseSettings,
    ...paymentSettings,
    BACKEND_TOKEN: secretText,
    BACKEND_TOKEN_OLD: secretText.optional(),
    BACKEND_HOST: z.string().default('127.0.0.1'),
    BACKEND_PORT: port.default(8081),
    WEBHOOK_SECRET: z
      .string()
      .regex(/^[\w-]{16,256}$/, 'expected 16 to 256 letters, digits, _ or -')
      .optional(),
    WEBHOOK_SECRET_OLD: secretText.optional(),
    ADMIN_IDS: idList,
    CABINET_URL: cabinetUrl.optional(),
    ...settingVariables,
    SUPPORT_CONTACT: z.string().optional(),
    BOT_TOKEN: botToken.optional(),
    TELEGRAM_API_ROOT: httpUrl.default('https://api.telegram.org'),
  })
}
