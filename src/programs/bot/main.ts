import { readLanes } from '#platform/inbox/stats.ts'
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { type Api, GrammyError } from 'grammy'
import type { UserFromGetMe } from 'grammy/types'
import { createClient } from '#bot-kit/backend-client.ts'
import type { DirectCalls } from '#platform/http/direct.ts'
import { showAtWork } from '#platform/database/at-work.ts'
import { connect, keptWarm } from '#platform/database/connect.ts'
import { refuseUnfitDatabase } from '#platform/database/examine.ts'
import { reasonNotReady } from '#platform/database/schema.ts'
import { callShares, Pacing } from '#platform/telegram/pacing.ts'
import { Renderer } from '#platform/telegram/renderer.ts'
import { beginGrace } from '#platform/inbox/begin-grace.ts'
import { receive } from '#platform/inbox/receive.ts'
import type { WebhookStore } from '#platform/inbox/webhook-store.ts'
import { startConsumer } from '#platform/inbox/consumer.ts'
import { SettingsError } from '#platform/runtime/environment.ts'
import { serveHealth } from '#platform/runtime/health.ts'
import { OutageLog } from '#platform/runtime/outage-log.ts'
import { finishLimitMs, type Running, runProgram, stopInOrder } from '#platform/runtime/lifetime.ts'
import type { Log } from '#platform/runtime/log.ts'
import { betweenCollections } from '#platform/runtime/give-back-memory.ts'
import { once } from '#platform/runtime/once.ts'
import { pass } from '#platform/runtime/pass.ts'
import { type Again, policies, retry } from '#platform/runtime/retry.ts'
import { createBot } from './bot.ts'
import { BotSettings } from './bot-settings.ts'
import { type BotConfig, readConfig } from './config.ts'
import { withErrorHandler } from '#bot-kit/errors.ts'
import { giveUpUpdate } from '#bot-kit/notices.ts'
import { chooseDelivery, introduce } from './introduce.ts'
import { meetBackend } from './meet-backend.ts'
import { createMetrics } from './metrics.ts'
import { createPeople } from '#bot-kit/people.ts'
import { startPolling } from './polling.ts'
import { createSent } from '#bot-kit/sent.ts'
import { bareTelegram, following } from './telegram.ts'
import { TokenWatch } from './token-watch.ts'
import { Arrivals } from '#bot-kit/arrivals.ts'
import { warmUp, warmUpInbox } from './warm-up.ts'
import { watchWebhook } from './webhook.ts'

const longPollLimitSeconds = 60
/** The introduction asks Telegram a hundred times; what waited for the start is handled before. */
const introduceAfterMs = 3_000

/** What a process has compiled stays so. */
const warmUpOnce = once(warmUp)
const warmUpInboxOnce = once(warmUpInbox)

export interface RunningBot extends Running {
  /** While there is no owner: the person who opens it first becomes one. It is known when the backend has answered. */
  firstOwnerLink: Promise<string | undefined>
}

interface Surroundings {
  /** Called with the warm-up once everything is loaded, and before updates are handled. */
  runWarmUp?: typeof betweenCollections
  /** A backend in the same process: how it is called without HTTP, and where its webhook stores updates. */
  backend?: { direct: DirectCalls; store: WebhookStore }
}

/** @param stop aborted when the start is no longer wanted */
export async function startBot(
  config: BotConfig,
  log: Log,
  stop: AbortSignal = new AbortController().signal,
  { runWarmUp = (warmUp) => warmUp(), backend }: Surroundings = {},
): Promise<RunningBot> {
  const reach = await connectBot(config, log, backend?.direct)
  const stopping = new AbortController()
  const signal = AbortSignal.any([stop, stopping.signal])
  try {
    const me = await runWarmUp(async () => {
      const [me] = await Promise.all([
        meetTelegram(config, reach, log, signal),
        warmUpOnce(config, reach.renderer, log),
      ])
      await warmUpInboxOnce(reach.database.sql, log)
      return me
    })
    const stopWork = await work(config, reach, log, { me, store: backend?.store })
    return {
      firstOwnerLink: meetBackend({ backend: reach.backend, me }, log, signal),
      async stop() {
        stopping.abort()
        await stopInOrder(log, [...stopWork, ...reach.close])
      },
    }
  } catch (error) {
    await stopInOrder(log, reach.close)
    throw error
  }
}

type Reach = Awaited<ReturnType<typeof connectBot>>

/** Telegram, the backend and the database, and the pages that say whether all three are there. */
async function connectBot(config: BotConfig, log: Log, direct: DirectCalls | undefined) {
  const metrics = createMetrics()
  if (config.certificateFile) metrics.watchCertificate(config.certificateFile)
  const token = new TokenWatch(log)
  const watched = token.beside(metrics.watched)
  const bareApi = bareTelegram(config, watched)
  const backend = createClient({ baseUrl: config.backendUrl, token: config.backendToken, direct })
  bareApi.config.use(following(backend))
  const database = connect({ ...config.database, applicationName: 'pomogator-bot', keptOpen: keptWarm, log })
  const renderer = new Renderer(log)
  const state = { atWork: false }
  const health = await serveHealth(config.health, {
    async ready() {
      if (!state.atWork) return 'Telegram has not answered yet'
      await readLanes(database.sql)
      return (await reasonNotReady(database.sql)) ?? token.complaint(() => bareApi.getMe())
    },
    registry: metrics.registry,
    log,
  })
  const close = [() => renderer.stop(), () => health.stop(), () => database.close()]
  return { metrics, watched, bareApi, backend, database, renderer, state, close }
}

/** Waits for Telegram, chooses how updates come, and introduces the bot beside its first work. */
async function meetTelegram(
  config: BotConfig,
  { database, bareApi }: Reach,
  log: Log,
  signal: AbortSignal,
): Promise<UserFromGetMe> {
  await refuseUnfitDatabase(database.sql)
  const me = await untilTelegramAnswers(log, signal, async () => {
    const me = await bareApi.getMe(signal as never)
    await chooseDelivery(bareApi, config, log, signal)
    return me
  })
  void introduceLater(bareApi, log, signal).catch(
    (error: unknown) => signal.aborted || log.warn({ err: error }, 'Commands and description could not be set'),
  )
  return me
}

async function introduceLater(api: Api, log: Log, signal: AbortSignal): Promise<void> {
  await pass(introduceAfterMs, signal)
  await untilTelegramAnswers(log, signal, () => introduce(api, signal))
}

interface Entry {
  me: UserFromGetMe
  store: WebhookStore | undefined
}

/** Handles what comes, and returns how that is stopped, in this order. */
async function work(config: BotConfig, reach: Reach, log: Log, { me, store }: Entry) {
  const { metrics, watched, bareApi, backend, database, renderer, state } = reach
  const settings = new BotSettings({ backend, contact: config.supportContact, log })
  await settings.follow(database)
  const tools = {
    providerToken: config.providerToken,
    backend,
    bareApi,
    watched,
    people: createPeople(backend),
    pacing: new Pacing({ perSecond: config.callsPerSecond * callShares.answers }),
    gatherMs: config.gatherMs,
    arrivals: new Arrivals(bareApi),
    renderer,
    progress: config.progress,
    richMessages: config.richMessages,
    sent: createSent(),
    settings,
    log,
  }
  const consumer = await startConsumer({
    database,
    owner: `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`,
    handle: withErrorHandler(createBot(config, me, tools), tools),
    giveUp: giveUpUpdate(tools),
    slots: { message: config.concurrency, button: 100, urgent: 50 },
    log,
  })
  const polling = config.webhook
    ? undefined
    : startPolling({
        api: bareTelegram(config, watched, longPollLimitSeconds),
        store: (brought) => receive({ sql: database.sql, log, accept: (updates) => consumer.accept(updates) }, brought),
        log,
      })
  const webhook = config.webhook ? watchWebhook({ api: bareApi, url: config.webhook.url, log }) : undefined
  metrics.watchConsumer(consumer)
  const atWork = await showAtWork(database.sql, 'bot')
  const leave = config.webhook && store?.handTo(consumer)
  state.atWork = true
  log.info({ username: me.username, mode: config.webhook ? 'webhook' : 'polling' }, 'The bot is at work')
  return [
    async () => webhook?.stop(),
    async () => leave?.(),
    async () => polling?.stop(),
    () => consumer.stop({ timeoutMs: finishLimitMs }),
    () => atWork.stop(),
    () => settings.stop(),
  ]
}

export async function main(): Promise<void> {
  await runProgram({
    name: 'bot',
    readConfig,
    async start(config, log, signal) {
      void beginGrace(config.database, log)
      const bot = await startBot(config, log, signal, { runWarmUp: betweenCollections })
      void tellFirstOwner(bot, log)
      return bot
    },
  })
}

/** Logs the link, for owners who do not see the output of `npm start`. */
export async function tellFirstOwner(bot: Pick<RunningBot, 'firstOwnerLink'>, log: Log): Promise<void> {
  const link = await bot.firstOwnerLink
  if (link) log.warn({ link }, 'The bot has no owner yet: whoever opens this link first becomes its owner')
}

/** Telegram may be down when we start; what is wrong never becomes right. */
async function untilTelegramAnswers<Result>(
  log: Log,
  signal: AbortSignal,
  act: () => Promise<Result>,
): Promise<Result> {
  const outage = new OutageLog(log, 'Telegram cannot be reached')
  const result = await retry(policies.telegramAtStart, act, { again, signal })
  outage.succeeded()
  return result

  function again(error: unknown): Again {
    if (signal.aborted || error instanceof SettingsError) return 'no'
    const { error_code: code, parameters } = error instanceof GrammyError ? error : { error_code: 0, parameters: {} }
    if (code === 401 || code === 404) throw new SettingsError('BOT_TOKEN is wrong: Telegram does not know it.')
    if (code >= 400 && code < 500 && code !== 429) return 'no'
    outage.failed(error)
    return { atLeastMs: (parameters.retry_after ?? 0) * 1000 }
  }
}
