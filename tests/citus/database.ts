import { readFileSync } from 'node:fs'
import pg from 'pg'
import { tables } from '#modules/modules.ts'
import { migrate } from '#platform/database/migrate.ts'
import { asProgram } from '#platform/database/program-role.ts'
import { urlOf } from '#platform/database/testing.ts'
import { createLog } from '#platform/runtime/log.ts'

/** The servers that CITUS_URL names, separated by commas: the coordinator first, then the workers. */
export const nodes = (process.env['CITUS_URL'] ?? '').split(',').filter((url) => url !== '')

/** Makes a migrated and distributed database of this name anew on each of the servers, by the steps of deploy/citus/README.md. */
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
  await migrate({ url, programUrl: asProgram(url), tables, log })
  await runOn(url, `set citus.shard_count = ${shards}`, distribution())
  // A view and a sequence are made anew with their table, without the rights that were given to them.
  await migrate({ url, programUrl: asProgram(url), tables, log })
  return url
}

/** What psql makes of the owner's script. */
function distribution(): string {
  return readFileSync('deploy/citus/distribute.sql', 'utf8').replaceAll(/^\\.*$/gm, '')
}

export async function runOn(connectionString: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => undefined) // reported by the statement it breaks
  await client.connect()
  try {
    await client.query('set client_min_messages = warning')
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

/** As the functions of Citus take a server. */
export function addressOf(node: string): string {
  const { hostname, port } = new URL(node)
  return `'${hostname}', ${Number(port || 5432)}`
}
