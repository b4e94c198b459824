import { tables } from '#modules/modules.ts'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { createLog } from '#platform/runtime/log.ts'
import { connect } from './connect.ts'
import { examine, refuseUnfitDatabase } from './examine.ts'
import { migrate } from './migrate.ts'
import { asProgram } from './program-role.ts'
import { createTestDatabase, urlOf } from './testing.ts'

const log = createLog('tests', { level: 'silent' })
let database: Awaited<ReturnType<typeof createTestDatabase>>
const extra: string[] = []
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(async () => {
  await database.drop()
  for (const name of extra.splice(0)) await onServer(`drop database if exists ${name} with (force)`)
})

async function onServer(statement: string) {
  const client = new pg.Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  await client.query(statement)
  await client.end()
}

const name = () => new URL(database.url).pathname.slice(1)

describe('a database', () => {
  test.each(['LATIN1', 'WIN1251', 'SQL_ASCII'])('in %s is refused before anything is made', async (encoding) => {
    const own = `odd_${encoding.toLowerCase()}_${process.pid}`
    extra.push(own)
    await onServer(`create database ${own} encoding '${encoding}' locale_provider libc locale 'C' template template0`)
    const url = urlOf(inject('postgresUrl'), own)
    const sentence = `The database stores texts in ${encoding}`
    await expect(migrate({ url, tables, log })).rejects.toThrow(sentence)
    expect((await examine(url)).faults).toEqual([expect.stringContaining(sentence)])
    const pool = connect({ url, applicationName: 'odd' })
    await expect(refuseUnfitDatabase(pool.sql)).rejects.toThrow(sentence)
    expect(await pool.sql`select to_regclass('migrations') as made`).toEqual([{ made: null }])
    await pool.close()
  })

  test.each([
    ['TimeZone', 'Asia/Tokyo'],
    ['DateStyle', 'SQL, DMY'],
    ['standard_conforming_strings', 'off'],
    ['default_transaction_isolation', 'serializable'],
    ['IntervalStyle', 'sql_standard'],
    ['array_nulls', 'off'],
  ])('whose owner has set %s to %s serves us as if it were not', async (setting, value) => {
    await onServer(`alter database ${name()} set ${setting} = '${value}'`)
    const pool = connect({ url: asProgram(database.url), applicationName: 'odd' })
    await refuseUnfitDatabase(pool.sql)
    const [row] = await pool.sql<{ value: string }>`select current_setting(${setting}) as value`
    expect(row!.value).not.toBe(value)
    await pool.close()
    expect((await examine(database.url)).faults).toEqual([])
  })

  test.each([
    ['default_transaction_read_only', 'on', 'The database has default_transaction_read_only = on'],
    ['search_path', 'nowhere', 'The database has search_path = nowhere'],
    ['session_replication_role', 'replica', 'The database has session_replication_role = replica'],
  ])('with %s = %s is named in one sentence', async (setting, value, sentence) => {
    await onServer(`alter database ${name()} set ${setting} = '${value}'`)
    const pool = connect({ url: database.url, applicationName: 'odd' })
    await expect(refuseUnfitDatabase(pool.sql)).rejects.toThrow(sentence)
    await pool.close()
    expect((await examine(database.url)).faults).toEqual([expect.stringContaining(sentence)])
  })

  test('behind a PgBouncer keeps its own settings, and they are named when they are wrong', async () => {
    await onServer(`alter database ${name()} set TimeZone = 'Asia/Tokyo'`)
    const pool = connect({ url: database.url, listenUrl: database.url, applicationName: 'odd' })
    await expect(refuseUnfitDatabase(pool.sql)).rejects.toThrow('The database has TimeZone = Asia/Tokyo')
    await pool.close()
  })

  test('whose address has options of its own keeps them beside ours', async () => {
    const url = new URL(database.url)
    url.searchParams.set('options', '-c work_mem=5MB -c search_path=public')
    const pool = connect({ url: url.href, applicationName: 'odd' })
    await refuseUnfitDatabase(pool.sql)
    const [row] =
      await pool.sql`select current_setting('work_mem') as memory, current_setting('search_path') as path, current_setting('TimeZone') as zone`
    expect(row).toEqual({ memory: '5MB', path: 'public', zone: 'UTC' })
    await pool.close()
  })

  test('that cannot be reached or lets nobody in is said in one sentence, without the password', async () => {
    expect((await examine('postgres://u:hush@127.0.0.1:1/x')).faults).toEqual([
      'DATABASE_URL: the database cannot be reached: connect ECONNREFUSED 127.0.0.1:1.',
    ])
    const wrong = Object.assign(new URL(database.url), { password: 'hush' }).href
    expect((await examine(wrong)).faults).toEqual([
      'DATABASE_URL: the database does not let us in: password authentication failed for user "pomogator".',
    ])
    expect((await examine(urlOf(database.url, 'nowhere'))).faults).toEqual([
      'DATABASE_URL: the database does not let us in: database "nowhere" does not exist.',
    ])
  })

  test('with a table "migrations" of another program is left alone', async () => {
    await database.database.sql`drop schema public cascade`
    await database.database.sql`create schema public`
    await database.database.sql`create table migrations (id integer, batch integer)`
    await expect(migrate({ url: database.url, tables, log })).rejects.toThrow('a table "migrations" of another program')
  })
})
