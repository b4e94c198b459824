import type { Sql } from '#platform/database/sql.ts'

/** Which of these updates wait, or are being handled. */
export async function waitingUpdates(sql: Sql, updateIds: number[]): Promise<ReadonlySet<number>> {
  if (updateIds.length === 0) return new Set()
  const rows = await sql<{ updateId: number }>`
    select update_id from inbox where update_id = any (${updateIds}::bigint[])`
  return new Set(rows.map(({ updateId }) => updateId))
}
