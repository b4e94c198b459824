import { tables } from '#modules/modules.ts'
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { createLog, type Log } from '#platform/runtime/log.ts'
import { type Embedded, startEmbedded } from '#programs/postgres/embedded.ts'
import { migrate } from './migrate.ts'
import { asProgram } from './program-role.ts'
import { templateName, urlOf } from './testing.ts'

/** One PostgreSQL for the whole run: TEST_DATABASE_URL's, or an embedded one that leaves nothing behind. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const log = createLog('tests', { level: 'warn' })
  const outside = process.env['TEST_DATABASE_URL']
  const folder = mkdtempSync(join(hasRoomInMemory() ? memory : tmpdir(), 'pomogator-tests-'))
  chmodSync(folder, 0o755) // PostgreSQL may have to run as another user
  project.provide('folder', folder)
  const migrated = join(folder, 'migrated')
  const embedded = outside ? undefined : await startShared(join(folder, 'shared'), migrated, log)
  const url = outside ?? embedded!.url
  await makeTemplate(url, log, embedded && new URL(url).pathname.slice(1))
  project.provide('postgresUrl', url)
  project.provide('postgresNodes', [url])
  if (embedded) project.provide('migratedData', migrated)
  return async () => {
    await embedded?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A database is a thousand files. On a disk the system may need a second to make them; in memory it needs some 40 ms. */
const memory = '/dev/shm'
/** All that lies there at a time is less than half of it. */
const roomBytes = 4 * 1024 ** 3

/** Some tests put a program into a folder of theirs and run it. */
function hasRoomInMemory(): boolean {
  if (!existsSync('/proc/mounts') || !existsSync(memory)) return false
  const mount = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .find((line) => line.split(' ')[1] === memory)
  const { bavail, bsize } = statfsSync(memory)
  return (
    mount !== undefined && !mount.includes('noexec') && Math.min(bavail * bsize, process.availableMemory()) >= roomBytes
  )
}

/** Its data folder is copied before it serves all tests: a test with a server of its own starts from the copy and saves initdb and migrations. */
async function startShared(dataDir: string, migrated: string, log: Log): Promise<Embedded> {
  const first = await startEmbedded({ dataDir, log, durable: false })
  await migrate({ url: first.url, programUrl: first.programUrl, tables, log })
  await first.stop()
  execFileSync('cp', ['-a', dataDir, migrated])
  return startEmbedded({ dataDir, log, durable: false })
}

/** @param migrated a migrated database without connections, used as the template; absent: an empty one is migrated */
async function makeTemplate(url: string, log: Log, migrated?: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`drop database if exists ${templateName} with (force)`)
  await client.query(`create database ${templateName}${migrated ? ` template ${migrated}` : ''}`)
  await client.end()
  const owner = urlOf(url, templateName)
  await migrate({ url: owner, programUrl: asProgram(owner), tables, log })
}
