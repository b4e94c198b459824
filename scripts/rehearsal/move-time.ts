import { fixedText } from '#platform/database/fixed-text.ts'
import type { Sql } from '#platform/database/sql.ts'

interface Column {
  table: string
  column: string
  type: 'date' | 'timestamp with time zone'
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
  await sql.transaction(async (sql) => {
    // Without the triggers that keep entries from being changed; nothing of what they say changes but its time.
    await sql`set local session_replication_role = replica`
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

/** Dates stand in keys: they go far away first. */
function moved({ column, type }: Column, days: number): string {
  return type === 'date'
    ? `${column} = ${column} + ${days - farDays}`
    : `${column} = ${column} + interval '${days} days'`
}
