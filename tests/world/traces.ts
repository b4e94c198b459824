import type { Sql } from '#platform/database/sql.ts'

/** The tables in which a word stands, wherever it may have been kept. */
export async function tracesOf(sql: Sql, word: string): Promise<string[]> {
  const tables = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = 'public'`
  const found: string[] = []
  for (const { name } of tables) {
    const [row] = await sql<{ xml: string }>`
      select query_to_xml(${`select t::text as row from ${name} t`}::text, false, true, '')::text as xml`
    if (row!.xml.includes(word)) found.push(name)
  }
  return found
}
