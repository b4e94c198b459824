import { connect } from '#platform/database/connect.ts'
import type { Database, Sql } from '#platform/database/sql.ts'
import type { Log } from '#platform/runtime/log.ts'
import type { WorkerConfig } from './config.ts'
import type { PresentSettings } from '#modules/settings/live-settings.ts'
import { telegramApi } from '#platform/telegram/telegram-api.ts'
import type { WatchTools } from '#modules/catalog/tasks/watch-models.ts'

/** For a statement that reads much of a table; less than a task may take. */
const readingLimitMs = 240_000

/** For tasks that read much. */
export function connectToRead({ databaseUrl: url }: WorkerConfig, log: Log): Database {
  return connect({ url, applicationName: 'pomogator-worker', poolSize: 2, statementTimeoutMs: readingLimitMs, log })
}

/** What tasks work with; Telegram where there is a token. */
export function toolsOf(tools: { config: WorkerConfig; settings: PresentSettings; sql: Sql; log: Log }): WatchTools {
  const { telegram } = tools.config
  return { ...tools, telegram: telegram ? telegramApi(telegram, 20) : undefined }
}
