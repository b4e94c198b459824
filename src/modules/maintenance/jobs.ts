import type { Sql } from '#platform/database/sql.ts'

export interface Job {
  name: string
  /** In UTC. */
  cron: string
  /** Of its last run; null before the first. */
  state: string | null
  lastAt: Date | null
  /** How long its last run has taken; null while it runs. */
  durationMs: number | null
  /** Runs of the last week that failed. */
  failures: number
  /** What the last failed run said. */
  error: string | null
}

/** What the worker does by the clock, and how it went last; empty before a worker has run for the first time. */
export async function listJobs(sql: Sql): Promise<Job[]> {
  if (!(await isMade(sql))) return []
  return sql<Job>`
    select s.name, s.cron, last.state::text as state, last.at as last_at, last.duration_ms, failed.count as failures, failed.error
    from pgboss.schedule s left join lateral (
      select state, coalesce(completed_on, started_on, created_on) as at,
        (extract(epoch from completed_on - started_on) * 1000)::bigint as duration_ms
      from pgboss.job j
      where j.name = s.name and j.started_on is not null order by j.created_on desc limit 1
    ) last on true cross join lateral (
      select count(*) as count, left((array_agg(output ->> 'message' order by created_on desc))[1], 300) as error
      from pgboss.job j where j.name = s.name and j.state = 'failed' and j.created_on > now() - interval '7 days'
    ) failed
    order by s.name`
}

/**
 * Has the worker run it now, in this transaction; while it waits or runs already, nothing is added. Every task may run at
 * any moment: each looks at the state, not at the time. False when there is no such job.
 */
export async function runNow(sql: Sql, name: string): Promise<boolean> {
  if (!(await isMade(sql))) return false
  const [known] = await sql`select name from pgboss.schedule where name = ${name}`
  if (!known) return false
  await sql`
    insert into pgboss.job (name, policy, expire_seconds, deletion_seconds, keep_until, retry_limit, retry_delay, retry_backoff)
    select name, policy, expire_seconds, deletion_seconds, now() + make_interval(secs => retention_seconds), retry_limit,
      retry_delay, retry_backoff
    from pgboss.queue where name = ${name}
    on conflict do nothing`
  return true
}

async function isMade(sql: Sql): Promise<boolean> {
  const [made] = await sql<{ is: boolean }>`
    select to_regclass('pgboss.schedule') is not null and to_regclass('pgboss.job') is not null as is`
  return made!.is
}
