import { Api } from 'grammy'
import { expect } from 'vitest'
import { connect } from '#platform/database/connect.ts'
import { createLog } from '#platform/runtime/log.ts'
import { readConfig } from '#programs/worker/config.ts'
import { startSender } from '#programs/worker/main.ts'
import { LiveSettings } from '#modules/settings/live-settings.ts'
import { tasks } from '#modules/tasks.ts'
import { eventually } from './eventually.ts'
import type { World } from './world.ts'

/** Does one of the worker's tasks now, instead of waiting for its minute, until what it says has been sent. */
export async function runTask(world: World, name: string): Promise<void> {
  const config = readConfig(world.environment)
  const log = createLog('task', { level: 'silent' })
  const telegram = new Api(config.telegram!.token, { apiRoot: config.telegram!.apiRoot })
  const settings = new LiveSettings({ sql: world.sql, defaults: config.defaultSettings, log })
  await settings.look()
  await tasks[name]!.run({ sql: world.sql, config, settings: settings.present(), telegram, log })
  const database = connect({ url: config.databaseUrl, applicationName: 'pomogator-worker' })
  const sender = await startSender(config, database, log)
  try {
    await eventually(async () =>
      expect(await world.sql`select kind, error from outbox where state = 'waiting'`).toEqual([]),
    )
  } finally {
    await sender!.stop()
    await database.close()
  }
}
