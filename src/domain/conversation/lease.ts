import type { Sql } from '#database/sql.ts'
import type { Question } from './question.ts'

/** Says that this attempt is alive. Returns false when another process has taken the question over: then stop working on it. */
export async function extendLease(sql: Sql, question: Question, leaseMs: number): Promise<boolean> {
  const rows = await sql`
    update messages_log set working_until = clock_timestamp() + make_interval(secs => ${leaseMs / 1000})
    where user_id = ${question.userId} and id = ${question.id} and attempt = ${question.attempt} and status = 'pending'
    returning id`
  return rows.length === 1
}

/** Lets the next process take the question over at once: this one is stopping. */
export async function giveUpLease(sql: Sql, question: Question): Promise<void> {
  await sql`
    update messages_log set working_until = clock_timestamp()
    where user_id = ${question.userId} and id = ${question.id} and attempt = ${question.attempt} and status = 'pending'`
}
