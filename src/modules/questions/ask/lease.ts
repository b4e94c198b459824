import { ifGone } from '#platform/database/alive.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { Question } from '#modules/questions/question.ts'

/** Says that these attempts are alive, under the name of this process, and returns the ids of those still ours: another process has taken over the rest. */
export async function extendLeases(
  sql: Sql,
  questions: Question[],
  { leaseMs, worker }: { leaseMs: number; worker: string },
): Promise<Set<number>> {
  const rows = await sql<{ id: number }>`
    update messages_log m set working_until = (select clock_timestamp()) + make_interval(secs => ${leaseMs / 1000}), worker = ${worker}
    from unnest(${questions.map((q) => q.userId)}::bigint[], ${questions.map((q) => q.id)}::bigint[],
      ${questions.map((q) => q.attempt)}::integer[]) as ours (user_id, id, attempt)
    where m.user_id = ours.user_id and m.id = ours.id and m.attempt = ours.attempt and m.status = 'pending'
    returning m.id`
  return new Set(rows.map((row) => row.id))
}

/** Leaves an attempt only `graceMs` more when the session of its process is gone (see Presence). */
export async function shortenIfGone(sql: Sql, question: Question, graceMs: number): Promise<void> {
  const { userId, id, attempt } = question
  const [held] = await sql<{ worker: string }>`
    select worker from messages_log
    where user_id = ${userId} and id = ${id} and attempt = ${attempt} and status = 'pending' and worker like 'session:%'
      and working_until > clock_timestamp() + make_interval(secs => ${graceMs / 1000})`
  if (!held) return
  await ifGone(
    sql,
    held.worker,
    (sql) => sql`
      update messages_log set working_until = (select clock_timestamp()) + make_interval(secs => ${graceMs / 1000})
      where user_id = ${userId} and id = ${id} and attempt = ${attempt} and status = 'pending' and worker = ${held.worker}
        and working_until > (select clock_timestamp()) + make_interval(secs => ${graceMs / 1000})`,
  )
}

/** Lets the next process take the question over at once: this one is stopping. */
export async function giveUpLease(sql: Sql, question: Question): Promise<void> {
  await sql`
    update messages_log set working_until = (select clock_timestamp())
    where user_id = ${question.userId} and id = ${question.id} and attempt = ${question.attempt} and status = 'pending'`
}
