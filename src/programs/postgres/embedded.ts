import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { asProgram } from '#platform/database/program-role.ts'
import type { Log } from '#platform/runtime/log.ts'
import { chooseHome, placeOfHome } from './embedded-home.ts'
import { Keeper } from './embedded-keeper.ts'
import { findPrograms } from './embedded-programs.ts'
import { createDatabase, othersConnected } from './embedded-queries.ts'
import { findRunning, initialise, isAlive, type Server, start, stopNow } from './embedded-server.ts'

export interface Embedded {
  /** Of the owner, who may do everything. */
  url: string
  /** For the programs, whose role the migrations make. */
  programUrl: string
  /** Where the data lies; not below `dataDir` when PostgreSQL's user cannot reach that. */
  directory: string
  /** Settles when the server has ended and cannot be started again; never without `keepRunning`. */
  failed: Promise<Error>
  /** Stops the server unless another program still uses it. */
  stop(): Promise<void>
  /** Stops the server although others may use it: for a folder that no other program knows. */
  stopForAll(): Promise<void>
}

const databaseName = 'pomogator'

/**
 * A PostgreSQL of one's own from the binaries that npm brought, with its data in a folder. A server that a killed program
 * left running is used again; a second program shares it.
 * @param options.durable false for tests: faster, and a power cut may lose everything
 * @param options.keepRunning starts the server again, on the same address, when it ends without being asked
 * @throws StartError with one sentence that says what to do
 */
export async function startEmbedded(options: {
  dataDir: string
  log: Log
  durable?: boolean
  keepRunning?: boolean
}): Promise<Embedded> {
  const { log, durable = true } = options
  const home = chooseHome(options.dataDir)
  if (home.moved)
    log.warn(
      { directory: home.directory },
      `PostgreSQL's user cannot reach ${options.dataDir}; the data lies in ${home.directory}`,
    )
  const programs = findPrograms(home, log)
  const server: Server = { ...home, cluster: join(home.directory, 'cluster'), programs, durable }

  if (!existsSync(join(server.cluster, 'PG_VERSION'))) await initialise(server)
  const url = (await findRunning(server)) ?? (await start(server, log))
  await createDatabase(url, databaseName)
  const ownerUrl = withDatabase(url, databaseName)
  const port = Number(new URL(url).port)
  const keeper = options.keepRunning
    ? new Keeper({ isAlive: () => isAlive(server), start: () => start(server, log, port) }, log)
    : undefined
  return {
    url: ownerUrl,
    programUrl: asProgram(ownerUrl),
    directory: home.directory,
    failed: keeper?.failed ?? new Promise(() => undefined),
    async stop() {
      await keeper?.stop()
      await stopUnlessShared(server, url, log)
    },
    async stopForAll() {
      await keeper?.stop()
      await stopNow(server)
    },
  }
}

/** Whether `npm start` has made a database in a data folder. */
export function hasEmbedded(dataDir: string): boolean {
  return existsSync(join(placeOfHome(dataDir), 'cluster', 'PG_VERSION'))
}

/** The address, for its owner, of the server that runs on a data folder now. Makes and starts nothing. */
export async function findEmbedded(dataDir: string): Promise<string | undefined> {
  if (!hasEmbedded(dataDir)) return undefined
  const url = await findRunning({ cluster: join(placeOfHome(dataDir), 'cluster') })
  return url === undefined ? undefined : withDatabase(url, databaseName)
}

function withDatabase(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href
}

async function stopUnlessShared(server: Server, url: string, log: Log) {
  if (await othersConnected(url)) {
    log.info('Another program still uses the embedded PostgreSQL; it goes on running')
    return
  }
  await stopNow(server)
}
