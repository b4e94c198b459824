import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Log } from '#runtime/log.ts'
import { prepareProgramRole } from './program-role.ts'

export interface Migration {
  number: number
  name: string
  up: string
  down: string | undefined
  checksum: string
}

const ours = join(import.meta.dirname, 'migrations')
/** Any number that nobody else takes: whoever holds this lock migrates, the others wait and then find it done. */
const lockNumber = 7_306_541
const lockLimitMs = 120_000

/**
 * Applies what is missing, one transaction a file, and prepares the role of the programs.
 * @param options.url of the owner of the tables
 * @param options.programUrl as which the programs connect, when that is another role; made and given its rights here
 * @throws Error that names the file when one that was applied has been changed or is missing
 */
export async function migrate(options: {
  url: string
  programUrl?: string | undefined
  log: Log
  directory?: string
}): Promise<{ applied: string[] }> {
  const { programUrl } = options
  const migrations = readMigrations(options.directory ?? ours)
  return withLock(options.url, async (client) => {
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
    if (programUrl !== undefined && isAnother(programUrl, options.url)) await prepareProgramRole(client, programUrl)
    return { applied: missing.map((migration) => migration.name) }
  })
}

/** @throws Error when the role of the programs would have no password and so could not connect */
function isAnother(programUrl: string, ownerUrl: string): boolean {
  const [program, owner] = [new URL(programUrl), new URL(ownerUrl)]
  if (program.username === owner.username) return false
  if (program.password === '' && owner.password !== '')
    throw new Error(
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
  const migrations = readMigrations(options.directory ?? ours)
  return withLock(options.url, async (client) => {
    const done = await readApplied(client)
    verify(migrations, done)
    const newest = migrations
      .filter((migration) => done.has(migration.number))
      .toReversed()
      .slice(0, options.steps)
    for (const migration of newest) {
      const { down } = migration
      if (down === undefined)
        throw new Error(`Migration ${migration.name} has no way back: there is no ${migration.name}.down.sql`)
      await inTransaction(client, `Undoing migration ${migration.name} failed`, async () => {
        await client.query(down)
        await client.query('delete from migrations where number = $1', [migration.number])
      })
      options.log.info({ migration: migration.name }, 'Migration undone')
    }
    return { undone: newest.map((migration) => migration.name) }
  })
}

/** The files of a folder, in the order of their numbers. */
export function readMigrations(directory: string): Migration[] {
  const files = readdirSync(directory)
  const ups = files.filter((file) => file.endsWith('.up.sql')).toSorted()
  const migrations = ups.map((file) => {
    const name = file.slice(0, -'.up.sql'.length)
    const number = Number(/^(\d{4})_[a-z0-9_]+$/.exec(name)?.[1])
    if (Number.isNaN(number)) throw new Error(`${file} is not named like 0001_what_it_does.up.sql`)
    const up = readFileSync(join(directory, file), 'utf8')
    const down = files.includes(`${name}.down.sql`)
      ? readFileSync(join(directory, `${name}.down.sql`), 'utf8')
      : undefined
    return { number, name, up, down, checksum: createHash('sha256').update(up.replaceAll('\r\n', '\n')).digest('hex') }
  })
  const twice = migrations.find((migration, index) => migrations[index + 1]?.number === migration.number)
  if (twice) throw new Error(`Two migrations have the number ${twice.number}`)
  return migrations
}

async function withLock<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'pomogator-migrate',
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => undefined) // reported by the statement it breaks
  await client.connect()
  try {
    await client.query(`set lock_timeout = ${lockLimitMs}`)
    await client.query('select pg_advisory_lock($1)', [lockNumber])
    await client.query('set client_min_messages = warning')
    await client.query(`create table if not exists migrations (
      number integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`)
    return await work(client)
  } finally {
    await client.end() // gives the lock back
  }
}

async function readApplied(client: pg.Client) {
  const { rows } = await client.query<{ number: number; name: string; checksum: string }>(
    'select number, name, checksum from migrations order by number',
  )
  return new Map(rows.map((row) => [row.number, row]))
}

function verify(migrations: Migration[], done: Map<number, { name: string; checksum: string }>) {
  for (const [number, row] of done) {
    const migration = migrations.find((migration) => migration.number === number)
    if (!migration)
      throw new Error(
        `Migration ${row.name} was applied to this database but its file is missing: is this an older version of the program?`,
      )
    if (migration.checksum !== row.checksum || migration.name !== row.name)
      throw new Error(
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
    throw new Error(`${complaint}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}
