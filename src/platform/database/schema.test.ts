import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeSchema } from './describe-schema.ts'
import { createTestDatabase } from './testing.ts'

let own: Awaited<ReturnType<typeof createTestDatabase>>
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own.drop())

test('schema.sql is what the migrations make', async (context) => {
  // Other versions of PostgreSQL print the same schema in other words.
  const [version] = await own.database.sql<{ major: number }>`
    select current_setting('server_version_num')::integer / 10000 as major`
  context.skip(version!.major !== 18, 'schema.sql is written by PostgreSQL 18')
  const written = readFileSync(join(import.meta.dirname, 'schema.sql'), 'utf8')
  expect(written.slice(written.indexOf('create table')), 'run `npm run schema`, which writes the file anew').toBe(
    await describeSchema(own.database.sql),
  )
})
