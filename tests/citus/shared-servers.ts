import { inject } from 'vitest'
import { asProgram } from '#platform/database/program-role.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { eventually } from '#tests/world/eventually.ts'
import type { Postgres } from '#tests/world/postgres.ts'
import { runOn } from './database.ts'

/**
 * A database on the servers of Citus. They are not ours to kill, so instead of a server all of its connections to this
 * database end at once, also those between the coordinator and the workers in the middle of a transaction.
 */
export async function shareCitus(): Promise<Postgres> {
  const own = await createTestDatabase()
  const { url } = own
  const name = new URL(url).pathname.slice(1)
  const programUrl = asProgram(url)
  const nodes = inject('postgresNodes')
  const endAll = (node: string) =>
    runOn(node, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)

  return {
    url,
    programUrl,
    kill: () => void Promise.all(nodes.map(endAll)),
    killOneServing: (random) => void endAll(nodes[Math.floor(random() * nodes.length)]!),
    freeze: notOurs,
    restart: async () => void (await eventually(() => runOn(url, 'select 1'))),
    shutDown: notOurs,
    end: () => own.drop(),
  }
}

function notOurs(): never {
  throw new Error('The servers of Citus are not ours to stop')
}
