import { Api } from 'grammy'
import { PgBoss } from 'pg-boss'
import { connect } from '#database/connect.ts'
import type { Sql } from '#database/sql.ts'
import { loadEnvironment } from '#runtime/environment.ts'
import { serveHealth } from '#runtime/health.ts'
import { type Running, runProgram, stopInOrder } from '#runtime/lifetime.ts'
import { createLog, type Log, withoutSecrets } from '#runtime/log.ts'
import { readConfig, type WorkerConfig } from './config.ts'
import { createMetrics } from './metrics.ts'
import { tasks } from './tasks.ts'
import type { TaskTools } from './tools.ts'

/** Runs the timetable. Several workers may run: pg-boss sees to it that each appointment is kept once. */
export async function startWorker(config: WorkerConfig, log: Log): Promise<Running> {
  const database = connect({ url: config.databaseUrl, applicationName: 'pomogator-worker', poolSize: 4, log })
  const boss = new PgBoss({
    connectionString: config.databaseUrl,
    application_name: 'pomogator-timetable',
    max: 3,
    // The migrations make it: a program may own no more of the database than that.
    createSchema: false,
  })
  const metrics = createMetrics()
  let atWork = false
  const health = await serveHealth(config.health, {
    async ready() {
      if (!atWork) return 'The timetable has not begun'
      await database.sql`select 1 from reconciliation`
      return undefined
    },
    registry: metrics.registry,
    log,
  })
  boss.on('error', (error) => log.error({ err: error }, 'The timetable has a problem'))
  await boss.start()
  for (const [name, task] of Object.entries(tasks)) {
    // Exclusive: at most one waiting or running, so that a slow run is never overtaken by the next.
    await boss.createQueue(name, { policy: 'exclusive', retryLimit: 2, retryDelay: 10, expireInSeconds: 300 })
    await boss.schedule(name, task.cron, null, { tz: 'UTC' })
    await boss.work(name, { pollingIntervalSeconds: 2 }, async () => {
      await metrics.watch(name, () => task.run(toolsOf(config, database.sql, log.child({ task: name }))))
    })
  }
  atWork = true
  log.info({ tasks: Object.keys(tasks) }, 'The worker keeps the timetable')
  return {
    stop: () =>
      stopInOrder(log, [
        () => boss.stop({ graceful: true, timeout: 8_000 }),
        () => health.stop(),
        () => database.close(),
      ]),
  }
}

/** `npm run worker` keeps the timetable; `npm run worker -- run NAME` does one of its tasks now and ends. */
export async function main(): Promise<void> {
  const [order, name = ''] = process.argv.slice(3)
  if (order === 'run') return runOnce(name)
  await runProgram('worker', (environment, log) => startWorker(readConfig(environment), log))
}

async function runOnce(name: string): Promise<void> {
  const task = tasks[name]
  try {
    if (!task) throw new Error(`There is no task "${name}". Choose one of: ${Object.keys(tasks).join(', ')}.`)
    const environment = loadEnvironment()
    const config = readConfig(environment)
    if (task.needsTelegram && !config.telegram) throw new Error('BOT_TOKEN is not set: this task asks Telegram.')
    const log = createLog('worker', { level: environment['LOG_LEVEL'] || 'info', pretty: process.stdout.isTTY })
    const database = connect({ url: config.databaseUrl, applicationName: 'pomogator-worker', poolSize: 2, log })
    try {
      await task.run(toolsOf(config, database.sql, log.child({ task: name })))
    } finally {
      await database.close()
    }
  } catch (error) {
    process.stderr.write(`${withoutSecrets(error instanceof Error ? error.message : String(error))}\n`)
    process.exitCode = 1
  }
}

function toolsOf(config: WorkerConfig, sql: Sql, log: Log): TaskTools {
  const telegram = config.telegram
    ? new Api(config.telegram.token, { apiRoot: config.telegram.apiRoot, timeoutSeconds: 20 })
    : undefined
  return { sql, config, telegram, log }
}
