import { tables } from '#modules/modules.ts'
import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import { startEmbedded } from '#programs/postgres/embedded.ts'
import { chooseHome } from '#programs/postgres/embedded-home.ts'
import { findPrograms } from '#programs/postgres/embedded-programs.ts'
import { migrate } from '#platform/database/migrate.ts'
import { createLog } from '#platform/runtime/log.ts'
import { eventually } from './eventually.ts'

/** A PostgreSQL of one's own, for tests that kill it, fill its disk or stop it for a while; always on the same address. */
export interface Postgres {
  /** Of a migrated database, and its owner. */
  url: string
  /** For programs, as in production. */
  programUrl: string
  /** As a power cut would: all its processes at once. */
  kill(): void
  /** One of the processes that serve the clients: the server then throws out all clients and recovers by itself. */
  killOneServing(random: () => number): void
  /** Stops all its processes where they stand, as a machine does that runs out of memory; returns how to let them go on. */
  freeze(): () => void
  /** Starts it, also after a kill; one that runs is stopped first, as an owner would. */
  restart(): Promise<void>
  /** Stops it, as an owner would. */
  shutDown(): Promise<void>
  /** Ends it for good and removes its data. */
  end(): Promise<void>
}

const run = promisify(execFile)
const log = createLog('postgres', { level: process.env['TEST_LOG'] ?? 'silent' })

export async function startPostgres(within = tmpdir()): Promise<Postgres> {
  const dataDir = mkdtempSync(join(within, 'pomogator-postgres-'))
  chmodSync(dataDir, 0o755) // PostgreSQL may have to run as another user
  const migrated = inject('migratedData')
  if (migrated) await run('cp', ['-a', `${migrated}/.`, dataDir])
  // What was committed must outlive a kill, as in earnest.
  const { url, programUrl } = await startEmbedded({ dataDir, log, durable: true })
  await migrate({ url, programUrl, tables, log })
  const home = chooseHome(dataDir)
  const programs = findPrograms(home, log)
  const cluster = join(home.directory, 'cluster')

  async function control(...order: string[]) {
    await run(join(programs, 'pg_ctl'), [...order, '--pgdata', cluster, '--wait', '--silent'], {
      cwd: home.directory,
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
      ...home.owner,
    })
  }
  const restart = () =>
    eventually(() => control('restart', '--mode', 'fast', '--log', join(home.directory, 'postgres.log')))

  return {
    url,
    programUrl,
    kill() {
      const server = serverIn(cluster)
      for (const pid of server ? [server, ...childrenOf(server)] : []) killed(pid)
    },
    freeze() {
      const server = serverIn(cluster)
      const pids = server ? [server, ...childrenOf(server)] : []
      for (const pid of pids) process.kill(pid, 'SIGSTOP')
      return () => {
        for (const pid of pids) process.kill(pid, 'SIGCONT')
      }
    },
    killOneServing(random) {
      const serving = childrenOf(serverIn(cluster)).filter((pid) => titleOf(pid).startsWith('postgres: pomogator '))
      const victim = serving[Math.floor(random() * serving.length)]
      if (victim !== undefined) killed(victim)
    },
    restart,
    shutDown: () => control('stop', '--mode', 'fast'),
    async end() {
      await control('stop', '--mode', 'immediate').catch(() => undefined)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function serverIn(cluster: string): number | undefined {
  return Number(read(join(cluster, 'postmaster.pid')).split('\n')[0]) || undefined
}

function childrenOf(pid: number | undefined): number[] {
  return read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number)
}

function titleOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`)
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function killed(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
