import type { Sql } from '#platform/database/sql.ts'

/** Questions whose price is reserved. */
export async function countPending(sql: Sql): Promise<number> {
  const [row] = await sql<{ pending: number }>`select count(*) as pending from messages_log where status = 'pending'`
  return row!.pending
}
