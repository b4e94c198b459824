import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { z } from 'zod'
import { type BackendConfig, readConfig as readBackendConfig } from '#programs/backend/config.ts'
import { type BotConfig, readConfig as readBotConfig } from '#programs/bot/config.ts'
import { type Environment, port, postgresUrl, readSettings, SettingsError } from '#platform/runtime/environment.ts'
import type { ListenAddress } from '#platform/runtime/ports.ts'
import { checkAll } from '#platform/runtime/start-error.ts'
import { readConfig as readWorkerConfig } from '#programs/worker/config.ts'

/** What of the product is brought along because nothing is configured for it. */
export interface Plan {
  given: Environment
  /** The same, with what is brought along. */
  environment: Environment
  /** As far as they are known before anything has started. */
  bot: BotConfig
  backend: BackendConfig
  dataDir: string
  sandboxPort: number | undefined
  backendPort: number | undefined
  atHome: { telegram: boolean; model: boolean; database: boolean }
}

/** Well-formed, for settings whose value is known only when what they name has started. */
const later = {
  BOT_TOKEN: `1000000001:${'later'.repeat(7)}`,
  DATABASE_URL: 'postgres://later@127.0.0.1/later',
}

/**
 * Reads the settings of all programs before any of them starts.
 * @throws SettingsError with one sentence for each setting of any program that is missing or wrong
 */
export function planOf(given: Environment): Plan {
  const isSet = (name: string) => Boolean(given[name]?.trim())
  const atHome = {
    telegram: !isSet('BOT_TOKEN'),
    model: !isSet('OPENAI_API_KEY') && !isSet('OPENAI_BASE_URL'),
    database: !isSet('DATABASE_URL'),
  }
  const environment: Environment = { ...given }
  if (!isSet('BACKEND_TOKEN')) environment['BACKEND_TOKEN'] = randomBytes(24).toString('base64url')
  if (isSet('WEBHOOK_URL') && !isSet('WEBHOOK_SECRET'))
    environment['WEBHOOK_SECRET'] = randomBytes(24).toString('base64url')
  // In the sandbox everything can be played.
  if (atHome.telegram && !isSet('GUEST_ANSWERS_PER_DAY')) environment['GUEST_ANSWERS_PER_DAY'] = '100'
  // One process has one health, and the backend tells it.
  delete environment['HEALTH_PORT']

  const complete = { ...environment }
  for (const [name, value] of Object.entries(later)) if (!isSet(name)) complete[name] = value
  const [own, backend, bot] = checkAll(
    () => readOwnSettings(given),
    () => readBackendConfig(complete),
    () => readBotConfig(complete),
    () => readWorkerConfig(complete),
    () => refusePlay(given, atHome),
  )
  return {
    given,
    environment,
    bot,
    backend,
    dataDir: resolve(own.DATA_DIR),
    sandboxPort: own.SANDBOX_PORT,
    backendPort: isSet('BACKEND_PORT') ? backend.port : undefined,
    atHome,
  }
}

function readOwnSettings(given: Environment) {
  return readSettings(given, {
    DATA_DIR: z.string().default('data'),
    SANDBOX_PORT: port.optional(),
    SANDBOX: z.enum(['on', 'off']).optional(),
    MIGRATE_DATABASE_URL: postgresUrl.optional(),
  })
}

/** A token that was lost on the way must not put play money into the database of a real bot. */
function refusePlay(given: Environment, atHome: Plan['atHome']): void {
  const wish = given['SANDBOX']?.trim()
  if (!atHome.telegram) return
  if (wish === 'off') throw new SettingsError('BOT_TOKEN is not set, and SANDBOX=off forbids to play without it.')
  if (!atHome.database && wish !== 'on')
    throw new SettingsError(
      'BOT_TOKEN is not set, and DATABASE_URL names a database of yours: set BOT_TOKEN, or SANDBOX=on to play on that database.',
    )
}

/** The ports that the owner has chosen; the others are taken where there is room. */
export function chosenAddresses({ backend, backendPort, sandboxPort, atHome }: Plan): ListenAddress[] {
  const addresses: ListenAddress[] = []
  if (backendPort !== undefined) addresses.push({ setting: 'BACKEND_PORT', host: backend.host, port: backendPort })
  if (sandboxPort !== undefined && (atHome.telegram || atHome.model))
    addresses.push({ setting: 'SANDBOX_PORT', host: '127.0.0.1', port: sandboxPort })
  return addresses
}
