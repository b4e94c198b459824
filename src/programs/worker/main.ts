import { readReconciliation } from '#modules/payments/reconcile.ts'
import { PgBoss } from 'pg-boss'
import { showAtWork } from '#platform/database/at-work.ts'
import { connect } from '#platform/database/connect.ts'
import { refuseUnfitDatabase } from '#platform/database/examine.ts'
import { reasonNotReady } from '#platform/database/schema.ts'
import { withSession } from '#platform/database/session.ts'
import type { Database } from '#platform/database/sql.ts'
import { giveBackMemory } from '#platform/runtime/give-back-memory.ts'
import { serveHealth } from '#platform/runtime/health.ts'
import { finishLimitMs, type Running, runProgram, stopInOrder } from '#platform/runtime/lifetime.ts'
import type { Log } from '#platform/runtime/log.ts'
import { OutageLog } from '#platform/runtime/outage-log.ts'
import { readConfig, type WorkerConfig } from './config.ts'
import { createMetrics } from './metrics.ts'
import { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import { LiveSettings } from '#modules/settings/live-settings.ts'
import { Broadcaster } from '#modules/broadcasts/tasks/broadcaster.ts'
import { Sender } from '#modules/notifications/tasks/sender.ts'
import { moveChat } from '#modules/questions/answer/move-chat.ts'
import { followChats } from '#platform/telegram/follow-chats.ts'
import { telegramApi } from '#platform/telegram/telegram-api.ts'
import { callShares, Pacing } from '#platform/telegram/pacing.ts'
import { tasks } from '#modules/tasks.ts'
import { keepTimetable, removeOldTasks } from './timetable.ts'
import { connectToRead } from './task-tools.ts'
import { runOnce } from './run-once.ts'

/** Runs the timetable and sends the outbox. Several workers may run: pg-boss sees to it that each appointment is kept once. */
export async function startWorker(config: WorkerConfig, log: Log): Promise<Running> {
  const database = connect({ url: config.databaseUrl, applicationName: 'pomogator-worker', poolSize: 4, log })
  const reading = connectToRead(config, log)
  const boss = createTimetable(config)
  const { catalog, catalogSource: source } = config
  const catalogs = new LiveCatalog({ sql: database.sql, catalog, source, program: 'worker', log })
  const settings = new LiveSettings({ sql: database.sql, defaults: config.defaultSettings, log })
  const metrics = createMetrics()
  let atWork = false
  const health = await serveHealth(config.health, {
    async ready() {
      if (!atWork) return 'The timetable has not begun'
      await readReconciliation(database.sql)
      return reasonNotReady(database.sql)
    },
    registry: metrics.registry,
    log,
  })
  const outage = new OutageLog(log, 'The timetable cannot be kept')
  boss.on('error', (error) => outage.failed(error))
  const begun: Begun = {}
  const stop = () =>
    stopInOrder(log, [
      () =>
        Promise.all([
          begun.sender?.stop(),
          begun.broadcaster?.stop(),
          boss.stop({ graceful: true, timeout: finishLimitMs }),
        ]),
      async () => begun.shown?.stop(),
      () => Promise.all([catalogs.stop(), settings.stop()]),
      () => health.stop(),
      () => Promise.all([database.close(), reading.close()]),
    ])
  try {
    await refuseUnfitDatabase(database.sql)
    await boss.start()
    await catalogs.follow(database)
    await settings.follow(database)
    await keepTimetable(boss, { config, catalogs, settings, metrics, sql: database.sql, reading: reading.sql, log })
    await removeOldTasks(boss)
    begun.sender = await startSender(config, database, log)
    begun.broadcaster = await startBroadcaster(config, database, log)
    atWork = true
    begun.shown = await showAtWork(database.sql, 'worker')
  } catch (error) {
    await stop()
    throw error
  }
  log.info({ tasks: Object.keys(tasks) }, 'The worker keeps the timetable')
  return { stop }
}

interface Begun {
  sender?: Sender | undefined
  broadcaster?: Broadcaster | undefined
  shown?: { stop(): Promise<void> }
}

function createTimetable({ databaseUrl }: WorkerConfig): PgBoss {
  return new PgBoss({
    connectionString: withSession(databaseUrl),
    application_name: 'pomogator-timetable',
    max: 3,
    // The migrations make it: a program may own no more of the database than that.
    createSchema: false,
  })
}

/** Less than the lease of a notice. */
const sendLimitSeconds = 10

/** What stands in the outbox is sent; without a token it waits. */
export async function startSender(config: WorkerConfig, database: Database, log: Log): Promise<Sender | undefined> {
  if (!config.telegram) return undefined
  const telegram = telegramApi(config.telegram, sendLimitSeconds)
  telegram.config.use(followChats((chat) => moveChat(database.sql, chat)))
  const pacing = new Pacing({ perSecond: config.callsPerSecond * callShares.notices })
  return new Sender({ database, telegram, pacing, log }).start()
}

/** What is said to many, beside what is said to one: each has its own share of the calls. */
export async function startBroadcaster(
  config: WorkerConfig,
  database: Database,
  log: Log,
): Promise<Broadcaster | undefined> {
  if (!config.telegram) return undefined
  const telegram = telegramApi(config.telegram, sendLimitSeconds)
  return new Broadcaster({ database, telegram, callsPerSecond: config.callsPerSecond, log }).start()
}

/** `npm run worker` keeps the timetable; `npm run worker -- run NAME` does one of its tasks now and ends. */
export async function main(): Promise<void> {
  const [order, name = ''] = process.argv.slice(3)
  if (order === 'run') return runOnce(name)
  await runProgram({
    name: 'worker',
    readConfig,
    async start(config, log) {
      const worker = await startWorker(config, log)
      giveBackMemory()
      return worker
    },
  })
}
