import type { Sql } from '#platform/database/sql.ts'

export interface Ticket {
  id: number
  telegramId: number
  firstName: string
  username: string | null
  text: string
  at: Date
  answeredAt: Date | null
}

const mostOfTalk = 100

/** Those without an answer, oldest first, or those with one, newest first; a page at a time. Deleted texts need no answer. */
export async function listTickets(
  sql: Sql,
  wanted: { show: 'open' | 'answered'; before?: string | undefined; limit: number },
): Promise<{ tickets: Ticket[]; next: string | null }> {
  const cursor = /^\d{1,18}$/.test(wanted.before ?? '') ? wanted.before : null
  const rows = await (wanted.show === 'open'
    ? listOpen(sql, cursor, wanted.limit)
    : listAnswered(sql, cursor, wanted.limit))
  const tickets = rows.slice(0, wanted.limit)
  return { tickets, next: rows.length > wanted.limit ? String(tickets.at(-1)!.id) : null }
}

function listOpen(sql: Sql, after: string | null | undefined, limit: number): Promise<Ticket[]> {
  return sql<Ticket>`
    select r.id, r.user_id as telegram_id, u.first_name, u.username, r.text, r.created_at as at, r.answered_at
    from support_requests r join users u on u.telegram_id = r.user_id
    where r.answered_at is null and r.text <> '' and r.id > coalesce(${after}::bigint, 0)
    order by r.id limit ${limit + 1}`
}

function listAnswered(sql: Sql, before: string | null | undefined, limit: number): Promise<Ticket[]> {
  return sql<Ticket>`
    select r.id, r.user_id as telegram_id, u.first_name, u.username, r.text, r.created_at as at, r.answered_at
    from support_requests r join users u on u.telegram_id = r.user_id
    where r.answered_at is not null and r.text <> '' and r.id < coalesce(${before}::bigint, 9223372036854775807)
    order by r.id desc limit ${limit + 1}`
}

export interface Exchange {
  id: number
  text: string
  /** How many files came with it: those who may answer have them in Telegram. */
  files: number
  at: Date
  answer: string | null
  answeredAt: Date | null
  answeredBy: number | null
}

/** A person's last hundred questions with their answers, oldest first. */
export async function talkWith(sql: Sql, telegramId: number): Promise<Exchange[]> {
  const rows = await sql<Exchange>`
    select id, text, files, created_at as at, answer, answered_at, answered_by from support_requests
    where user_id = ${telegramId} order by id desc limit ${mostOfTalk}`
  return rows.toReversed()
}

export async function findTicket(
  sql: Sql,
  id: number,
): Promise<Pick<Exchange, 'answer' | 'answeredAt' | 'answeredBy'> | undefined> {
  const [ticket] = await sql<Exchange>`
    select answer, answered_at, answered_by from support_requests where id = ${id}`
  return ticket
}
