import type { Sql } from '#platform/database/sql.ts'
import type { Conditions } from './contract.ts'

export interface Segment {
  id: number
  name: string
  conditions: Conditions
}

export async function listSegments(sql: Sql): Promise<Segment[]> {
  return sql<Segment>`select id, name, conditions from segments order by name limit 200`
}

export async function findSegment(sql: Sql, id: number): Promise<Segment | undefined> {
  const [row] = await sql<Segment>`select id, name, conditions from segments where id = ${id}`
  return row
}

export async function segmentNamed(sql: Sql, name: string): Promise<Segment | undefined> {
  const [row] = await sql<Segment>`select id, name, conditions from segments where name = ${name}`
  return row
}

/** Conditions under a name; under a name that there is they replace the ones before. */
export async function saveSegment(
  sql: Sql,
  { name, conditions }: { name: string; conditions: Conditions },
): Promise<number> {
  const [row] = await sql<{ id: number }>`
    insert into segments (name, conditions) values (${name}, ${conditions})
    on conflict (name) do update set conditions = excluded.conditions returning id`
  return row!.id
}

export async function deleteSegment(sql: Sql, id: number): Promise<string | undefined> {
  const [row] = await sql<{ name: string }>`delete from segments where id = ${id} returning name`
  return row?.name
}
