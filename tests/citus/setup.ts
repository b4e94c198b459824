import { readFileSync } from 'node:fs'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { tables } from '#modules/modules.ts'
import { migrate } from '#platform/database/migrate.ts'
import { asProgram } from '#platform/database/program-role.ts'
import { templateName, urlOf } from '#platform/database/testing.ts'
import { createLog } from '#platform/runtime/log.ts'

/** The servers that CITUS_URL names, separated by commas: the coordinator first, then the workers. */
export const nodes = (process.env['CITUS_URL'] ?? '').split(',').filter((url) => url !== '')

/** A migrated and distributed database to be cloned, one of the same name on each of the servers. */
export default async function setup(project: TestProject): Promise<void> {
  const [coordinator, ...workers] = nodes
  if (coordinator === undefined) {
    project.provide('postgresUrl', '')
    project.provide('postgresNodes', [])
    return
  }
  for (const node of nodes) {
    await run(node, `drop database if exists ${templateName} with (force)`, `create database ${templateName}`)
    await run(urlOf(node, templateName), 'create extension citus')
  }
  const url = urlOf(coordinator, templateName)
  await run(
    url,
    `select citus_set_coordinator_host(${addressOf(coordinator)})`,
    ...workers.map((worker) => `select citus_add_node(${addressOf(worker)})`),
  )
  const prepare = () => migrate({ url, programUrl: asProgram(url), tables, log: createLog('citus', { level: 'warn' }) })
  await prepare()
  await distribute(url)
  // A view and a sequence are made anew with their table, without the rights that were given to them.
  await prepare()
  for (const node of nodes)
    await run(
      node,
      `alter database ${templateName} with allow_connections false`,
      // Citus keeps a process of its own in each database, and one in use cannot be cloned.
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${templateName}'`,
    )
  project.provide('postgresUrl', coordinator)
  project.provide('postgresNodes', nodes)
}

/** What psql would do with the script of the owner. */
async function distribute(url: string) {
  const script = readFileSync('deploy/citus/distribute.sql', 'utf8')
  await run(url, script.replaceAll(/^\\.*$/gm, ''))
}

async function run(connectionString: string, ...statements: string[]) {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query('set client_min_messages = warning')
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

function addressOf(node: string): string {
  const { hostname, port } = new URL(node)
  return `'${hostname}', ${Number(port || 5432)}`
}
