import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog } from '#platform/runtime/log.ts'
import { migrate } from './migrate.ts'
import type { Tables } from './table.ts'
import { createTestDatabase } from './testing.ts'

const folder = 'src/platform/database/migrations'
/** The last migration of 0.1.0. */
const lastOfOld = 9

/** How many migrations 0.1.0 does not know. */
export const newerMigrations = readdirSync(folder).filter(
  (file) => file.endsWith('.up.sql') && Number(file.slice(0, 4)) > lastOfOld,
).length

/** An empty database as release 0.1.0 has made it. */
export async function createOldDatabase(tables: Tables): ReturnType<typeof createTestDatabase> {
  const old = mkdtempSync(join(tmpdir(), 'pomogator-old-'))
  for (const file of readdirSync(folder))
    if (Number(file.slice(0, 4)) <= lastOfOld) copyFileSync(join(folder, file), join(old, file))
  const test = await createTestDatabase()
  await test.database.sql`drop schema public cascade`
  await test.database.sql`create schema public`
  await test.database.sql`grant usage on schema public to public`
  await migrate({ url: test.url, tables, log: createLog('tests', { level: 'silent' }), directory: old })
  rmSync(old, { recursive: true })
  return test
}
