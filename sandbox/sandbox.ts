import fastify from 'fastify'
import { createBotProcess } from './bot-process.ts'
import { createJournal } from './bot-api/journal.ts'
import { botApiRoutes } from './bot-api/routes.ts'
import { createRateLimits } from './bot-api/rate-limits.ts'
import { createTroubles } from './bot-api/trouble.ts'
import { checkCaller } from './check-caller.ts'
import { type DemoData, demoDataRoutes, DemoOffer } from './control-api/demo-data.ts'
import { offerRoutes, type StartOffer } from './control-api/offer.ts'
import { botRoutes } from './control-api/bot.ts'
import { controlRoutes, type PassingTime } from './control-api/routes.ts'
import { watchRoutes } from './control-api/watch.ts'
import { modelRoutes } from './model/routes.ts'
import { createModelRequests } from './model/requests.ts'
import { createModelTroubles } from './model/trouble.ts'
import { pageRoutes } from './page-routes.ts'
import { personRoutes } from './person-api/routes.ts'
import { toolRoutes } from './tools/routes.ts'
import { webRoutes } from './web/routes.ts'
import { createClock } from './telegram/clock.ts'
import { createIds } from './telegram/ids.ts'
import { KeptFiles } from './telegram/kept-files.ts'
import { openState } from './telegram/state.ts'
import { createTelegram } from './telegram/telegram.ts'
import { UpdateQueue } from './telegram/updates.ts'

export interface SandboxOptions {
  /** 0 for any free one. */
  port?: number
  host?: string
  /** Names under which it may be reached besides this machine's own and `host`. */
  allowedHosts?: string[]
  botToken?: string
  /** Where chats are kept between starts; absent: in memory only. */
  stateFile?: string
  /** The demo model's pace between two words, in milliseconds. */
  modelTokenDelayMs?: number
  /** Milliseconds since 1970 at which Telegram's clock stands; absent: it runs with the machine's. */
  clockStandsAt?: number
  /** The same ids in the same order for the same seed; absent: by chance. */
  seed?: string
  /** Starts a bot that the desk can kill and start again; it finds BOT_TOKEN, TELEGRAM_API_ROOT and OPENAI_BASE_URL. */
  botCommand?: string | undefined
  log?: (event: { level: 'info' | 'warn' | 'error'; message: string; data?: unknown }) => void
}

export interface Sandbox {
  /** The chat page. */
  url: string
  /** What a bot takes for https://api.telegram.org. */
  telegramApiRoot: string
  /** What a client takes for https://api.openai.com/v1. */
  modelBaseUrl: string
  /** What takes the place of a SearXNG, and of a server of tools (MCP). */
  searchUrl: string
  toolsUrl: string
  botToken: string
  /** A link to the bot that the page offers as a button until it was opened; undefined: none. */
  offerStart(link: string | undefined): void
  /** What the page offers as a button, and tells of when it is done; once. */
  offerDemoData(fill: () => Promise<DemoData>): void
  /** What else happens when the page lets time pass. */
  whenTimePasses(act: (seconds: number) => Promise<void>): void
  stop(): Promise<void>
}

/** Well-formed and worth nothing. */
const sandboxToken = '1000000001:SANDBOX-TOKEN-worth-nothing-at-all-'
const uploadLimitBytes = 50 * 1024 * 1024
const humanPaceMs = 25

/** A small Telegram with a chat page, and a demo model, on one port. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const botToken = options.botToken ?? sandboxToken
  const state = openState({ ...options, token: botToken, onUnstored: unstored(options.log) })
  const updates = new UpdateQueue(state)
  const clock = createClock(options.clockStandsAt)
  const files = new KeptFiles(state, options.stateFile && `${options.stateFile}.files`)
  const telegram = createTelegram({ state, updates, clock, files, ids: createIds(options.seed) })
  const api = { telegram, journal: createJournal(), troubles: createTroubles(), limits: createRateLimits(clock) }
  const model = createModelTroubles()
  const requests = createModelRequests()

  const app = fastify({
    bodyLimit: uploadLimitBytes,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  })
  app.setErrorHandler((error, _request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
    if (status >= 500) options.log?.({ level: 'error', message: 'The sandbox failed', data: error })
    return reply.code(status).send({ error: error instanceof Error ? error.message : String(error) })
  })
  const host = options.host ?? '127.0.0.1'
  app.addHook('onRequest', checkCaller({ host, allowedHosts: options.allowedHosts ?? [] }))
  await app.register(botApiRoutes, api)
  await app.register(personRoutes, telegram)
  const time: PassingTime = { passes: undefined }
  await app.register(controlRoutes, { ...api, model, requests, time })
  await app.register(watchRoutes, api)
  await app.register(modelRoutes, { tokenDelayMs: options.modelTokenDelayMs ?? humanPaceMs, troubles: model, requests })
  await app.register(webRoutes)
  await app.register(toolRoutes)
  const offer: StartOffer = { payload: undefined }
  await app.register(offerRoutes, { offer, telegram })
  const demo = new DemoOffer()
  await app.register(demoDataRoutes, demo)
  await app.register(pageRoutes)
  const addresses: Record<string, string> = { BOT_TOKEN: botToken }
  const bot = createBotProcess(options.botCommand, addresses)
  await app.register(botRoutes, bot)
  const url = await app.listen({ port: options.port ?? 0, host })
  Object.assign(addresses, { TELEGRAM_API_ROOT: url, OPENAI_BASE_URL: `${url}/v1` })
  bot.start()
  options.log?.({ level: 'info', message: `The sandbox listens on ${url}` })
  return {
    url,
    telegramApiRoot: url,
    modelBaseUrl: `${url}/v1`,
    searchUrl: `${url}/web`,
    toolsUrl: `${url}/tools/mcp`,
    botToken,
    offerStart: (link) => void (offer.payload = link && (new URL(link).searchParams.get('start') ?? undefined)),
    offerDemoData: (fill) => demo.make(fill),
    whenTimePasses: (act) => void (time.passes = act),
    async stop() {
      await bot.stop()
      updates.stop()
      await app.close()
      state.saveNow()
    },
  }
}

/** A full disk, for example: what people see is in memory, and the next change stores it all. */
function unstored(log: SandboxOptions['log']) {
  return (data: unknown) => log?.({ level: 'warn', message: 'The chats could not be stored', data })
}
