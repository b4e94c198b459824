import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '#platform/database/testing.ts'

const script = readFileSync('deploy/citus/distribute.sql', 'utf8')
const byPerson = named(/^select pg_temp\.by_person\('(\w+)'/gm)
const everywhere = named(/^select pg_temp\.everywhere\('(\w+)'/gm)
const onCoordinator = named(/^-- {3}([\w, ]+):/gm)

let own: Awaited<ReturnType<typeof createTestDatabase>>
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own.drop())

test('each table has one place on Citus: by the person, everywhere, or on the coordinator', async () => {
  const rows = await own.database.sql<{ name: string }>`
    select relname::text as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`
  expect([...byPerson, ...everywhere, ...onCoordinator].toSorted()).toEqual(rows.map(({ name }) => name).toSorted())
})

test('what is distributed by the person is unique only with their id, and refers to what is distributed like it', async () => {
  const rows = await own.database.sql<{ table: string; name: string }>`
    select c.conrelid::regclass::text as table, c.conname::text as name from pg_constraint c
    where c.conrelid::regclass::text = any (${byPerson}::text[]) and (
      (c.contype in ('p', 'u') and not exists (
        select from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any (c.conkey)
          and a.attname = case when c.conrelid = 'users'::regclass then 'telegram_id' else 'user_id' end))
      or (c.contype = 'f' and not c.confrelid::regclass::text = any (${[...byPerson, ...everywhere]}::text[])))`
  expect(rows).toEqual([])
})

test('what stays on the coordinator refers to nothing on another machine', async () => {
  const dropped = named(/drop constraint if exists (\w+)/g)
  const rows = await own.database.sql<{ name: string }>`
    select conname::text as name from pg_constraint where contype = 'f'
      and conrelid::regclass::text = any (${[...onCoordinator, ...everywhere]}::text[])
      and confrelid::regclass::text = any (${byPerson}::text[])`
  expect(rows.map(({ name }) => name).toSorted()).toEqual(dropped.toSorted())
})

/** The names that the script gives in this place, which may be several with commas. */
function named(pattern: RegExp): string[] {
  return [...script.matchAll(pattern)].flatMap((match) => match[1]!.split(',').map((name) => name.trim()))
}
