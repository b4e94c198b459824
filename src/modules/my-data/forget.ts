import type { Sql } from '#platform/database/sql.ts'
import { record } from '#modules/events/events.ts'
import { lockUser } from '#modules/users/users.ts'
import { abandon } from '#modules/questions/answer/abandon.ts'
import { type QuestionRow, questionOf } from '#modules/questions/question.ts'

/**
 * Deletes what a person wrote and was answered, their names and their settings. What was paid and used stays, without
 * texts: the owner must be able to account for it, and a trial is given once. An answer being written ends and costs
 * nothing; what its process writes afterwards finds no open question and is dropped.
 */
export async function forgetPerson(sql: Sql, telegramId: number): Promise<boolean> {
  return sql.transaction(async (sql) => {
    if (!(await lockUser(sql, telegramId))) return false
    await endOpenQuestions(sql, telegramId)
    await sql`update messages_log set question = null, answer = null, quoted = null, edited = null where user_id = ${telegramId}`
    await sql`delete from waiting_questions where user_id = ${telegramId}`
    await sql`update support_requests set text = '', answer = null where user_id = ${telegramId}`
    // Updates that were given up hold what they wrote.
    await sql`delete from dead_updates where payload @? ${`$.*.from ? (@.id == ${telegramId})`}::jsonpath`
    await sql`update conversations set title = null, ended_at = coalesce(ended_at, now()) where user_id = ${telegramId}`
    await sql`
      update users set first_name = '', last_name = null, username = null, settings = '{}', updated_at = now()
      where telegram_id = ${telegramId}`
    await record(sql, { level: 'info', kind: 'data_deleted', userId: telegramId })
    return true
  })
}

async function endOpenQuestions(sql: Sql, telegramId: number): Promise<void> {
  // Locked, so that no other process takes one over meanwhile.
  const open = await sql<QuestionRow>`
    select * from messages_log where user_id = ${telegramId} and status = 'pending' order by id for update`
  for (const row of open) {
    await abandon(sql, questionOf(row), { status: 'stopped', failure: 'data deleted' })
    // Whichever backend is answering hears it when this is committed.
    await sql`select pg_notify('stop_answer', ${String(row.id)})`
  }
}

/** Deletes texts of questions older than this, as many at once as given; returns how many questions it was. */
export async function forgetOldTexts(sql: Sql, options: { days: number; limit: number }): Promise<number> {
  const rows = await sql`
    with old as (
      select user_id, id from messages_log
      where asked_at < now() - make_interval(days => ${options.days}) and status <> 'pending'
        and (question is not null or answer is not null or quoted is not null or edited is not null)
      order by asked_at limit ${options.limit} for update skip locked
    ), forgotten as (
      update messages_log m set question = null, answer = null, quoted = null, edited = null
      from old where m.user_id = old.user_id and m.id = old.id
      returning m.user_id, m.conversation_id
    ), untitled as (
      update conversations c set title = null, ended_at = coalesce(c.ended_at, now()) from forgotten f
      where c.user_id = f.user_id and c.id = f.conversation_id and c.started_at < now() - make_interval(days => ${options.days})
    )
    select 1 from forgotten`
  return rows.length
}
