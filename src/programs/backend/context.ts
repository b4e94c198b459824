import type { Database, Sql } from '#platform/database/sql.ts'
import type { WebhookStore } from '#platform/inbox/webhook-store.ts'
import type { Tables } from '#platform/database/table.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import type { LiveSettings } from '#modules/settings/live-settings.ts'
import type { Log } from '#platform/runtime/log.ts'
import type { HealthPages } from '#platform/runtime/health.ts'
import type { AttachmentReader } from '#modules/attachments/reader.ts'
import type { Answering } from '#modules/questions/answer/answering.ts'
import type { Painting } from '#modules/images/painting.ts'
import type { Speaking } from '#modules/voice-answers/speaking.ts'
import type { BackendConfig } from './config.ts'
import type { Metrics } from './metrics.ts'

/** What the routes work with; made once in `main.ts`. */
export interface Context {
  config: BackendConfig
  sql: Sql
  database: Database
  store: WebhookStore
  tables: Tables
  catalogs: LiveCatalog
  settings: LiveSettings
  answering: Answering
  attachments: AttachmentReader
  speaking: Speaking
  painting: Painting
  metrics: Metrics
  health: HealthPages
  log: Log
}
