import type { Sql } from '#platform/database/sql.ts'
import type { CatalogWithSearch } from '#modules/catalog/searcher.ts'
import { findUser } from '#modules/users/users.ts'
import { latestMs } from './fire.ts'
import { pauseAndTell, tellMissed } from './pause.ts'
import { priceFor } from './schedule.ts'

/** What came due once, with the question. */
interface Run {
  userId: number
  id: number
  state: 'waiting' | 'asked' | 'missed'
  dueAt: Date
  /** Nothing of the same came due after it. */
  isLatest: boolean
  scheduleId: number
  isActive: boolean
  question: string
  agreedCredits: number
}

interface Key {
  telegramId: number
  runId: number
}

/**
 * What is to be asked now; undefined when it is not wanted any more, or its time has passed while the bot was away. What was
 * begun once goes on, however late.
 */
export async function beginScheduled(sql: Sql, key: Key, now: Date): Promise<Run | undefined> {
  return sql.transaction(async (sql) => {
    const run = await lockRun(sql, key)
    if (!run || run.state === 'missed') return undefined
    if (run.state === 'asked') return run
    const isLate = now.getTime() - run.dueAt.getTime() > latestMs
    const { userId, id, isActive, isLatest } = run
    if (isActive && !isLate) {
      await sql`update schedule_runs set state = 'asked', asked_at = now() where user_id = ${userId} and id = ${id}`
      return run
    }
    await sql`update schedule_runs set state = 'missed' where user_id = ${userId} and id = ${id}`
    if (isActive && isLatest) await tellMissed(sql, userId, now)
    return undefined
  })
}

/** Nothing could pay it, or not at the price that was agreed to. */
export async function pauseRefused(
  sql: Sql,
  catalog: CatalogWithSearch,
  { why, ...key }: Key & { why: 'no_access' | 'price_changed' },
): Promise<void> {
  await sql.transaction(async (sql) => {
    const run = await lockRun(sql, key)
    const user = await findUser(sql, key.telegramId)
    if (!run || !user) return
    const { userId, scheduleId, question } = run
    const of = { userId, id: scheduleId, question }
    await pauseAndTell(sql, of, { why, credits: priceFor(catalog, user), run: String(run.id) })
  })
}

async function lockRun(sql: Sql, { telegramId, runId }: Key): Promise<Run | undefined> {
  const [run] = await sql<Run>`
    select r.user_id, r.id, r.state, r.due_at, r.schedule_id, s.state = 'active' as is_active, s.question, s.agreed_credits,
      not exists (select from schedule_runs later
        where later.user_id = ${telegramId} and later.schedule_id = r.schedule_id and later.day > r.day) as is_latest
    from schedule_runs r join schedules s on s.user_id = ${telegramId} and s.id = r.schedule_id
    where r.user_id = ${telegramId} and r.id = ${runId} for update of r`
  return run
}
