import type { Sql } from '#platform/database/sql.ts'
import { roleOf } from '#modules/users/roles.ts'
import { findUser } from '#modules/users/users.ts'
import type { DeedField } from './deed-field.ts'

type Recorded = Partial<Record<DeedField, unknown>>

/** What was done, for the record; numbers, states and lengths, no words of people. */
export interface Deed {
  about?: number | undefined
  subject?: string | undefined
  before: Recorded
  after: Recorded
}

interface NewEntry extends Deed {
  by: number
  action: string
  reason: string
  idempotencyKey: string
  /** What was asked for, as a hash, and what was answered: for a change that is asked for again. */
  request: Buffer
  reply: object
}

/** In the transaction of what was done. */
export async function addEntry(sql: Sql, entry: NewEntry): Promise<void> {
  const { by, action, about, subject, reason, before, after, idempotencyKey, request, reply } = entry
  await sql`
    insert into audit_log (actor_id, role, action, subject_id, subject, reason, before, after, idempotency_key, request, reply)
    values (${by}, ${(await roleOf(sql, by)) ?? ''}, ${action}, ${about}, ${subject}, ${reason}, ${before}, ${after},
      ${idempotencyKey}, ${request}, ${reply})`
}

export interface AuditEntry {
  id: number
  at: Date
  by: number
  byName: string | null
  role: string
  action: string
  about: number | null
  aboutName: string | null
  subject: string | null
  reason: string
  before: Record<string, unknown>
  after: Record<string, unknown>
}

export interface Doer {
  telegramId: number
  firstName: string | null
}

/** Who did this to it last. */
export async function lastToDo(
  sql: Sql,
  { action, subject }: { action: string; subject: string },
): Promise<Doer | null> {
  const [done] = await sql<{ actorId: number }>`
    select actor_id from audit_log where action = ${action} and subject = ${subject} order by id desc limit 1`
  if (!done) return null
  const { actorId: telegramId } = done
  // By itself: a distributed database does not join it to a table that is not.
  const user = await findUser(sql, telegramId)
  return { telegramId, firstName: user?.firstName ?? null }
}

/** What was done, newest first, a page at a time. */
export async function listAudit(
  sql: Sql,
  wanted: {
    action?: string | undefined
    by?: number | undefined
    about?: number | undefined
    before?: string | undefined
    limit: number
  },
): Promise<{ entries: AuditEntry[]; next: string | null }> {
  const beforeId = /^\d{1,18}$/.test(wanted.before ?? '') ? wanted.before : null
  const entries = await sql<AuditEntry>`
    select a.id, a.at, a.actor_id as by, actor.first_name as by_name, a.role, a.action, a.subject_id as about,
      subject.first_name as about_name, a.subject, a.reason, a.before, a.after
    from audit_log a
    left join users actor on actor.telegram_id = a.actor_id left join users subject on subject.telegram_id = a.subject_id
    where a.id < coalesce(${beforeId}::bigint, 9223372036854775807)
      and (${wanted.action}::text is null or a.action = ${wanted.action})
      and (${wanted.by}::bigint is null or a.actor_id = ${wanted.by})
      and (${wanted.about}::bigint is null or a.subject_id = ${wanted.about})
    order by a.id desc limit ${wanted.limit + 1}`
  const shown = entries.slice(0, wanted.limit)
  return { entries: shown, next: entries.length > wanted.limit ? String(shown.at(-1)!.id) : null }
}
