import { fixedText } from './fixed-text.ts'
import type { Sql } from './sql.ts'

/** Further than any two days of the data lie apart, so that no two rows have one key meanwhile. */
const farDays = 100_000
const daySeconds = 86_400

interface Past {
  table: string
  /** Columns that are dates; they are moved by whole days. */
  dates?: readonly string[]
  /** Columns that are moments. */
  moments?: readonly string[]
  /** Rows with this number in this column; absent: all. */
  of?: { column: string; is: number }
}

/** Moves columns of a table into the past, in the transaction of the caller, as a database of one server or of several takes it. */
export async function moveBack(sql: Sql, past: Past, seconds: number): Promise<void> {
  const days = Math.floor(seconds / daySeconds)
  // Dates stand in keys: they go far away first.
  for (const add of [-days - farDays, farDays]) await update(sql, past, past.dates ?? [], { to: laterBy, by: add })
  await update(sql, past, past.moments ?? [], { to: earlierBy, by: seconds })
}

const value = '$value'
const laterBy = (date: string) => `${date} + ${value}::integer`
/** By the clocks of UTC: a distributed database updates nothing by the time zone of a session. */
const earlierBy = (moment: string) =>
  `((${moment} at time zone 'UTC') - make_interval(secs => ${value})) at time zone 'UTC'`

async function update(
  sql: Sql,
  { table, of }: Past,
  columns: readonly string[],
  { to, by }: { to: (column: string) => string; by: number },
): Promise<void> {
  if (columns.length === 0) return
  const changes = columns.map((column) => `${column} = ${to(column)}`).join(', ')
  const where = of ? ` where ${of.column} = ${value}` : ''
  const parts = `update ${table} set ${changes}${where}`.split(value)
  await sql(fixedText(...parts), ...columns.map(() => by), ...(of ? [of.is] : []))
}
