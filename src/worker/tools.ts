import type { Sql } from '#database/sql.ts'
import type { Log } from '#runtime/log.ts'
import type { WorkerConfig } from './config.ts'

/** What every task works with. */
export interface TaskTools {
  sql: Sql
  config: WorkerConfig
  log: Log
}
