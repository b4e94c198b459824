import { refuseUnfitDatabase } from '#platform/database/examine.ts'
import { findDatabase } from '#programs/postgres/find.ts'
import { type Environment, loadEnvironment, SettingsError } from '#platform/runtime/environment.ts'
import { explain, readCommon } from '#platform/runtime/lifetime.ts'
import { createLog, type Log } from '#platform/runtime/log.ts'
import { useProxy } from '#platform/runtime/proxy.ts'
import { checkAll } from '#platform/runtime/start-error.ts'
import { readConfig, type WorkerConfig } from './config.ts'
import { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import { LiveSettings } from '#modules/settings/live-settings.ts'
import { tasks } from '#modules/tasks.ts'
import { connectToRead, toolsOf } from './task-tools.ts'

/** Does one task now. */
export async function runOnce(name: string): Promise<void> {
  let log = createLog('worker', { level: 'info' })
  try {
    const given = loadEnvironment()
    const [level] = checkAll(
      () => readCommon(given),
      () => readConfig({ ...given, DATABASE_URL: given['DATABASE_URL']?.trim() || 'postgres://later/later' }),
      () => refuseTask(name, given),
    )
    log = createLog('worker', { level, pretty: process.stdout.isTTY })
    useProxy(given)
    const found = await findDatabase(given, log)
    try {
      await runTask(readConfig(found.environment), name, log)
    } finally {
      await found.leave()
    }
  } catch (error) {
    explain(error, log)
    process.exitCode = 1
  }
}

function refuseTask(name: string, given: Environment): void {
  const task = tasks[name]
  if (!task) throw new SettingsError(`There is no task "${name}". Choose one of: ${Object.keys(tasks).join(', ')}.`)
  if (task.needsTelegram && !given['BOT_TOKEN']?.trim())
    throw new SettingsError('BOT_TOKEN is not set: this task asks Telegram.')
}

async function runTask(config: WorkerConfig, name: string, log: Log): Promise<void> {
  const database = connectToRead(config, log)
  try {
    await refuseUnfitDatabase(database.sql)
    const { catalog, catalogSource: source } = config
    const { sql } = database
    const catalogs = new LiveCatalog({ sql, catalog, source, program: 'worker', log })
    const settings = new LiveSettings({ sql, defaults: config.defaultSettings, log })
    await Promise.all([catalogs.look(), settings.look()])
    const tools = { config: { ...config, catalog: catalogs.written() }, settings: settings.present(), sql }
    await tasks[name]!.run(toolsOf({ ...tools, log: log.child({ task: name }) }))
  } finally {
    await database.close()
  }
}
