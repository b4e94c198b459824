import { fixedText } from '#platform/database/fixed-text.ts'
import type { Sql } from '#platform/database/sql.ts'

export const day = 86_400

/** Lets time pass for what a person has paid for, by moving it into the past: the database's own clock cannot be moved. */
export async function letTimePass(sql: Sql, telegramId: number, seconds: number): Promise<void> {
  await withoutTriggers(sql, async (sql) => {
    await sql`
      update plan_day_entries set at = moved.at, paid_until_after = moved.paid_until_after
      from (
        select id, at - make_interval(secs => ${seconds}) as at, paid_until_after - make_interval(secs => ${seconds}) as paid_until_after
        from plan_day_entries where user_id = ${telegramId}
      ) as moved where user_id = ${telegramId} and plan_day_entries.id = moved.id`
    await sql`
      update subscriptions set starts_at = moved.starts_at, ends_at = moved.ends_at
      from (
        select id, starts_at - make_interval(secs => ${seconds}) as starts_at, ends_at - make_interval(secs => ${seconds}) as ends_at
        from subscriptions where user_id = ${telegramId}
      ) as moved where user_id = ${telegramId} and subscriptions.id = moved.id`
    await sql`
      update users set paid_until = moved.until
      from (select paid_until - make_interval(secs => ${seconds}) as until from users where telegram_id = ${telegramId}) as moved
      where telegram_id = ${telegramId}`
    await sql`
      update renewals set expires_at = moved.expires_at, end_try_at = moved.end_try_at
      from (
        select id, expires_at - make_interval(secs => ${seconds}) as expires_at, end_try_at - make_interval(secs => ${seconds}) as end_try_at
        from renewals where user_id = ${telegramId}
      ) as moved where user_id = ${telegramId} and renewals.id = moved.id`
  })
}

/** Further than any two days of the data lie apart, so that no two rows have one key meanwhile. */
const farDays = 100_000

/**
 * Moves all that is stored into the past: the database's own clock cannot be moved. The event log stays, because its
 * partitions are made for their months.
 */
export async function moveTime(sql: Sql, days: number): Promise<void> {
  const columns = await sql<Column>`
    select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relispartition and c.relname <> 'migrations'
      and a.atttypid in ('date'::regtype, 'timestamptz'::regtype) and a.attgenerated = ''`
  const tables = Map.groupBy(columns, ({ table }) => table)
  await withoutTriggers(sql, async (sql) => {
    for (const [table, ofTable] of tables) {
      await sql(fixedText(`update ${table} set ${ofTable.map((each) => moved(each, -days)).join(', ')}`))
      const dates = ofTable.filter(({ type }) => type === 'date')
      if (dates.length > 0)
        await sql(
          fixedText(
            `update ${table} set ${dates.map(({ column }) => `${column} = ${column} + ${farDays}`).join(', ')}`,
          ),
        )
    }
  })
}

interface Column {
  table: string
  column: string
  type: 'date' | 'timestamp with time zone'
}

/** Dates stand in keys: they go far away first. */
function moved({ column, type }: Column, days: number): string {
  return type === 'date'
    ? `${column} = ${column} + ${days - farDays}`
    : `${column} = ${column} + interval '${days} days'`
}

/** Without those that keep entries from being changed: nothing of what they say changes but its time. */
async function withoutTriggers(sql: Sql, work: (sql: Sql) => Promise<void>): Promise<void> {
  await sql.transaction(async (sql) => {
    await sql`set local citus.propagate_set_commands = 'local'` // means nothing to one server
    await sql`set local session_replication_role = replica`
    await work(sql)
  })
}
