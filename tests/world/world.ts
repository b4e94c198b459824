import { startSandbox } from '#sandbox/sandbox.ts'
import { readConfig as readBackendConfig } from '#programs/backend/config.ts'
import { type RunningBackend, startBackend } from '#programs/backend/main.ts'
import { readConfig as readBotConfig } from '#programs/bot/config.ts'
import { startBot } from '#programs/bot/main.ts'
import { type BackendClient, createClient } from '#bot-kit/backend-client.ts'
import { readConfig as readWorkerConfig } from '#programs/worker/config.ts'
import { startBroadcaster, startSender } from '#programs/worker/main.ts'
import { connect } from '#platform/database/connect.ts'
import { asProgram } from '#platform/database/program-role.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { publicWebAnd, type Reach } from '#platform/reader/fetch-page.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { Environment } from '#platform/runtime/environment.ts'
import type { Running } from '#platform/runtime/lifetime.ts'
import { createLog } from '#platform/runtime/log.ts'
import { peopleHaveAgreed } from './agreed.ts'
import { type Call, callsTo } from './call.ts'
import { createGroup, type Group } from './group.ts'
import { type About, createPerson, type Person } from './person.ts'

export const backendToken = 'a-token-between-bot-and-backend'
export const webhookSecret = 'a-secret-of-the-webhook-door'
/** A call of a test that the backend carries out must not fail because the machine is busy. */
const testLimitMs = 60_000

export interface World {
  sql: Sql
  databaseUrl: string
  api: BackendClient
  /** The same as a bot in the backend's process has it. */
  directApi: BackendClient
  sandbox: {
    url: string
    call: Call
    /** A call of its control API. */
    control: Call
  }
  environment: Environment
  backend(): RunningBackend
  person(about?: Partial<About>): Promise<Person>
  /** A group with the bot, as the first of these people sees it. */
  group(...people: { id: number }[]): Promise<Group>
  startBackend(): Promise<RunningBackend>
  stopBackend(): Promise<void>
  startBot(more?: Environment): Promise<Running>
  /** One bot with these settings and no other; one that is at work with them already goes on. */
  onlyBot(more?: Environment): Promise<void>
  stopBots(): Promise<void>
  end(): Promise<void>
}

/** The whole product against the sandbox, with a database of its own; only the processes are missing. */
export async function createWorld(
  more: {
    modelTokenDelayMs?: number
    /** A migrated database of one's own; absent: one that is made and dropped. */
    database?: string
    withoutBot?: boolean
    /** Whether people have to agree to the documents first, as in life. */
    asksToAgree?: boolean
    TRIAL_MESSAGES?: string
    TRIAL_FIRST_MESSAGES?: string
    FREE_MESSAGES_PER_DAY?: string
    FREE_MESSAGES_PER_LINK?: string
    GUEST_ANSWERS_PER_DAY?: string
    ADMIN_IDS?: string
    CABINET_URL?: string
    CATALOG_FILE?: string
    /** Absent: the sandbox's demo model. */
    OPENAI_BASE_URL?: string
    /** Which pages may be read; absent: those of the sandbox. */
    reach?: Reach
    SEARCH_SERVICE?: string
    TOOLS_URL?: string
    SEARCH_URL?: string
    PAYMENT_PROVIDER_TOKEN?: string
    PROGRESS?: 'drafts' | 'edits' | 'off'
    GROUP_CHATS?: 'on' | 'off'
    RICH_MESSAGES?: 'on' | 'off'
    GATHER_MS?: string
  } = {},
): Promise<World> {
  const { modelTokenDelayMs = 0, withoutBot = false, asksToAgree = false, database: own, reach, ...settings } = more
  const log = createLog('world', { level: process.env['TEST_LOG'] ?? 'silent' })
  const test = own ? useDatabase(own) : await createTestDatabase()
  if (!asksToAgree) await peopleHaveAgreed(test.database.sql)
  const sandbox = await startSandbox({ modelTokenDelayMs })
  const environment: Environment = {
    // As in production: what the programs may not do with the database they cannot do here either.
    DATABASE_URL: asProgram(test.url),
    BOT_TOKEN: sandbox.botToken,
    TELEGRAM_API_ROOT: sandbox.telegramApiRoot,
    OPENAI_BASE_URL: sandbox.modelBaseUrl,
    OPENAI_API_KEY: 'sk-a-key-that-nobody-should-see',
    BACKEND_TOKEN: backendToken,
    BACKEND_PORT: '0',
    WEBHOOK_SECRET: webhookSecret,
    // The sandbox sends what belongs together at once; a test whose pieces come one by one sets more.
    GATHER_MS: '0',
    // A trial comes at once for every account; in steps where a test says so.
    TRIAL_FIRST_MESSAGES: '10000',
    ...settings,
  }
  let backend: RunningBackend | undefined
  const bots: Running[] = []
  let settingsOfOnlyBot: string | undefined
  const call = callsTo(sandbox.url)

  const world: World = {
    sql: test.database.sql,
    databaseUrl: test.url,
    get directApi() {
      // No server has this port: a call that goes over HTTP after all fails.
      const baseUrl = 'http://127.0.0.1:9'
      const limits = { timeoutMs: testLimitMs, silenceMs: 20_000 }
      return createClient({ baseUrl, token: backendToken, direct: backend!.direct, ...limits })
    },
    get api() {
      return createClient({ baseUrl: backend!.url, token: backendToken, timeoutMs: testLimitMs, silenceMs: 20_000 })
    },
    sandbox: { url: sandbox.url, call, control: callsTo(`${sandbox.url}/control`) },
    environment,
    backend: () => backend!,
    person: (about = {}) => createPerson(call, { first_name: 'Аня', language_code: 'ru', ...about }),
    group: (...people) => createGroup(call, people, { title: 'Друзья' }),
    async startBackend() {
      backend = await startBackend(
        { ...readBackendConfig(environment), reach: reach ?? sandboxOnly(sandbox.url) },
        log.child({ program: 'backend' }),
      )
      environment['BACKEND_URL'] = backend.url
      // The next one takes the same address, as behind a name.
      environment['BACKEND_PORT'] = new URL(backend.url).port
      return backend
    },
    async stopBackend() {
      await backend?.stop()
    },
    /** The bot, and with it what the worker says. */
    async startBot(more = {}) {
      settingsOfOnlyBot = undefined
      const bot = await startBot(readBotConfig({ ...environment, ...more }), log.child({ program: 'bot' }))
      bots.push(bot)
      const database = connect({ url: environment['DATABASE_URL']!, applicationName: 'pomogator-worker' })
      const config = readWorkerConfig({ ...environment, ...more })
      const sender = await startSender(config, database, log.child({ program: 'worker' }))
      const broadcaster = await startBroadcaster(config, database, log.child({ program: 'worker' }))
      bots.push({
        async stop() {
          await Promise.all([sender!.stop(), broadcaster!.stop()])
          await database.close()
        },
      })
      return bot
    },
    async onlyBot(more = {}) {
      const wanted = JSON.stringify(more)
      if (wanted === settingsOfOnlyBot) return
      await world.stopBots()
      await world.startBot(more)
      settingsOfOnlyBot = wanted
    },
    async stopBots() {
      settingsOfOnlyBot = undefined
      await Promise.all(bots.splice(0).map((bot) => bot.stop()))
    },
    async end() {
      await world.stopBots()
      await backend?.stop()
      await sandbox.stop()
      await test.drop()
    },
  }
  await world.startBackend()
  if (!withoutBot) await world.startBot()
  return world
}

/** No name is looked up outside of this machine. */
function sandboxOnly(url: string): Reach {
  return { ...publicWebAnd(url), resolve: async () => [] }
}

function useDatabase(url: string) {
  const database = connect({ url, applicationName: 'tests' })
  return { url, database, drop: () => database.close() }
}
