import { readFileSync } from 'node:fs'
import type { Sql } from '#platform/database/sql.ts'

/** The owner's own query: a row for whatever does not agree. */
export async function booksOf(sql: Sql): Promise<{ fault: string; person: number; found: string }[]> {
  const query = /```sql\n(-- every row names a person[\s\S]*?)```/.exec(readFileSync('docs/operations.md', 'utf8'))![1]!
  return sql<{ fault: string; person: number; found: string }>(Object.assign([query], { raw: [query] }))
}
