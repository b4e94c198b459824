import type { Api } from 'grammy'
import type { Sql } from '#platform/database/sql.ts'
import type { Log } from '#platform/runtime/log.ts'
import type { PresentSettings } from '#modules/settings/live-settings.ts'

/** What every task works with. */
export interface TaskTools {
  sql: Sql
  config: {
    paymentSecrets: string[]
    /** Absent: texts are kept for ever. */
    keepTextsDays: number | null
    keepEventsMonths: number
  }
  /** As they are when the task begins. */
  settings: PresentSettings
  /** Absent without BOT_TOKEN: then what needs Telegram waits. */
  telegram: Api | undefined
  log: Log
}
