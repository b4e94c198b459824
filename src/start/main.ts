import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { startSandbox } from '#sandbox/sandbox.ts'
import { readConfig as readBackendConfig } from '#backend/config.ts'
import { startBackend } from '#backend/main.ts'
import { readConfig as readBotConfig } from '#bot/config.ts'
import { startBot } from '#bot/main.ts'
import { startEmbedded } from '#database/embedded.ts'
import { migrate } from '#database/migrate.ts'
import type { Environment } from '#runtime/environment.ts'
import { type Running, runProgram, stopInOrder } from '#runtime/lifetime.ts'
import type { Log } from '#runtime/log.ts'
import { readConfig as readWorkerConfig } from '#worker/config.ts'
import { startWorker } from '#worker/main.ts'
import { describe } from './describe.ts'
import { freePort } from './free-port.ts'

/**
 * The whole product in one process: what is not configured is brought along. Without DATABASE_URL an embedded PostgreSQL,
 * without BOT_TOKEN a Telegram at home, without OPENAI_API_KEY or OPENAI_BASE_URL a demo model.
 */
export async function startEverything(
  given: Environment,
  log: Log,
): Promise<Running & { environment: Environment; sandboxUrl?: string }> {
  const started: (() => Promise<unknown>)[] = []
  const stop = () => stopInOrder(log, started.toReversed())
  try {
    const dataDir = resolve(given['DATA_DIR'] || 'data')
    const environment: Environment = { BACKEND_TOKEN: randomBytes(24).toString('base64url'), ...given }
    // One process has one health, and the backend tells it.
    delete environment['HEALTH_PORT']

    if (!environment['DATABASE_URL']) {
      const postgres = await startEmbedded({ dataDir, log: log.child({ program: 'postgres' }) })
      started.push(() => postgres.stop())
      environment['DATABASE_URL'] = postgres.programUrl
      environment['MIGRATE_DATABASE_URL'] = postgres.url
    }
    const programUrl = environment['DATABASE_URL']
    const url = environment['MIGRATE_DATABASE_URL'] ?? programUrl
    await migrate({ url, programUrl, log: log.child({ program: 'migrate' }) })

    const atHome = {
      telegram: !environment['BOT_TOKEN'],
      model: !environment['OPENAI_API_KEY'] && !environment['OPENAI_BASE_URL'],
    }
    const sandbox =
      atHome.telegram || atHome.model ? await startSandbox(await sandboxOptions(environment, dataDir, log)) : undefined
    if (sandbox) {
      started.push(() => sandbox.stop())
      if (atHome.telegram)
        Object.assign(environment, { BOT_TOKEN: sandbox.botToken, TELEGRAM_API_ROOT: sandbox.telegramApiRoot })
      if (atHome.model) Object.assign(environment, { OPENAI_BASE_URL: sandbox.modelBaseUrl, OPENAI_API_KEY: 'demo' })
    }

    if (environment['WEBHOOK_URL']) environment['WEBHOOK_SECRET'] ||= randomBytes(24).toString('base64url')
    environment['BACKEND_PORT'] ||= String(await freePort(8081))
    const backend = await startBackend(readBackendConfig(environment), log.child({ program: 'backend' }))
    started.push(() => backend.stop())
    environment['BACKEND_URL'] = backend.url

    const worker = await startWorker(readWorkerConfig(environment), log.child({ program: 'worker' }))
    started.push(() => worker.stop())
    const bot = await startBot(readBotConfig(environment), log.child({ program: 'bot' }))
    started.push(() => bot.stop())

    process.stdout.write(describe({ given, backendUrl: backend.url, sandboxUrl: sandbox?.url, atHome, dataDir }))
    return { stop, environment, ...(sandbox ? { sandboxUrl: sandbox.url } : {}) }
  } catch (error) {
    await stop()
    throw error
  }
}

export async function main(): Promise<void> {
  await runProgram('start', startEverything, { usualLevel: 'warn', severalPrograms: true })
}

async function sandboxOptions(environment: Environment, dataDir: string, log: Log) {
  return {
    port: environment['SANDBOX_PORT'] ? Number(environment['SANDBOX_PORT']) : await freePort(8080),
    stateFile: resolve(dataDir, 'sandbox.json'),
    log: (event: { level: 'info' | 'warn' | 'error'; message: string; data?: unknown }) =>
      log.child({ program: 'sandbox' })[event.level]({ data: event.data }, event.message),
  }
}
