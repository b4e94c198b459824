import { catalogSettings, completing } from '#modules/catalog/environment.ts'
import { environmentSettings, settingVariables } from '#modules/settings/environment.ts'
import {
  type Environment,
  healthAddressOf,
  healthSettings,
  httpUrl,
  paymentSecretsOf,
  paymentSettings,
  postgresUrl,
  readSettings,
  wholeNumber,
} from '#platform/runtime/environment.ts'
import { checkAll } from '#platform/runtime/start-error.ts'

export type WorkerConfig = ReturnType<typeof readConfig>

/** @throws SettingsError with one sentence for each setting that is missing or wrong */
export function readConfig(environment: Environment) {
  const [settings, { catalog, catalogSource }] = checkAll(
    () => readOwnSettings(environment),
    () => catalogSettings(environment, completing),
  )
  return {
    /** Past a PgBouncer: the timetable holds locks of a session. */
    databaseUrl: settings.DATABASE_DIRECT_URL ?? settings.DATABASE_URL,
    telegram: settings.BOT_TOKEN ? { token: settings.BOT_TOKEN, apiRoot: settings.TELEGRAM_API_ROOT } : null,
    /** What the bot may call; the worker keeps to a small share of it. */
    callsPerSecond: settings.TELEGRAM_CALLS_PER_SECOND,
    paymentSecrets: paymentSecretsOf(settings),
    /** What counts until a version is published in the cabinet. */
    catalog,
    catalogSource,
    /** Likewise. */
    defaultSettings: environmentSettings(settings),
    /** How long texts of questions and answers are kept; null: for ever. */
    keepTextsDays: settings.KEEP_TEXTS_DAYS ?? null,
    keepEventsMonths: settings.KEEP_EVENTS_MONTHS,
    health: healthAddressOf(settings),
  }
}

function readOwnSettings(environment: Environment) {
  return readSettings(environment, {
    DATABASE_URL: postgresUrl,
    DATABASE_DIRECT_URL: postgresUrl.optional(),
    ...paymentSettings,
    ...settingVariables,
    TELEGRAM_API_ROOT: httpUrl.default('https://api.telegram.org'),
    TELEGRAM_CALLS_PER_SECOND: wholeNumber(1, 1_000).default(30),
    KEEP_TEXTS_DAYS: wholeNumber(1, 36_500).optional(),
    KEEP_EVENTS_MONTHS: wholeNumber(1, 120).default(12),
    ...healthSettings,
  })
}
