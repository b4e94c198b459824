import type { Sql } from '#platform/database/sql.ts'
import { storePaid } from '#platform/database/store-paid.ts'
import type { CompleteCatalog } from '#modules/catalog/complete.ts'
import { transcribersOf } from '#modules/catalog/providers.ts'
import { costsOf, nextAttempt, type PaidWork, recordCosts } from '#modules/costs/record-costs.ts'
import { ModelError, type Try } from '#platform/models/failure.ts'
import type { Refused } from '#platform/models/tries.ts'
import { transcribe } from '#platform/models/transcribe.ts'
import type { Log } from '#platform/runtime/log.ts'
import type { Attachment } from './attachment.ts'
import type { AttachmentReader } from './reader.ts'

/** For whom speech is written down, and what counts its cost. */
export interface Hearing {
  sql: Sql
  reader: AttachmentReader
  catalog: CompleteCatalog
  work: PaidWork
  signal: AbortSignal
  tellRefused: (refused: Refused) => void
  log: Log
}

/**
 * What was said in a voice message. It is written down once: asking again, after a crash too, gets the same.
 * Undefined when the signal ended it.
 * @throws ModelError when no provider could; TelegramAway; UnreadableFile when Telegram has it no longer
 */
export async function hear(hearing: Hearing, attachment: Attachment): Promise<string | undefined> {
  if (attachment.texts) return attachment.texts.join('\n')
  const { catalog, signal, log, tellRefused } = hearing
  const { mediaType, seconds } = attachment
  const transcribers = transcribersOf(catalog, new Date())
  try {
    const whole = await hearing.reader.withBytes(attachment, signal, (data) => {
      const recording = { data, mediaType: mediaType ?? 'audio/ogg', seconds: seconds ?? 0 }
      return transcribe({ transcribers, recording, signal, tellRefused, log })
    })
    const text = whole.outcome === 'given' ? whole.result.replaceAll('\0', '').toWellFormed() : undefined
    await keep(hearing, attachment, { text, tries: whole.tries })
    return text
  } catch (error) {
    if (error instanceof ModelError) await keep(hearing, attachment, { text: undefined, tries: error.failure.tries })
    throw error
  }
}

/** What was heard, and what it has cost, at once: it was paid for, so it is kept also when no call waits for it any more. */
async function keep(
  { sql, catalog, work, log }: Hearing,
  { userId, id }: Attachment,
  { text, tries }: { text: string | undefined; tries: Try[] },
): Promise<void> {
  const costs = costsOf(catalog, tries, new Date())
  // Another question may ask for the same recording again: what each time has cost counts, and once however often it is stored.
  const attempt = await storePaid(log, () => nextAttempt(sql, { kind: 'transcription', id }))
  const store = async (sql: Sql) => {
    if (text !== undefined)
      await sql`
        update attachments set texts = array[${text}::text] where user_id = ${userId} and id = ${id} and texts is null`
    await recordCosts(sql, { ...work, kind: 'transcription', id, attempt }, { costs, ends: false })
  }
  await storePaid(log, () => sql.transaction(store))
}
