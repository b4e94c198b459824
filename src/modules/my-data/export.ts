import { fixedText } from '#platform/database/fixed-text.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { OfPerson, Tables } from '#platform/database/table.ts'

/** Reads what every table shows of a person; undefined when they are unknown. */
export function exporterOf(tables: Tables) {
  const parts = Object.entries(tables).flatMap(([name, table]) =>
    table.of === 'nobody' || 'hides' in table.export
      ? []
      : [`'${table.export.as}', ${rowsOf(name, table, table.export)}`],
  )
  const statement = fixedText(
    `select jsonb_build_object('exported_at', now(), ${parts.join(', ')}) as data from users u where u.telegram_id = `,
    '',
  )
  return async (sql: Sql, telegramId: number): Promise<Record<string, unknown> | undefined> => {
    const [row] = await sql<{ data: Record<string, unknown> }>(statement, telegramId)
    return row?.data
  }
}

type Shown = Exclude<OfPerson['export'], { hides: string }>

function rowsOf(name: string, { of }: OfPerson, { rows, without = [] }: Shown): string {
  const row = ['to_jsonb(t)', ...without.map((column) => `'${column}'`)].join(' - ')
  const where = of.replaceAll('$person', 'u.telegram_id')
  return rows === 'one'
    ? `(select ${row} from ${name} t where ${where})`
    : `(select coalesce(jsonb_agg(${row} order by t.id), '[]') from ${name} t where ${where})`
}
