import type { Sql } from '#platform/database/sql.ts'
import type { Conditions, QuietHours, Said } from './contract.ts'
import { countFigures, deletableMinutes } from './recipients.ts'
import { addRecipients } from './segment.ts'

/** A broadcast that a worker has something to do for. */
export interface AtWork {
  id: number
  state: 'scheduled' | 'filling' | 'sending' | 'deleting'
  texts: Said[]
  hasPicture: boolean
  pictureFileId: string | null
  quiet: QuietHours | null
  /** By the clock of the database. */
  now: Date
}

/** Those whose time has come and that no other worker sends, oldest first. */
export async function broadcastsAtWork(sql: Sql, sender: string): Promise<AtWork[]> {
  return sql<AtWork>`
    select id, state, texts, picture is not null as has_picture, picture_file_id, quiet,
      clock_timestamp() as now
    from broadcasts
    where state in ('scheduled', 'filling', 'sending', 'deleting') and begins_at <= clock_timestamp()
      and not_before <= clock_timestamp()
      and (sender = ${sender} or sender_until is null or sender_until < clock_timestamp())
    order by begins_at, id`
}

/** Some more people get their rows, in one transaction with the place where the next time goes on. False: all have theirs. */
export async function fillBroadcast(sql: Sql, id: number): Promise<boolean> {
  return sql.transaction(async (sql) => {
    const [row] = await sql<{ conditions: Conditions; filledTo: number }>`
      update broadcasts set state = 'filling' where id = ${id} and state in ('scheduled', 'filling') and not filled
      returning conditions, filled_to`
    if (!row) return false
    const { conditions, filledTo } = row
    const last = await addRecipients(sql, { broadcastId: id, after: filledTo, conditions })
    if (last === undefined) await sql`update broadcasts set filled = true, state = 'sending' where id = ${id}`
    else await sql`update broadcasts set filled_to = ${last} where id = ${id}`
    return last !== undefined
  })
}

/** A broadcast without recipients left has ended, and keeps its figures. Rows under a lease are waited for. */
export async function endIfDone(sql: Sql, id: number): Promise<boolean> {
  return sql.transaction(async (sql) => {
    const [row] = await sql<{ state: 'sending' | 'deleting' }>`
      select state from broadcasts where id = ${id} and state in ('sending', 'deleting') for update`
    if (!row) return false
    const [left] = await sql<{ state: string }>`
        select state from broadcast_recipients where broadcast_id = ${id} and state in ('waiting', 'sending')
        order by state limit 1`
    if (left && (row.state === 'sending' || left.state === 'sending')) return false
    // Whose sending was noted after the place had passed them.
    if (row.state === 'deleting') {
      const again = await sql`
        update broadcasts set deleted_to = 0 where id = ${id} and deleted_to > 0 and exists (
          select from broadcast_recipients where broadcast_id = ${id} and state = 'sent'
            and sent_at > clock_timestamp() - make_interval(mins => ${deletableMinutes}))
        returning id`
      if (again.length > 0) return true
    }
    const figures = await countFigures(sql, id)
    // The recipients of an old broadcast are deleted: its figures stay as they are.
    const isKnown = Object.values(figures).some((people) => people > 0)
    await sql`
      update broadcasts set state = ${row.state === 'sending' ? 'sent' : 'deleted'},
        figures = coalesce(${isKnown ? figures : null}::jsonb, figures),
        ended_at = coalesce(ended_at, now())
      where id = ${id}`
    return true
  })
}

/** Telegram wants a pause, or it or the way to it is broken: no recipients are taken for so long. */
export async function delayBroadcast(sql: Sql, id: number, delayMs: number): Promise<void> {
  await sql`
    update broadcasts set not_before = clock_timestamp() + make_interval(secs => ${delayMs / 1000}) where id = ${id}`
}

/** Telegram takes it for no recipient: the owner has to look at it before it goes on. */
export async function pauseWithProblem(sql: Sql, id: number, problem: string): Promise<void> {
  await sql`update broadcasts set state = 'paused', problem = ${problem} where id = ${id} and state = 'sending'`
}

export async function notePictureFile(sql: Sql, id: number, fileId: string): Promise<void> {
  await sql`update broadcasts set picture_file_id = ${fileId} where id = ${id}`
}

export async function noteDeletedTo(sql: Sql, id: number, userId: number): Promise<void> {
  await sql`update broadcasts set deleted_to = ${userId} where id = ${id} and state = 'deleting'`
}

/** Answers that are being written now; answers go first. */
export async function runningAnswers(sql: Sql): Promise<number> {
  const [row] = await sql<{ running: number }>`
    select count(*) as running from messages_log where status = 'pending' and working_until > now()`
  return row!.running
}
