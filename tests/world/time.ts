import { fixedText } from '#platform/database/fixed-text.ts'
import type { Sql } from '#platform/database/sql.ts'

export const day = 86_400

/** Lets time pass for what a person has paid for, by moving it into the past: the database's own clock cannot be moved. */
export async function letTimePass(sql: Sql, telegramId: number, seconds: number): Promise<void> {
  await withoutTriggers(sql, async (sql) => {
    for (const [table, columns] of Object.entries(paidTimes))
      for (const column of columns) await moveColumn(sql, { table, column, telegramId, seconds })
  })
}

/** Tables of what is paid for, and their moments. */
const paidTimes = {
  plan_day_entries: ['at', 'paid_until_after'],
  subscriptions: ['starts_at', 'ends_at'],
  users: ['paid_until'],
  renewals: ['expires_at', 'end_try_at'],
}

/** Row by row: a distributed database takes no moment that is reckoned from a column within an update. */
async function moveColumn(
  sql: Sql,
  { table, column, telegramId, seconds }: { table: string; column: string; telegramId: number; seconds: number },
): Promise<void> {
  const [person, row] = table === 'users' ? ['telegram_id', 'telegram_id'] : ['user_id', 'id']
  const rows = await sql<{ row: number; moment: string | null }>(
    fixedText(
      `select ${row} as row, (${column} - make_interval(secs => `,
      `))::text as moment from ${table} where ${person} = `,
      '',
    ),
    seconds,
    telegramId,
  )
  for (const { row: id, moment } of rows)
    await sql(
      fixedText(`update ${table} set ${column} = `, `::timestamptz where ${person} = `, ` and ${row} = `, ''),
      moment,
      telegramId,
      id,
    )
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
