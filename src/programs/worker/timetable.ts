import type { PgBoss } from 'pg-boss'
import type { Sql } from '#platform/database/sql.ts'
import type { Log } from '#platform/runtime/log.ts'
import type { WorkerConfig } from './config.ts'
import type { createMetrics } from './metrics.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import type { LiveSettings } from '#modules/settings/live-settings.ts'
import { tasks } from '#modules/tasks.ts'
import { toolsOf } from './task-tools.ts'

/** Has each task run when it is due, by one of any number of workers. */
export async function keepTimetable(
  boss: PgBoss,
  { config, catalogs, settings, metrics, sql, reading, log }: Timetable,
): Promise<void> {
  for (const [name, task] of Object.entries(tasks)) {
    // Exclusive: at most one waiting or running, so that a slow run is never overtaken by the next.
    await boss.createQueue(name, { policy: 'exclusive', retryLimit: 2, retryDelay: 10, expireInSeconds: 300 })
    await boss.schedule(name, task.cron, null, { tz: 'UTC' })
    await boss.work(name, { pollingIntervalSeconds: secondsBetweenLooks(task.cron) }, async () => {
      const present = { config: { ...config, catalog: catalogs.written() }, settings: settings.present() }
      await metrics.watch(name, () =>
        task.run(toolsOf({ ...present, sql: task.readsMuch ? reading : sql, log: log.child({ task: name }) })),
      )
    })
  }
}

/** Each look is a statement, and there are some forty tasks: only what is due every minute is looked for every few seconds. */
const secondsBetweenLooks = (cron: string) => (cron.startsWith('* ') ? 4 : 10)

interface Timetable {
  config: WorkerConfig
  catalogs: LiveCatalog
  settings: LiveSettings
  metrics: ReturnType<typeof createMetrics>
  sql: Sql
  reading: Sql
  log: Log
}

/** What a release before has scheduled under a name that is gone: it would go on filling a queue that no worker empties. */
export async function removeOldTasks(boss: PgBoss): Promise<void> {
  for (const { name } of await boss.getSchedules()) {
    // Its schedule goes with it.
    if (!(name in tasks)) await boss.deleteQueue(name)
  }
}
