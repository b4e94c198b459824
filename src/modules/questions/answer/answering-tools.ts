import type { Alive } from '#platform/database/alive.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { Log } from '#platform/runtime/log.ts'
import type { AttachmentReader } from '#modules/attachments/reader.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import type { Question } from '#modules/questions/question.ts'
import type { Done } from './done.ts'
import type { LookupSources } from './toolbox.ts'

/** What answering needs. */
export interface AnsweringTools {
  sql: Sql
  alive: Alive
  catalogs: LiveCatalog
  attachments: AttachmentReader
  lookupSources: LookupSources
  config: { callerSecret: string }
  metrics: {
    answered(outcome: 'answered' | 'stopped', done: Done): void
    failed(reason: string): void
  }
  log: Log
}

/** To make one takes 25 KB, for what it looks through for secrets. */
const logs = new WeakMap<Question, Log>()

/** The update's id joins what the programs say about one question. */
export function logOf({ log }: AnsweringTools, question: Question): Log {
  let own = logs.get(question)
  if (!own) logs.set(question, (own = log.child({ updateId: question.updateId, questionId: question.id })))
  return own
}
