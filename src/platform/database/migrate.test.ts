import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLog } from '#platform/runtime/log.ts'
import { migrate, migrateDown } from './migrate.ts'
import { createTestDatabase } from './testing.ts'

const log = createLog('tests', { level: 'silent' })
let directory: string
let database: Awaited<ReturnType<typeof createTestDatabase>>

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'pomogator-migrations-'))
  database = await createTestDatabase()
  await database.database.sql`drop schema public cascade`
  await database.database.sql`create schema public`
  write('0001_first', 'create table first (id integer)', 'drop table first')
  write('0002_second', 'create table second (id integer)', 'drop table second')
})
afterEach(async () => {
  await database.drop()
  rmSync(directory, { recursive: true, force: true })
})

function write(name: string, up: string, down?: string) {
  writeFileSync(join(directory, `${name}.up.sql`), up)
  if (down !== undefined) writeFileSync(join(directory, `${name}.down.sql`), down)
}
const run = () => migrate({ url: database.url, tables: {}, log, directory })
const tables = async () =>
  (
    await database.database.sql<{
      name: string
    }>`select tablename as name from pg_tables where schemaname = 'public' order by 1`
  ).map((row) => row.name)

describe('migrations', () => {
  test('are applied once, in order, whoever comes first', async () => {
    const results = await Promise.all([run(), run(), run()])
    expect(results.flatMap((result) => result.applied)).toEqual(['0001_first', '0002_second'])
    expect(await tables()).toEqual(['first', 'migrations', 'second'])
    expect(await run()).toEqual({ applied: [] })
  })

  test('go back step by step, newest first', async () => {
    await run()
    expect(await migrateDown({ url: database.url, log, directory, steps: 1 })).toEqual({ undone: ['0002_second'] })
    expect(await tables()).toEqual(['first', 'migrations'])
    expect(await run()).toEqual({ applied: ['0002_second'] })
  })

  test('stop the start with the name of a file that was changed after it had been applied', async () => {
    await run()
    write('0001_first', 'create table first (id bigint)')
    await expect(run()).rejects.toThrow('Migration 0001_first was changed after it had been applied')
  })

  test('stop when an applied file is missing, because this is an older program than the database', async () => {
    await run()
    rmSync(join(directory, '0002_second.up.sql'))
    await expect(run()).rejects.toThrow('Migration 0002_second was applied to this database but its file is missing')
  })

  test('that fail leave nothing behind and name themselves', async () => {
    write('0003_third', 'create table third (id integer); select broken')
    await expect(run()).rejects.toThrow('Migration 0003_third failed')
    expect(await tables()).toEqual(['first', 'migrations', 'second'])
  })

  test('must be named and numbered so that their order is plain', async () => {
    write('0002_twin', 'select 1')
    await expect(run()).rejects.toThrow('Two migrations have the number 2')
    rmSync(join(directory, '0002_twin.up.sql'))
    write('third', 'select 1')
    await expect(run()).rejects.toThrow('third.up.sql is not named like')
  })

  test('without a way back say so', async () => {
    write('0003_third', 'create table third (id integer)')
    await run()
    await expect(migrateDown({ url: database.url, log, directory, steps: 1 })).rejects.toThrow(
      'there is no 0003_third.down.sql',
    )
  })
})
