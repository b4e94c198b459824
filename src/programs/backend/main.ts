import type { FastifyInstance } from 'fastify'
import { Alive } from '#platform/database/alive.ts'
import { WebhookStore } from '#platform/inbox/webhook-store.ts'
import { showAtWork } from '#platform/database/at-work.ts'
import { connect, keptWarm } from '#platform/database/connect.ts'
import { refuseUnfitDatabase } from '#platform/database/examine.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { DirectCalls } from '#platform/http/direct.ts'
import { type OpenSockets, openSockets } from '#platform/http/open-sockets.ts'
import { finishLimitMs, type Running, runProgram, stopInOrder } from '#platform/runtime/lifetime.ts'
import type { Log } from '#platform/runtime/log.ts'
import { listenFault } from '#platform/runtime/ports.ts'
import { HealthPages } from '#platform/runtime/health.ts'
import { betweenCollections } from '#platform/runtime/give-back-memory.ts'
import { once } from '#platform/runtime/once.ts'
import { within } from '#platform/runtime/pass.ts'
import { tables } from '#modules/modules.ts'
import { AttachmentReader } from '#modules/attachments/reader.ts'
import { ToolServers } from '#platform/mcp/tool-servers.ts'
import { FileReader } from '#platform/files/file-reader.ts'
import { TelegramFiles } from '#platform/telegram/telegram-files.ts'
import { Answering } from '#modules/questions/answer/answering.ts'
import { Painting } from '#modules/images/painting.ts'
import { Speaking } from '#modules/voice-answers/speaking.ts'
import { type BackendConfig, readConfig } from './config.ts'
import { Metrics } from './metrics.ts'
import { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import { LiveSettings } from '#modules/settings/live-settings.ts'
import { warnOfCatalog } from '#modules/catalog/check/warn.ts'
import { faultOfDatabase } from './health.ts'
import { syncOwners } from '#modules/users/roles.ts'
import { createServer } from './server.ts'
import { warmUp } from './warm-up.ts'

const sweepMs = 50
/** Pages have readers of their own: one that takes long keeps no file of a person waiting. */
const pageLimitMs = 5_000
/** For the last events of ended answers to reach their listeners. */
const lastEventsMs = 1_000

/** What a process has compiled stays so. */
const warmUpOnce = once(warmUp)

export interface RunningBackend extends Running {
  /** Where it listens, such as `http://127.0.0.1:8081`. */
  url: string
  /** For a bot in the same process. */
  direct: DirectCalls
  /** Where its webhook stores updates. */
  store: WebhookStore
  /** @param finishMs what answers being written are given; the rest goes to the next process */
  stop(finishMs?: number): Promise<void>
}

interface Surroundings {
  /** Called with the warm-up once everything is loaded, and before requests are served. */
  runWarmUp?: typeof betweenCollections
  /** A bot in this process asks without HTTP, so the warm-up does as well. */
  hasBotBeside?: boolean
}

export async function startBackend(
  config: BackendConfig,
  log: Log,
  { runWarmUp = (warmUp) => warmUp(), hasBotBeside = false }: Surroundings = {},
): Promise<RunningBackend> {
  const database = connect({ ...config.database, applicationName: 'pomogator-backend', keptOpen: keptWarm, log })
  const { sql } = database
  const { catalog, catalogSource: source } = config
  const catalogs = new LiveCatalog({ sql, catalog, source, program: 'backend', log })
  const settings = new LiveSettings({ sql, defaults: config.defaultSettings, log })
  const metrics = new Metrics(sql, catalogs, () => work.answering.running)
  const alive = new Alive()
  const toolServers = new ToolServers(log)
  const work = createWork({ config, sql, alive, catalogs, toolServers, metrics, log })
  const closeWork = (limitMs: number) =>
    Promise.all([work.answering, work.speaking, work.painting].map((each) => each.close(limitMs)))
  const prepared = refuseUnfitDatabase(sql).then(() => syncOwners(sql, config.adminIds))
  await prepared.catch(async (error: unknown) => {
    await stopInOrder(log, [() => closeWork(0), () => database.close()])
    throw error
  })
  await catalogs.follow(database)
  await settings.follow(database)
  await alive.start(database)
  await runWarmUp(() => warmUpOnce({ config, sql, log, isDirect: hasBotBeside }))
  const stopping = await database.listen('stop_answer', (questionId) => work.answering.stop(Number(questionId)))
  const health = new HealthPages({ ready: () => faultOfDatabase(sql), registry: metrics.registry })
  const atWork = await showAtWork(sql, 'backend')
  const ends = [
    () => Promise.all([stopping.stop(), catalogs.stop(), settings.stop(), atWork.stop()]),
    async () => health.stop(),
    async () => toolServers.close(),
    () => database.close(),
  ]
  const store = new WebhookStore(sql)
  const running = { ...work, metrics, health, store }
  const { server, direct } = await createServer({ config, sql, database, tables, catalogs, settings, ...running, log })
  const sockets = await openSockets(server, { host: config.host, port: config.port }).catch(async (error: unknown) => {
    await stopInOrder(log, ends)
    throw listenFault(error, { setting: 'BACKEND_PORT', host: config.host, port: config.port }) ?? error
  })
  const { url } = sockets
  log.info({ url }, 'The backend listens')
  void warnOfCatalog(catalogs.present(), log)
  return {
    url,
    direct,
    store,
    stop: (finishMs = finishLimitMs) =>
      stopInOrder(log, [
        // The server takes no new requests from here on; the streams it still serves end with their answers.
        () => closeServer({ server, sockets, direct, workEnded: closeWork(finishMs) }),
        ...ends,
      ]),
  }
}

interface WorkTools {
  config: BackendConfig
  sql: Sql
  alive: Alive
  catalogs: LiveCatalog
  toolServers: ToolServers
  metrics: Metrics
  log: Log
}

/** What asks the models, and reads what people send along. */
function createWork({ config, sql, alive, catalogs, toolServers, metrics, log }: WorkTools) {
  const files = config.telegram ? new TelegramFiles(config.telegram) : undefined
  const attachments = new AttachmentReader({ sql, files, reader: new FileReader() })
  const lookupSources = { toolServers, pages: { files: new FileReader({ ms: pageLimitMs }), reach: config.reach } }
  return {
    attachments,
    answering: new Answering({ sql, alive, catalogs, attachments, lookupSources, config, metrics, log }),
    speaking: new Speaking({ sql, alive, catalogs, log }),
    painting: new Painting({ sql, catalogs, files, callerSecret: config.callerSecret, log }),
  }
}

interface Closing {
  server: FastifyInstance
  sockets: OpenSockets
  direct: DirectCalls
  workEnded: Promise<unknown>
}

/**
 * Connections that were busy when the close began stay open when they fall idle; each is closed as soon as it does. One on
 * which nothing was ever asked does not count as idle to Node: what is left when the answers have ended is cut soon after.
 */
async function closeServer({ server, sockets, direct, workEnded }: Closing): Promise<void> {
  const callsEnded = direct.close()
  const sweep = setInterval(() => server.server.closeIdleConnections(), sweepMs)
  const closed = Promise.all([server.close(), sockets.close()]).finally(() => clearInterval(sweep))
  await workEnded
  const cut = setTimeout(() => server.server.closeAllConnections(), lastEventsMs)
  await Promise.all([closed, within(lastEventsMs, callsEnded)])
  clearTimeout(cut)
}

export async function main(): Promise<void> {
  await runProgram({
    name: 'backend',
    readConfig,
    start: (config, log) => startBackend(config, log, { runWarmUp: betweenCollections }),
  })
}
