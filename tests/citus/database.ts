import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { tables } from '#modules/modules.ts'
import { migrate } from '#platform/database/migrate.ts'
import { asProgram } from '#platform/database/program-role.ts'
import { migrationsDirectory } from '#platform/database/schema.ts'
import { urlOf } from '#platform/database/testing.ts'
import { createLog } from '#platform/runtime/log.ts'

/** The servers that CITUS_URL names, separated by commas: the coordinator first, then the workers. */
export const nodes = (process.env['CITUS_URL'] ?? '').split(',').filter((url) => url !== '')

/** From this migration on a database that is distributed can be updated, says deploy/citus/README.md. */
const oldestDistributed = 74

/**
 * Makes a migrated and distributed database of this name anew on each of the servers, by the steps of deploy/citus/README.md:
 * it is distributed as early as that may be, so that every later migration meets distributed tables.
 */
export async function makeDistributed(name: string, shards: number): Promise<string> {
  const [coordinator, ...workers] = nodes as [string, ...string[]]
  for (const node of nodes) {
    await runOn(node, `drop database if exists ${name} with (force)`, `create database ${name}`)
    await runOn(urlOf(node, name), 'create extension citus')
  }
  const url = urlOf(coordinator, name)
  await runOn(
    url,
    `select citus_set_coordinator_host(${addressOf(coordinator)})`,
    ...workers.map((worker) => `select citus_add_node(${addressOf(worker)})`),
  )
  const log = createLog('citus', { level: 'warn' })
  const early = directoryUpTo(oldestDistributed)
  try {
    await migrate({ url, tables, log, directory: early })
  } finally {
    rmSync(early, { recursive: true, force: true })
  }
  await runOn(url, `set citus.shard_count = ${shards}`, await distributionOf(url))
  await migrate({ url, tables, log })
  await runOn(url, await distributionOf(url))
  // A view and a sequence are made anew with their table, without the rights that were given to them.
  await migrate({ url, programUrl: asProgram(url), tables, log })
  return url
}

function directoryUpTo(newest: number): string {
  const directory = mkdtempSync(join(tmpdir(), 'pomogator-migrations-'))
  for (const file of readdirSync(migrationsDirectory))
    if (Number(file.slice(0, 4)) <= newest) copyFileSync(join(migrationsDirectory, file), join(directory, file))
  return directory
}

/** What psql makes of the owner's script, about the tables that there are. */
async function distributionOf(url: string): Promise<string> {
  const rows = await runOn<{ name: string }>(
    url,
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace`,
  )
  const present = new Set(rows.map(({ name }) => name))
  return readFileSync('deploy/citus/distribute.sql', 'utf8')
    .replaceAll(/^\\.*$/gm, '')
    .replaceAll(/^select pg_temp\.\w+\('(\w+)'.*$/gm, (line, name: string) => (present.has(name) ? line : ''))
}

/** One statement after the other; resolves with the rows of the last one. */
export async function runOn<Row extends object>(connectionString: string, ...statements: string[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => undefined) // reported by the statement it breaks
  await client.connect()
  try {
    await client.query('set client_min_messages = warning')
    let rows: Row[] = []
    for (const statement of statements) ({ rows } = await client.query<Row>(statement))
    return rows
  } finally {
    await client.end()
  }
}

/** As the functions of Citus take a server. */
export function addressOf(node: string): string {
  const { hostname, port } = new URL(node)
  return `'${hostname}', ${Number(port || 5432)}`
}
