import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Log } from '#platform/runtime/log.ts'
import { pass } from '#platform/runtime/pass.ts'
import { freePort } from '#platform/runtime/ports.ts'
import { StartError } from '#platform/runtime/start-error.ts'
import { giveTo, type Home } from './embedded-home.ts'
import { answers } from './embedded-queries.ts'

/** PostgreSQL on one cluster. */
export interface Server extends Home {
  cluster: string
  /** The folder with initdb, pg_ctl and postgres. */
  programs: string
  durable: boolean
}

const user = 'pomogator'
const run = promisify(execFile)
const startLimitMs = 60_000
const stopLimitSeconds = 10

/** Makes the cluster beside its place and moves it there, so that what is in place is whole even if two do this at once. */
export async function initialise(server: Server) {
  const fresh = `${server.cluster}.${process.pid}`
  const passwordFile = `${fresh}.password`
  mkdirSync(fresh, { recursive: true, mode: 0o700 })
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  giveTo(server, fresh, passwordFile)
  try {
    await runProgram(server, 'initdb', [
      '--pgdata',
      fresh,
      '--username',
      user,
      '--pwfile',
      passwordFile,
      '--auth',
      'scram-sha-256',
      '--encoding',
      'UTF8',
      '--locale',
      'C',
      '--locale-provider',
      'builtin',
      '--builtin-locale',
      'C.UTF-8',
      ...(server.durable ? [] : ['--no-sync']),
    ])
    // Inside the cluster: one move puts both in place, and who can read the data may know the password.
    renameSync(passwordFile, join(fresh, 'password'))
    renameSync(fresh, server.cluster)
  } catch (error) {
    rmSync(passwordFile, { force: true })
    rmSync(fresh, { recursive: true, force: true })
    if (!existsSync(join(server.cluster, 'PG_VERSION'))) throw error
  }
}

/** Resolves with its address once it answers. @throws StartError with one sentence that says what to do */
export async function start(server: Server, log: Log, port?: number): Promise<string> {
  const logFile = join(server.directory, 'postgres.log')
  const settings = [
    '-p',
    String(port ?? (await freePort())),
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
    '-c',
    'max_connections=200',
    '-c',
    'timezone=UTC',
    '-c',
    'log_timezone=UTC',
    ...(server.durable ? [] : ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'synchronous_commit=off']),
  ]
  try {
    await runProgram(server, 'pg_ctl', [
      'start',
      '--wait',
      '--timeout',
      String(startLimitMs / 1000),
      '--silent',
      '--pgdata',
      server.cluster,
      '--log',
      logFile,
      '--options',
      settings.map((word) => `'${word}'`).join(' '),
    ])
  } catch (error) {
    // Another program may have started it in this very moment.
    const url = await waitForRunning(server, 5_000)
    if (url) return url
    throw new StartError(
      `PostgreSQL could not start: ${lastComplaint(logFile) ?? reasonOf(error)} Its log is ${logFile}.`,
      {
        cause: error,
      },
    )
  }
  const url = await waitForRunning(server, startLimitMs)
  if (!url) throw new StartError(`PostgreSQL started but does not answer. Its log is ${logFile}.`)
  log.info({ directory: server.directory }, 'The embedded PostgreSQL runs')
  return url
}

export async function stopNow(server: Server) {
  if (portOfRunning(server) === undefined) return
  await runProgram(server, 'pg_ctl', [
    'stop',
    '--wait',
    '--mode',
    'fast',
    '--timeout',
    String(stopLimitSeconds),
    '--silent',
    '--pgdata',
    server.cluster,
  ])
}

/** A server that runs on this cluster already: left by a killed program, or shared with a living one. */
export async function findRunning(server: Pick<Server, 'cluster'>): Promise<string | undefined> {
  const port = portOfRunning(server)
  if (port === undefined) return undefined
  const url = urlOf(server, port)
  return (await answers(url)) ? url : undefined
}

async function waitForRunning(server: Server, limitMs: number): Promise<string | undefined> {
  for (const until = Date.now() + limitMs; Date.now() < until; await pass(50)) {
    const url = await findRunning(server)
    if (url) return url
  }
  return undefined
}

/** Whether its process lives: the first line of postmaster.pid. */
export function isAlive(server: Server): boolean {
  try {
    const pid = Number(readFileSync(join(server.cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    // It belongs to another one, and so it lives.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Dead and not reaped by its parent: for ever in a container whose first process reaps only its own children. */
function isZombie(pid: number): boolean {
  const stat = `/proc/${pid}/stat`
  return existsSync(stat) && / Z /.test(readFileSync(stat, 'utf8').replace(/^.*\)/s, ''))
}

/** The fourth line of postmaster.pid is the port; one that a crash left behind is found out because its port does not answer. */
function portOfRunning(server: Pick<Server, 'cluster'>): number | undefined {
  try {
    return Number(readFileSync(join(server.cluster, 'postmaster.pid'), 'utf8').split('\n')[3]) || undefined
  } catch {
    return undefined
  }
}

function urlOf(server: Pick<Server, 'cluster'>, port: number): string {
  const password = readFileSync(join(server.cluster, 'password'), 'utf8')
  return `postgres://${user}:${password}@127.0.0.1:${port}/postgres`
}

async function runProgram(server: Server, program: 'initdb' | 'pg_ctl', args: string[]) {
  try {
    await run(join(server.programs, program), args, {
      cwd: server.directory,
      timeout: startLimitMs,
      // Messages in English, because `lastComplaint` reads them; nothing of ours in the server's environment.
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC', SystemRoot: process.env['SystemRoot'] },
      ...(server.owner ? { uid: server.owner.uid, gid: server.owner.gid } : {}),
    })
  } catch (error) {
    throw new StartError(`PostgreSQL's ${program} failed: ${reasonOf(error)}`, { cause: error })
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const said = 'stderr' in error ? String(error.stderr).trim() : ''
  return said.split('\n').findLast((line) => /error|fatal|could not|no space/i.test(line)) ?? (said || error.message)
}

function lastComplaint(logFile: string): string | undefined {
  try {
    const line = readFileSync(logFile, 'utf8')
      .split('\n')
      .findLast((line) => /FATAL|PANIC/.test(line))
    return line?.replace(/^.*?(FATAL|PANIC):\s*/, '')
  } catch {
    return undefined
  }
}
