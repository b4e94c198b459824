import type { Api } from 'grammy'
import type { Sql } from '#platform/database/sql.ts'
import type { Log } from '#platform/runtime/log.ts'
import type { WorkerConfig } from '#programs/worker/config.ts'

/** What every task works with. */
export interface TaskTools {
  sql: Sql
  config: WorkerConfig
  /** Absent without BOT_TOKEN: then what needs Telegram waits. */
  telegram: Api | undefined
  log: Log
}
