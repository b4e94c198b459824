import type { Sql } from '#platform/database/sql.ts'

/** @throws when the lanes cannot be read: the database is away, or has not been migrated */
export async function readLanes(sql: Sql): Promise<void> {
  await sql`select 1 from lanes limit 1`
}

/**
 * Figures for the metrics: updates waiting, lanes with waiting updates, updates given up, and two ages in seconds. The
 * oldest update may be at work, as a long answer is; the oldest that waits could be begun now and no process
 * begins it, which is what more processes help against.
 */
export async function stats(
  sql: Sql,
): Promise<{ waiting: number; lanes: number; oldestSeconds: number; oldestWaitingSeconds: number; givenUp: number }> {
  const [row] = await sql<{ waiting: number; lanes: number; oldest: number; unbegun: number; givenUp: number }>`
    select coalesce(sum(waiting), 0)::bigint as waiting, count(*) as lanes,
      coalesce((select extract(epoch from now() - accepted_at) from inbox order by seq limit 1), 0)::float8 as oldest,
      coalesce(extract(epoch from now() - min(ready_at) filter (where ready_at <= now())), 0)::float8 as unbegun,
      (select count(*) from dead_updates) as given_up
    from lanes where waiting > 0`
  return {
    waiting: row!.waiting,
    lanes: row!.lanes,
    oldestSeconds: Math.max(0, row!.oldest),
    oldestWaitingSeconds: Math.max(0, row!.unbegun),
    givenUp: row!.givenUp,
  }
}
