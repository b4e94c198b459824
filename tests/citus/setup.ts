import type { TestProject } from 'vitest/node'
import { templateName } from '#platform/database/testing.ts'
import { makeDistributed, nodes, runOn } from './database.ts'

/** Several on each of two workers: a shard moves, a statement about everybody asks many, and a clone of them is small. */
const shards = 6

/** A migrated and distributed database to be cloned, one of the same name on each of the servers. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide('postgresUrl', nodes[0] ?? '')
  project.provide('postgresNodes', nodes)
  if (nodes.length === 0) return
  await makeDistributed(templateName, shards)
  for (const node of nodes)
    await runOn(
      node,
      `alter database ${templateName} with allow_connections false`,
      // Citus keeps a process of its own in each database, and one in use cannot be cloned.
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${templateName}'`,
    )
}
