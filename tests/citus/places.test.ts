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
  const rows = await own.database.sql<{ name: string }>`
    with person as (
      select a.attrelid, a.attnum from pg_attribute a
      where a.attrelid::regclass::text = any (${byPerson}::text[])
        and a.attname = case when a.attrelid = 'users'::regclass then 'telegram_id' else 'user_id' end
    )
    select i.indexrelid::regclass::text as name from pg_index i join person p on p.attrelid = i.indrelid
      where i.indisunique and not p.attnum = any (i.indkey::smallint[])
    union all
    select c.conname::text from pg_constraint c join person p on p.attrelid = c.conrelid
      left join person other on other.attrelid = c.confrelid
      where c.contype = 'f' and not c.confrelid::regclass::text = any (${everywhere}::text[])
        and array_position(c.conkey, p.attnum) is distinct from coalesce(array_position(c.confkey, other.attnum), 0)`
  expect(rows).toEqual([])
})

test('what stays on the coordinator refers to nothing on another machine', async () => {
  const back = named(/add constraint (\w+)/g)
  const dropped = named(/drop constraint if exists (\w+)/g).filter((name) => !back.includes(name))
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
