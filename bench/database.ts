import { tables } from '#modules/modules.ts'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '#platform/database/connect.ts'
import { startEmbedded } from '#programs/postgres/embedded.ts'
import { migrate } from '#platform/database/migrate.ts'
import { untilSignalled } from '#platform/runtime/lifetime.ts'
import { createLog } from '#platform/runtime/log.ts'

/**
 * A migrated PostgreSQL with all its durability, and nothing in it.
 * @param keptIn a folder of one's own, which is used again and not removed
 */
export async function startDatabase(keptIn?: string) {
  const log = createLog('bench', { level: 'error' })
  const dataDir = keptIn ?? mkdtempSync(join(tmpdir(), 'pomogator-bench-'))
  chmodSync(dataDir, 0o755) // PostgreSQL may have to run as another user
  const postgres = await startEmbedded({ dataDir, log })
  const { url, programUrl, directory } = postgres
  await migrate({ url, programUrl, tables, log })
  const owner = connect({ url, applicationName: 'bench-owner', statementTimeoutMs: 1_800_000 })
  async function stop() {
    await owner.close()
    await postgres.stopForAll()
    if (keptIn === undefined) rmSync(dataDir, { recursive: true, force: true })
  }
  const stopping = untilSignalled()
  stopping.addEventListener('abort', () => void stop().finally(() => process.exit(1)))
  return {
    programUrl,
    /** Of its owner, for migrations. */
    url,
    /** For filling it, past all rules. */
    owner: owner.sql,
    program: (poolSize: number) => connect({ url: programUrl, applicationName: 'bench', poolSize }),
    /** Of the server's first process. */
    pid: () => Number(/^\d+/.exec(readFileSync(join(directory, 'cluster/postmaster.pid'), 'utf8'))![0]),
    stop,
  }
}
