import type { Sql } from '#platform/database/sql.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import type { LiveSettings } from '#modules/settings/live-settings.ts'
import type { AttachmentReader } from '#modules/attachments/reader.ts'
import type { Answering } from './answer/answering.ts'

/** What the routes of questions work with. */
export interface QuestionContext {
  sql: Sql
  catalogs: LiveCatalog
  answering: Answering
  attachments: AttachmentReader
  settings: Pick<LiveSettings, 'present' | 'documents'>
}
