import type { Sql } from '#platform/database/sql.ts'

export interface Job {
  name: string
  /** In UTC. */
  cron: string
  /** Of its last run; null before the first. */
  state: string | null
  lastAt: Date | null
}

/** What the worker does by the clock, and how it went last; empty before a worker has run for the first time. */
export async function listJobs(sql: Sql): Promise<Job[]> {
  const [made] = await sql<{ is: boolean }>`
    select to_regclass('pgboss.schedule') is not null and to_regclass('pgboss.job') is not null as is`
  if (!made!.is) return []
  return sql<Job>`
    select s.name, s.cron, last.state::text as state, last.at as last_at
    from pgboss.schedule s left join lateral (
      select state, coalesce(completed_on, started_on, created_on) as at from pgboss.job j
      where j.name = s.name and j.started_on is not null order by j.created_on desc limit 1
    ) last on true
    order by s.name`
}
