import { moveBack } from '#platform/database/move-back.ts'
import type { Sql } from '#platform/database/sql.ts'

export const day = 86_400

/** Lets time pass for what a person has paid for, by moving it into the past: the database's own clock cannot be moved. */
export async function letTimePass(sql: Sql, telegramId: number, seconds: number): Promise<void> {
  await withoutTriggers(sql, async (sql) => {
    for (const [table, moments] of Object.entries(paidTimes)) {
      const of = { column: table === 'users' ? 'telegram_id' : 'user_id', is: telegramId }
      await moveBack(sql, { table, moments, of }, seconds)
    }
  })
}

/** Tables of what is paid for, and their moments. */
const paidTimes = {
  plan_day_entries: ['at', 'paid_until_after'],
  subscriptions: ['starts_at', 'ends_at'],
  users: ['paid_until'],
  renewals: ['expires_at', 'end_try_at'],
}

/**
 * Moves all that is stored into the past: the database's own clock cannot be moved. The event log stays, because its
 * partitions are made for their months.
 */
export async function moveTime(sql: Sql, days: number): Promise<void> {
  const columns = await sql<{ table: string; column: string; isDate: boolean }>`
    select c.relname as table, a.attname as column, a.atttypid = 'date'::regtype as is_date
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relispartition and c.relname <> 'migrations'
      and a.atttypid in ('date'::regtype, 'timestamptz'::regtype) and a.attgenerated = ''`
  const tables = Map.groupBy(columns, ({ table }) => table)
  await withoutTriggers(sql, async (sql) => {
    for (const [table, ofTable] of tables) {
      const named = (isDate: boolean) => ofTable.filter((each) => each.isDate === isDate).map(({ column }) => column)
      await moveBack(sql, { table, dates: named(true), moments: named(false) }, days * day)
    }
  })
}

/** Without those that keep entries from being changed: nothing of what they say changes but its time. */
async function withoutTriggers(sql: Sql, work: (sql: Sql) => Promise<void>): Promise<void> {
  await sql.transaction(async (sql) => {
    await sql`set local citus.propagate_set_commands = 'local'` // means nothing to one server
    await sql`set local session_replication_role = replica`
    await work(sql)
  })
}
