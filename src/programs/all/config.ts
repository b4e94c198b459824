import { type BackendConfig, readConfig as readBackendConfig } from '#programs/backend/config.ts'
import { type BotConfig, readConfig as readBotConfig } from '#programs/bot/config.ts'
import { type Environment, healthSettings, port, readSettings } from '#platform/runtime/environment.ts'
import { checkAll } from '#platform/runtime/start-error.ts'
import { readConfig as readWorkerConfig, type WorkerConfig } from '#programs/worker/config.ts'

export interface AllConfig {
  backend: BackendConfig
  worker: WorkerConfig
  bot: BotConfig
}

/**
 * The settings of the three programs. The backend says how it is where it serves; bot and worker have a port each, because
 * figures of both have names in common.
 * @throws SettingsError with one sentence for each setting of any program that is missing or wrong
 */
export function readConfig(environment: Environment): AllConfig {
  const [own, backend, worker, bot] = checkAll(
    () => readOwnSettings(environment),
    () => readBackendConfig(environment),
    () => readWorkerConfig(environment),
    () => readBotConfig(environment),
  )
  const addressAt = (setting: 'BOT_HEALTH_PORT' | 'WORKER_HEALTH_PORT') => {
    const port = own[setting]
    return port === undefined ? undefined : { setting, host: own.HEALTH_HOST, port, sharesProcess: true }
  }
  return {
    backend,
    worker: { ...worker, health: addressAt('WORKER_HEALTH_PORT') },
    bot: { ...bot, health: addressAt('BOT_HEALTH_PORT') },
  }
}

function readOwnSettings(environment: Environment) {
  return readSettings(environment, {
    HEALTH_HOST: healthSettings.HEALTH_HOST,
    BOT_HEALTH_PORT: port.optional(),
    WORKER_HEALTH_PORT: port.optional(),
  })
}
