import { fixedText } from '#platform/database/fixed-text.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { OfPerson, Tables } from '#platform/database/table.ts'

/**
 * Reads what every table shows of a person; undefined when they are unknown. Each table is asked on its own within the one
 * statement: Citus joins none on the coordinator with one on the workers.
 */
export function exporterOf(tables: Tables) {
  const parts = Object.entries(tables).flatMap(([name, table]) =>
    table.of === 'nobody' || 'hides' in table.export ? [] : [partOf(name, table, table.export)],
  )
  const statement = fixedText(
    ...`select jsonb_object_agg(name, rows) as data from (${[exportedAt, ...parts].join(' union all ')}) parts`.split(
      '$person',
    ),
  )
  return async (sql: Sql, telegramId: number): Promise<Record<string, unknown> | undefined> => {
    const [row] = await sql<{ data: Record<string, unknown> }>(statement, ...statement.slice(1).map(() => telegramId))
    return row!.data['profile'] === null ? undefined : row!.data
  }
}

const exportedAt = `select 'exported_at' as name, to_jsonb(now()) as rows`
type Shown = Exclude<OfPerson['export'], { hides: string }>

/** One row for each table, also when nothing is there of the person. */
function partOf(name: string, { of }: OfPerson, { as, rows, without = [] }: Shown): string {
  const row = ['to_jsonb(t)', ...without.map((column) => `'${column}'`)].join(' - ')
  const shown = rows === 'one' ? `jsonb_agg(${row}) -> 0` : `coalesce(jsonb_agg(${row} order by t.id), '[]')`
  return `select '${as}' as name, ${shown} as rows from ${name} t where ${of}`
}
