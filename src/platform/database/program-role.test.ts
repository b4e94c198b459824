import { tables } from '#modules/modules.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLog } from '#platform/runtime/log.ts'
import { connect } from './connect.ts'
import { migrate } from './migrate.ts'
import { asProgram } from './program-role.ts'
import type { Database } from './sql.ts'
import { createTestDatabase } from './testing.ts'

let owned: Awaited<ReturnType<typeof createTestDatabase>>
let program: Database

beforeEach(async () => {
  owned = await createTestDatabase()
  program = connect({ url: asProgram(owned.url), applicationName: 'program' })
})
afterEach(async () => {
  await program.close()
  await owned.drop()
})

describe('a running program', () => {
  test.each([
    ['take a person away', 'delete from users where telegram_id = 1'],
    ['take a payment away', 'delete from transactions'],
    ['take a question away', 'delete from messages_log'],
    ['change the ledger', 'update credit_entries set delta = delta'],
    ['shorten the ledger', 'delete from credit_entries'],
    ['empty a table', 'truncate messages_log'],
    ['rewrite what happened', "update events set kind = 'nothing'"],
    ['change a table', 'alter table users add column more text'],
    ['take a table away', 'drop table inbox'],
    ['make a table', 'create table mine ()'],
    ['switch off a rule', 'alter table credit_entries disable trigger all'],
    ['pretend that a migration was applied', "insert into migrations (number, name, checksum) values (99, 'x', 'x')"],
    ['make a role', 'create role another'],
    ['read passwords', 'select rolpassword from pg_authid'],
    ['run commands on the server', "copy users to program 'cat'"],
    ['read files of the server', "select pg_read_file('postgresql.conf')"],
  ])('may not %s', async (_what, statement) => {
    await expect(program.sql(asTemplate(statement))).rejects.toThrow(/permission denied|must be (?:owner|superuser)/)
  })

  test('has the event log kept for it, whose months only the owner may make and drop', async () => {
    await program.sql`select keep_event_partitions(5)`
    expect(await program.sql`select drop_event_partitions(0)`).toEqual([])
  })
})

test('an owner who is no superuser, as at a provider of databases, can prepare the role', async () => {
  const name = `owner_${process.pid}`
  await owned.database.sql(asTemplate(`create role ${name} login createrole password 'secret'`))
  const base = new URL(owned.url)
  const fresh = `${base.pathname.slice(1)}_owned`
  await owned.database.sql(asTemplate(`create database ${fresh} owner ${name}`))
  const url = Object.assign(new URL(owned.url), { username: name, password: 'secret', pathname: `/${fresh}` }).href
  const programUrl = Object.assign(new URL(url), { username: `${name}_program` }).href
  const log = createLog('tests', { level: 'silent' })
  try {
    await migrate({ url, programUrl, tables, log })
    await migrate({ url, programUrl, tables, log }) // an upgrade finds the role there
    const own = connect({ url: programUrl, applicationName: 'program' })
    await own.sql`insert into users (telegram_id, first_name, language) values (1, 'Ann', 'en')`
    await own.sql`create table pgboss.queue (id integer)`
    await expect(own.sql`delete from users`).rejects.toThrow('permission denied')
    await own.close()
  } finally {
    await owned.database.sql(asTemplate(`drop database ${fresh} with (force)`))
    await owned.database.sql(asTemplate(`drop role ${name}_program`))
    await owned.database.sql(asTemplate(`drop role ${name}`))
  }
})

/** A statement of the test's own, without values. */
function asTemplate(statement: string): TemplateStringsArray {
  return Object.assign([statement], { raw: [statement] })
}

test.each(['bot', 'Odd schema', 'public'])(
  'in the schema "%s" the programs have the rights that they have in any, and the event log is kept',
  async (schema) => {
    const empty = await createTestDatabase()
    await empty.database.sql`drop schema public cascade`
    await empty.database.sql`create schema public`
    await empty.database.sql(asTemplate(`create schema if not exists "${schema}"`))
    const name = new URL(empty.url).pathname.slice(1)
    await empty.database.sql(asTemplate(`alter database "${name}" set search_path = "${schema}"`))
    const programUrl = asProgram(empty.url)
    await migrate({ url: empty.url, programUrl, tables, log: createLog('tests', { level: 'silent' }) })
    const there = connect({ url: programUrl, applicationName: 'program' })
    expect(await there.sql`select schemaname from pg_tables where tablename = 'users'`).toEqual([
      { schemaname: schema },
    ])
    await there.sql`insert into users (telegram_id, first_name, language) values (7, 'Ann', 'en')`
    await there.sql`insert into events (level, kind, data) values ('info', 'tried', '{}')`
    await there.sql`select keep_event_partitions(6)`
    expect(await there.sql`select drop_event_partitions(0)`).toEqual([])
    await expect(there.sql`delete from transactions`).rejects.toThrow('permission denied')
    await there.close()
    await empty.drop()
  },
)
