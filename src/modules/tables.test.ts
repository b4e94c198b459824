import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#platform/database/sql.ts'
import type { OfPerson } from '#platform/database/table.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { tables, tablesByOwner } from './modules.ts'
import { exporterOf } from './my-data/export.ts'
import { deleterOf } from './my-data/delete.ts'

let own: Awaited<ReturnType<typeof createTestDatabase>>
let database: Database
beforeAll(async () => {
  own = await createTestDatabase()
  database = own.database
})
afterAll(() => own.drop())

const ofPeople = Object.entries(tables).filter((entry): entry is [string, OfPerson] => entry[1].of !== 'nobody')

test('every table and view of the database is claimed by the tables.ts of exactly one module', async () => {
  const rows = await database.sql<{ name: string }>`
    select relname::text as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') and not relispartition`
  const claimed = Object.values(tablesByOwner).flatMap((tables) => Object.keys(tables))
  expect(claimed.toSorted()).toEqual(rows.map(({ name }) => name).toSorted())
})

test('the programs may do with each table what its module says, and otherwise only read it', async () => {
  const rows = await database.sql<{ name: string; rights: string[] }>`
    select c.relname::text as name, array(
      select right_name from unnest(array['insert', 'update', 'delete', 'truncate']) as right_name
      where has_table_privilege('pomogator_program', c.oid, right_name)) as rights
    from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') and not relispartition`
  const given = Object.fromEntries(rows.map(({ name, rights }) => [name, rights]))
  expect(given).toEqual(Object.fromEntries(Object.entries(tables).map(([name, { rights }]) => [name, [...rights]])))
})

test('a table with rows of a person says what export shows of them and what deletion removes', async () => {
  const rows = await database.sql<{ name: string }>`
    select distinct c.relname::text as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname in ('user_id', 'telegram_id') and not a.attisdropped
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`
  const said = ofPeople.map(([name]) => name)
  expect(rows.map(({ name }) => name).filter((name) => !said.includes(name))).toEqual([])
})

test('export shows what the modules say, each table under a name of its own', async () => {
  await database.sql`insert into users (telegram_id, first_name, language) values (1, 'Ann', 'en')`
  const shown = ofPeople.flatMap(([, table]) => ('as' in table.export ? [table.export.as] : []))
  const data = await exporterOf(tables)(database.sql, 1)
  expect(Object.keys(data!).toSorted()).toEqual(['exported_at', ...shown].toSorted())
})

test('deletion is possible in every table and needs no right that the programs lack', async () => {
  await database.sql`insert into users (telegram_id, first_name, language) values (2, 'Bob', 'en')`
  expect(await deleterOf(tables)(database.sql, 2)).toBe(true)
  const lacking = ofPeople.filter(([, { deletion, rights }]) => {
    if (typeof deletion === 'object' && 'keeps' in deletion) return false
    return !rights.includes(deletion === 'rows' ? 'delete' : 'update')
  })
  expect(lacking).toEqual([])
})
