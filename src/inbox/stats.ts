import type { Sql } from '#database/sql.ts'

/** Figures for whoever watches: updates waiting, lanes with waiting updates, age of the oldest in seconds, updates given up. */
export async function stats(
  sql: Sql,
): Promise<{ waiting: number; lanes: number; oldestSeconds: number; dead: number }> {
  const [row] = await sql<{ waiting: number; lanes: number; oldest: number; dead: number }>`
    select coalesce(sum(waiting), 0)::bigint as waiting, count(*) as lanes,
      coalesce((select extract(epoch from now() - accepted_at) from inbox order by seq limit 1), 0)::float8 as oldest,
      (select count(*) from dead_updates) as dead
    from lanes where waiting > 0`
  return { waiting: row!.waiting, lanes: row!.lanes, oldestSeconds: Math.max(0, row!.oldest), dead: row!.dead }
}
