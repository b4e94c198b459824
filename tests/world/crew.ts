import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts'
import { connect } from '#platform/database/connect.ts'
import type { Database } from '#platform/database/sql.ts'
import { eventually } from './eventually.ts'
import { inject } from 'vitest'
import { shareCitus } from '#tests/citus/shared-servers.ts'
import { freePort } from '#platform/runtime/ports.ts'
import { peopleHaveAgreed } from './agreed.ts'
import { type Call, callsTo } from './call.ts'
import { type Front, startFront } from './front.ts'
import { createPerson, type Person } from './person.ts'
import { type Postgres, startPostgres } from './postgres.ts'
import { type Program, startProgram } from './program.ts'
import { backendToken, webhookSecret } from './world.ts'

/** One of our programs under a supervisor that starts it again whenever it has ended. */
interface Member {
  name: string
  ready(): boolean
  kill(): void
  signal(signal: NodeJS.Signals): void
  /** Stops it as a supervisor does before an update, starts it again and waits until it is at work; returns how it ended. */
  restart(): Promise<number | null>
  /** Everything that all its lives have printed. */
  said(): string
  /** Ends by itself: it had been at work, and was not killed. */
  unwished: string[]
}

/** The whole product as processes: two backends behind one front, two bots by webhook, two workers, and a database of its own. */
export interface Crew {
  postgres: Postgres
  database: Database
  sandbox: Sandbox
  /** Before the backends; both bots and Telegram come this way. */
  front: Front
  members: Member[]
  call: Call
  person(about: { first_name: string; language_code: string }): Promise<Person>
  /** Updates that Telegram could not bring yet. */
  waitingAtTelegram(): Promise<number>
  /** Waits until every program is at work. */
  complete(timeoutMs?: number): Promise<void>
  end(): Promise<void>
}

/** The person who comes first is the owner. */
const firstPersonId = 7_000_001

const saysReady = {
  backend: 'The backend listens',
  bot: 'The bot is at work',
  worker: 'The worker keeps the timetable',
}

export async function startCrew(options: {
  modelTokenDelayMs: number
  more?: (name: string) => Record<string, string>
  /** One of each kind, and no worker: what does not matter to a test is not started again and again. */
  isSmall?: boolean
}): Promise<Crew> {
  const postgres = inject('postgresNodes').length > 1 ? await shareCitus() : await startPostgres()
  const sandbox = await startSandbox({ modelTokenDelayMs: options.modelTokenDelayMs })
  const ports = options.isSmall ? [await freePort()] : [await freePort(), await freePort()]
  const front = await startFront(() => ports)
  const environment = {
    DATABASE_URL: postgres.programUrl,
    BOT_TOKEN: sandbox.botToken,
    TELEGRAM_API_ROOT: sandbox.telegramApiRoot,
    OPENAI_BASE_URL: sandbox.modelBaseUrl,
    BACKEND_TOKEN: backendToken,
    BACKEND_URL: front.url,
    WEBHOOK_URL: `${front.url}/telegram/webhook`,
    WEBHOOK_SECRET: webhookSecret,
    TELEGRAM_CALLS_PER_SECOND: '1000',
    ADMIN_IDS: String(firstPersonId),
  }
  const keep = (name: string, program: keyof typeof saysReady, own: Record<string, string> = {}) =>
    keepRunning(name, program, { ...environment, ...own, ...options.more?.(name) })
  const numbers = options.isSmall ? [1] : [1, 2]
  const members = [
    ...numbers.map((n) => keep(`backend ${n}`, 'backend', { BACKEND_PORT: String(ports[n - 1]) })),
    ...numbers.map((n) => keep(`bot ${n}`, 'bot')),
    ...(options.isSmall ? [] : numbers.map((n) => keep(`worker ${n}`, 'worker'))),
  ]
  const database = connect({ url: postgres.url, applicationName: 'the test' })
  await peopleHaveAgreed(database.sql)
  const call = callsTo(sandbox.url)
  // Telegram tries again after a moment, not after its usual seconds.
  await call('PUT', '/control/webhook', { retry_ms: 100 })
  return {
    postgres,
    database,
    sandbox,
    front,
    members,
    call,
    person: (about) => createPerson(call, about),
    async waitingAtTelegram() {
      const info = await call('GET', `/bot${sandbox.botToken}/getWebhookInfo`)
      return (info as { result: { pending_update_count: number } }).result.pending_update_count
    },
    complete: (timeoutMs = 120_000) =>
      eventually(() => {
        const missing = members.filter((member) => !member.ready()).map(({ name }) => name)
        if (missing.length > 0) throw new Error(`Not at work: ${missing.join(', ')}`)
      }, timeoutMs),
    async end() {
      await Promise.all(members.map((member) => member.end()))
      await front.stop()
      await sandbox.stop()
      await database.close()
      await postgres.end()
    },
  }
}

const pauseMs = 300

function keepRunning(
  name: string,
  program: keyof typeof saysReady,
  environment: Record<string, string>,
): Member & { end(): Promise<void> } {
  let former = ''
  let wished = false
  let ending = false
  let living = begin()
  const unwished: string[] = []
  const ready = (life: Program) => life.said().includes(saysReady[program])
  const over = (life: Program) => life.child.exitCode !== null || life.child.signalCode !== null

  function begin(): Program {
    const life = startProgram(program, environment)
    void once(life.child, 'close').then(() => followUp(life))
    return life
  }

  async function followUp(life: Program) {
    // One that cannot begin because the database is away ends with a sentence, and is started again.
    if (!wished && ready(life))
      unwished.push(`${name} ended by itself (${life.child.exitCode}): ${life.said().slice(-2000)}`)
    wished = false
    if (ending) return
    former += life.said()
    await sleep(pauseMs)
    if (!ending) living = begin()
  }

  return {
    name,
    unwished,
    ready: () => ready(living) && !over(living),
    said: () => former + living.said(),
    kill() {
      if (over(living)) return
      wished = true
      living.child.kill('SIGKILL')
    },
    signal: (signal) => void living.child.kill(signal),
    async restart() {
      const before = living
      wished = true
      const exitCode = await before.end('SIGTERM')
      await eventually(() => {
        if (living === before || !ready(living)) throw new Error(`${name} is not back: ${living.said().slice(-2000)}`)
      })
      return exitCode
    },
    async end() {
      ending = true
      wished = true
      await living.end('SIGKILL')
    },
  }
}
