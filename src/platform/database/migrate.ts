import pg from 'pg'
import type { Log } from '#platform/runtime/log.ts'
import { StartError } from '#platform/runtime/start-error.ts'
import { refuseUnfit } from './examine.ts'
import { type Migration, readMigrations } from './migrations.ts'
import { migrationsDirectory } from './schema.ts'
import type { Tables } from './table.ts'
import { withSession } from './session.ts'
import { bindFunctions, prepareProgramRole } from './program-role.ts'

/** Any number that no other program takes: the holder of this lock migrates, the others wait and then find it done. */
const lockNumber = 7_306_541
const lockLimitMs = 120_000
const undefinedColumn = '42703'

/**
 * Applies what is missing, one transaction a file, and prepares the role of the programs.
 * @param options.url of the owner of the tables
 * @param options.programUrl as which the programs connect, when that is another role; made and given its rights here
 * @throws Error that names the file when one that was applied has been changed or is missing
 */
export async function migrate(options: {
  url: string
  programUrl?: string | undefined
  /** What the programs may do with each table follows from it. */
  tables: Tables
  log: Log
  directory?: string
  /** Aborted when the caller does not wait for it any more. */
  signal?: AbortSignal
}): Promise<{ applied: string[] }> {
  const { programUrl } = options
  const migrations = readMigrations(options.directory ?? migrationsDirectory)
  return withLock(options, async (client) => {
    const done = await readApplied(client)
    verify(migrations, done)
    const missing = migrations.filter((migration) => !done.has(migration.number))
    for (const migration of missing) {
      await inTransaction(client, `Migration ${migration.name} failed`, async () => {
        await client.query(migration.up)
        await client.query('insert into migrations (number, name, checksum) values ($1, $2, $3)', [
          migration.number,
          migration.name,
          migration.checksum,
        ])
      })
      options.log.info({ migration: migration.name }, 'Migration applied')
    }
    if (missing.length > 0) await bindFunctions(client)
    if (programUrl !== undefined && isAnother(programUrl, options.url))
      await prepareProgramRole(client, programUrl, options.tables)
    return { applied: missing.map((migration) => migration.name) }
  })
}

/** @throws Error when the role of the programs would have no password and so could not connect */
function isAnother(programUrl: string, ownerUrl: string): boolean {
  const [program, owner] = [new URL(programUrl), new URL(ownerUrl)]
  if (program.username === owner.username) return false
  if (program.password === '' && owner.password !== '')
    throw new StartError(
      `DATABASE_URL has no password for ${program.username}: in containers run ./setup again, it makes one`,
    )
  return true
}

/** Undoes the newest `steps` migrations, newest first. */
export async function migrateDown(options: {
  url: string
  log: Log
  steps: number
  directory?: string
}): Promise<{ undone: string[] }> {
  const migrations = readMigrations(options.directory ?? migrationsDirectory)
  return withLock(options, async (client) => {
    const done = await readApplied(client)
    verify(migrations, done)
    const newest = migrations
      .filter((migration) => done.has(migration.number))
      .toReversed()
      .slice(0, options.steps)
    for (const migration of newest) {
      const { down } = migration
      if (down === undefined)
        throw new StartError(`Migration ${migration.name} has no way back: there is no ${migration.name}.down.sql`)
      await inTransaction(client, `Undoing migration ${migration.name} failed`, async () => {
        await client.query(down)
        await client.query('delete from migrations where number = $1', [migration.number])
      })
      options.log.info({ migration: migration.name }, 'Migration undone')
    }
    return { undone: newest.map((migration) => migration.name) }
  })
}

async function withLock<Result>(
  { url, signal }: { url: string; signal?: AbortSignal },
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({
    connectionString: withSession(url),
    application_name: 'pomogator-migrate',
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => undefined) // reported by the statement it breaks
  const giveUp = () => void client.end().catch(() => undefined)
  signal?.addEventListener('abort', giveUp, { once: true })
  try {
    await refuseUnfit(async (text) => {
      await client.connect()
      return (await client.query<object>(text)).rows
    })
    await client.query(`set lock_timeout = ${lockLimitMs}`)
    await client.query('select pg_advisory_lock($1)', [lockNumber])
    await client.query('set client_min_messages = warning')
    await client.query(`create table if not exists migrations (
      number integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`)
    return await work(client)
  } finally {
    signal?.removeEventListener('abort', giveUp)
    await client.end().catch(() => undefined) // gives the lock back
  }
}

async function readApplied(client: pg.Client) {
  const { rows } = await client
    .query<{ number: number; name: string; checksum: string }>(
      'select number, name, checksum from migrations order by number',
    )
    .catch((error: unknown) => {
      if (!(error instanceof pg.DatabaseError && error.code === undefinedColumn)) throw error
      throw new StartError(
        'The database has a table "migrations" of another program: make a database for this one alone, or a schema of its own.',
      )
    })
  return new Map(rows.map((row) => [row.number, row]))
}

function verify(migrations: Migration[], done: Map<number, { name: string; checksum: string }>) {
  for (const [number, row] of done) {
    const migration = migrations.find((migration) => migration.number === number)
    if (!migration)
      throw new StartError(
        `Migration ${row.name} was applied to this database but its file is missing: is this an older version of the program?`,
      )
    if (migration.checksum !== row.checksum || migration.name !== row.name)
      throw new StartError(
        `Migration ${row.name} was changed after it had been applied: put ${row.name}.up.sql back as it was and write a new migration`,
      )
  }
}

async function inTransaction(client: pg.Client, complaint: string, work: () => Promise<void>) {
  await client.query('begin')
  try {
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new StartError(`${complaint}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}
