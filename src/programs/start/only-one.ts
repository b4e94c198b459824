import { createHash } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import type { Log } from '#platform/runtime/log.ts'
import { StartError } from '#platform/runtime/start-error.ts'
import { makeDataFolder } from './data-folder.ts'

/** Held by the one process that uses a data folder; others are told where it serves. */
export interface OnlyOne {
  /** From now on this is what others are told. */
  serves(places: Places): void
  release(): Promise<void>
}

/** Empty texts while the process starts. */
interface Places {
  address: string
  cabinetUrl: string
}

const askLimitMs = 2_000

/**
 * Two processes on one folder would serve two Telegrams from one database. A socket in the folder tells them apart: the
 * system closes it with its process, however that ends.
 * @throws StartError when another process uses the folder, or it cannot be made
 */
export async function claimFolder(dataDir: string, log: Log): Promise<OnlyOne> {
  makeDataFolder(dataDir)
  const path = socketIn(dataDir)
  let places: Places = { address: '', cabinetUrl: '' }
  const server = createServer((asking) => {
    asking.on('error', () => undefined)
    asking.end(JSON.stringify(places))
  })
  if (!(await listen(server, path))) {
    await refuseSecond(dataDir)
    rmSync(path, { force: true }) // left behind by a process that was killed
    if (!(await listen(server, path))) throw new StartError(sentence(dataDir, ''))
  }
  if (!server.listening)
    log.warn({ dataDir }, 'This disk has no sockets: nothing keeps a second start from this folder')
  server.unref()
  return {
    serves: (where) => void (places = where),
    release: () => new Promise((done) => (server.listening ? server.close(() => done()) : done())),
  }
}

/** @throws StartError when another process uses the folder */
export async function refuseSecond(dataDir: string): Promise<void> {
  const other = await whoServes(dataDir)
  if (other !== undefined) throw new StartError(sentence(dataDir, other.address))
}

/** Where the process that uses a folder serves; undefined when there is none. */
export async function whoServes(dataDir: string): Promise<Places | undefined> {
  const said = await askSocket(dataDir)
  // One that has no time to answer runs all the same.
  if (said === undefined) return undefined
  return said ? (JSON.parse(said) as Places) : { address: '', cabinetUrl: '' }
}

function askSocket(dataDir: string): Promise<string | undefined> {
  const path = socketIn(dataDir)
  if (process.platform !== 'win32' && !existsSync(path)) return Promise.resolve(undefined)
  const { promise, resolve } = Promise.withResolvers<string | undefined>()
  let said = ''
  createConnection(path)
    .setTimeout(askLimitMs, () => resolve(said))
    .on('data', (bytes) => (said += bytes.toString()))
    .on('end', () => resolve(said))
    .on('error', () => resolve(undefined))
  return promise
}

function sentence(dataDir: string, other: string): string {
  const where = other ? ` at ${other}` : ''
  return `Pomogator is already running${where}, with the data in ${dataDir}. Stop it first, or give this one a DATA_DIR of its own.`
}

/** False when the place is taken; a disk that has no sockets counts as free. */
async function listen(server: Server, path: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const failed = (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE')
  server.once('error', failed)
  server.listen(path, () => {
    server.off('error', failed)
    resolve(true)
  })
  return promise
}

/** Systems take about a hundred characters for it. */
const longestPath = 100

function socketIn(dataDir: string): string {
  const whole = resolve(dataDir)
  const name = `pomogator-${createHash('sha256').update(whole).digest('hex').slice(0, 16)}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  const inside = join(whole, 'running.sock')
  const candidates = [inside, relative('.', inside), join(tmpdir(), `${name}.sock`)]
  return candidates.find((path) => Buffer.byteLength(path) <= longestPath) ?? candidates[0]!
}
