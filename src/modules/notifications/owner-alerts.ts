import type { Sql } from '#platform/database/sql.ts'
import type { Refused } from '#platform/models/tries.ts'
import { type Log, withoutSecrets } from '#platform/runtime/log.ts'
import { record } from '#modules/events/events.ts'
import { say } from './outbox.ts'

/**
 * A provider refuses everything, whatever was asked of it. The owner finds it among the errors and is written to; the
 * question that met it goes on without waiting for that.
 */
export async function tellOfRefusal({ sql, log }: { sql: Sql; log: Log }, refused: Refused): Promise<void> {
  const { provider: model, status } = refused
  const message = withoutSecrets(refused.message).slice(0, 500).toWellFormed()
  try {
    const isNews = await noteRefusedProvider(sql, { model, status, message })
    if (isNews)
      log.error({ model, status, message }, 'A model refuses all questions: look at its key, balance and name')
  } catch (error) {
    log.warn({ err: error, model }, 'The owner could not be told that a model refuses all questions')
  }
}

/** A provider that refuses everything because of its key, its account or the model's name. */
interface RefusedProvider {
  /** The model's id in the catalogue. */
  model: string
  status: number | null
  message: string
}

/** Told again after so long, if it still is so. */
const windowHours = 1

/**
 * Notes it as an error for the owner, once in each window for a model and status, in whichever process. The
 * owners are told. Returns whether it was news.
 */
export async function noteRefusedProvider(sql: Sql, refused: RefusedProvider): Promise<boolean> {
  return sql.transaction(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtext('provider_refused'))`
    const known = await sql`
      select 1 from events where kind = 'provider_refused' and at > now() - make_interval(hours => ${windowHours})
        and data ->> 'model' = ${refused.model} and (data ->> 'status') is not distinct from ${refused.status}::text limit 1`
    if (known.length > 0) return false
    await record(sql, { level: 'error', kind: 'provider_refused', data: { ...refused } })
    const key = `provider_refused:${refused.model}:${refused.status}:${Date.now()}`
    await say(sql, { key, to: 'owners', kind: 'provider_refused', data: { ...refused } })
    return true
  })
}

/** Once and twice may be a mistake of the provider's. */
const abusesToTell = 3

/**
 * A provider has refused a person for abuse, which is among the events: the owners are told of the third time, because the
 * provider may close their whole account. Within the transaction that has noted it.
 */
export async function tellOfAbuse(sql: Sql, telegramId: number): Promise<void> {
  const [row] = await sql<{ times: number }>`
    select count(*)::integer as times from events
    where user_id = ${telegramId} and kind = 'question_failed' and data ->> 'reason' = 'abuse'`
  if (row!.times !== abusesToTell) return
  await say(sql, { key: `abuse:${telegramId}`, to: 'owners', kind: 'abuse_repeated', data: { telegramId } })
}
