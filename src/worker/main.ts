import { PgBoss } from 'pg-boss'
import { connect } from '#database/connect.ts'
import { type Running, runProgram, stopInOrder } from '#runtime/lifetime.ts'
import type { Log } from '#runtime/log.ts'
import { readConfig, type WorkerConfig } from './config.ts'
import { tasks } from './tasks.ts'

/** Runs the timetable. Several workers may run: pg-boss sees to it that each appointment is kept once. */
export async function startWorker(config: WorkerConfig, log: Log): Promise<Running> {
  const database = connect({ url: config.databaseUrl, applicationName: 'pomogator-worker', poolSize: 4, log })
  const boss = new PgBoss({ connectionString: config.databaseUrl, application_name: 'pomogator-timetable', max: 3 })
  boss.on('error', (error) => log.error({ err: error }, 'The timetable has a problem'))
  await boss.start()
  for (const [name, task] of Object.entries(tasks)) {
    // Exclusive: at most one waiting or running, so that a slow run is never overtaken by the next.
    await boss.createQueue(name, { policy: 'exclusive', retryLimit: 2, retryDelay: 10, expireInSeconds: 300 })
    await boss.schedule(name, task.cron, null, { tz: 'UTC' })
    await boss.work(name, { pollingIntervalSeconds: 2 }, async () => {
      await task.run({ sql: database.sql, config, log: log.child({ task: name }) })
    })
  }
  log.info({ tasks: Object.keys(tasks) }, 'The worker keeps the timetable')
  return { stop: () => stopInOrder(log, [() => boss.stop({ graceful: true, timeout: 8_000 }), () => database.close()]) }
}

export async function main(): Promise<void> {
  await runProgram('worker', (environment, log) => startWorker(readConfig(environment), log))
}
