import type { Sql } from '#platform/database/sql.ts'

/** What the bot has still to say, and what it could not say within a week. */
export async function countNotices(sql: Sql): Promise<{ waiting: number; givenUp: number; refused: number }> {
  const [row] = await sql<{ waiting: number; givenUp: number; refused: number }>`
    select (select count(*) from outbox where state = 'waiting') as waiting,
      count(*) filter (where state = 'given_up') as given_up, count(*) filter (where state = 'refused') as refused
    from outbox where state in ('given_up', 'refused') and created_at > now() - interval '7 days'`
  return row!
}
