import { Api } from 'grammy'
import { createLog } from '#platform/runtime/log.ts'
import { readConfig } from '#programs/worker/config.ts'
import { tasks } from '#modules/tasks.ts'
import type { World } from './world.ts'

/** Does one of the worker's tasks now, instead of waiting for its minute. */
export async function runTask(world: World, name: string): Promise<void> {
  const config = readConfig(world.environment)
  const telegram = new Api(config.telegram!.token, { apiRoot: config.telegram!.apiRoot })
  await tasks[name]!.run({ sql: world.sql, config, telegram, log: createLog('task', { level: 'silent' }) })
}
