import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '#bot-kit/backend-client.ts'
import { freePort } from '#platform/runtime/ports.ts'
import { agree } from './agree.ts'
import { startDatabase } from './database.ts'
import { startModel } from './model.ts'
import { familyOf, type Process, start } from './processes.ts'
import { countRoundTrips } from './round-trips.ts'
import { startTelegram } from './telegram.ts'
import { until } from './until.ts'

const firstPerson = 5_000_000
const token = '123456789:a-token-of-the-right-shape-for-benches'
const answerLimitMs = 120_000

/** A bot that can be asked, and what may be measured of it. */
export interface Running {
  /** What answers: the bot, and ours with the backend. */
  pids: () => number[]
  workerPids: () => number[]
  databasePids: () => number[]
  roundTrips?: () => number
  stop(): Promise<void>
}

export interface OursOptions {
  progress: 'drafts' | 'edits'
  counting?: boolean
  worker?: boolean
  more?: Record<string, string>
}

/** One Telegram, one model, one database and their people, for one bot at a time: the floor or ours. */
export async function openArena({ people, tokenMs }: { people: number; tokenMs: number }) {
  const waiting = new Map<number, { last: string; done(at: number): void }>()
  const telegram = await startTelegram((chatId, text) => {
    const wanted = waiting.get(chatId)
    if (wanted && text.trimEnd().endsWith(wanted.last)) wanted.done(Date.now())
  })
  const model = await startModel({ tokenMs })
  let database: Awaited<ReturnType<typeof startDatabase>> | undefined
  let named = 0

  async function startFloor(more: Record<string, string> = {}): Promise<Running> {
    const bot = start(['bench/floor.ts'], {
      BOT_TOKEN: token,
      TELEGRAM_API_ROOT: telegram.url,
      OPENAI_BASE_URL: model.baseUrl,
      ...more,
    })
    return { pids: () => [bot.pid], workerPids: () => [], databasePids: () => [], stop: () => bot.stop() }
  }

  async function environmentFor(databaseUrl: string) {
    const [backendPort, healthPort] = [await freePort(), await freePort()]
    return {
      DATABASE_URL: databaseUrl,
      BOT_TOKEN: token,
      TELEGRAM_API_ROOT: telegram.url,
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: 'bench',
      BACKEND_TOKEN: 'a-token-for-the-benchmark',
      BACKEND_URL: `http://127.0.0.1:${backendPort}`,
      BACKEND_PORT: String(backendPort),
      HEALTH_PORT: String(healthPort),
      GATHER_MS: '0',
      // The bot's own limit for Telegram is not what is measured.
      TELEGRAM_CALLS_PER_SECOND: '1000',
    }
  }

  /** Backend, bot and worker in one process, as they run on a server: updates come by webhook. */
  async function startAll(more: Record<string, string> = {}): Promise<Running> {
    const { programUrl, pid } = (database ??= await openDatabase())
    const environment = await environmentFor(programUrl)
    const all = start(['pomogator.js', 'all'], {
      ...environment,
      BOT_HEALTH_PORT: environment.HEALTH_PORT,
      WEBHOOK_URL: `${environment.BACKEND_URL}/telegram/webhook`,
      WEBHOOK_SECRET: 'a-secret-for-the-benchmark',
      PROGRESS: 'drafts',
      ...more,
    })
    await untilReady(`http://127.0.0.1:${environment.HEALTH_PORT}`)
    return {
      pids: () => familyOf(all.pid),
      workerPids: () => [],
      databasePids: () => familyOf(pid()),
      stop: () => all.stop(),
    }
  }

  /** All programs in one process, as `npm start` runs them on a database of one's own. */
  async function startTogether(more: Record<string, string> = {}): Promise<Running> {
    const { url, programUrl, pid } = (database ??= await openDatabase())
    const folder = mkdtempSync(join(tmpdir(), 'pomogator-together-'))
    const environment = {
      ...(await environmentFor(programUrl)),
      MIGRATE_DATABASE_URL: url,
      DATA_DIR: folder,
      PROGRESS: 'drafts',
      ...more,
    }
    const polls = () => telegram.calls.get('getUpdates') ?? 0
    const before = polls()
    const all = start(['pomogator.js', 'start'], environment)
    await untilReady(environment.BACKEND_URL)
    // The backend is ready before the bot is.
    await until(50, async () => polls() > before || undefined)
    return {
      pids: () => familyOf(all.pid),
      workerPids: () => [],
      databasePids: () => familyOf(pid()),
      async stop() {
        await all.stop()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  }

  /** Resolves when the programs say that they are ready. */
  async function startOurs({ progress, counting = false, worker = false, more = {} }: OursOptions): Promise<Running> {
    const { programUrl, pid } = (database ??= await openDatabase())
    const proxy = counting ? await countRoundTrips(programUrl) : undefined
    const environment = { ...(await environmentFor(proxy?.url ?? programUrl)), PROGRESS: progress, ...more }
    const programs: Process[] = [start(['pomogator.js', 'backend'], environment)]
    await untilReady(environment.BACKEND_URL)
    programs.push(start(['pomogator.js', 'bot'], environment))
    await untilReady(`http://127.0.0.1:${environment.HEALTH_PORT}`)
    const timetable = worker ? await startWorker({ ...environment, DATABASE_URL: programUrl }) : undefined
    return {
      pids: () => programs.flatMap((program) => familyOf(program.pid)),
      workerPids: () => (timetable ? familyOf(timetable.pid) : []),
      databasePids: () => familyOf(pid()),
      ...(proxy ? { roundTrips: proxy.count } : {}),
      async stop() {
        await Promise.all([...programs, ...(timetable ? [timetable] : [])].map((program) => program.stop()))
        await proxy?.stop()
      },
    }
  }

  /** With its people, by a backend of its own: what is measured begins with no work behind it. */
  async function openDatabase() {
    const opened = await startDatabase()
    const environment = await environmentFor(opened.programUrl)
    const backend = start(['pomogator.js', 'backend'], environment)
    await untilReady(environment.BACKEND_URL)
    await giveCredits(createClient({ baseUrl: environment.BACKEND_URL, token: environment.BACKEND_TOKEN }))
    await backend.stop()
    return opened
  }

  async function giveCredits(api: ReturnType<typeof createClient>): Promise<void> {
    const ids = Array.from({ length: people }, (_, index) => firstPerson + index)
    while (ids.length > 0)
      await Promise.all(
        ids.splice(0, 50).map(async (id) => {
          await api.register({ telegramId: id, firstName: `P${id}`, languageCode: 'en' })
          await agree(api, id)
          await api.updateCredits({ telegramId: id, delta: 100_000, reason: 'bench', idempotencyKey: 'bench' })
        }),
      )
  }

  return {
    startFloor,
    startOurs,
    startTogether,
    startAll,
    calls: telegram.calls,
    /** Of the database's owner, once ours were started. */
    sql: () => database!.owner,
    /** From the message to the model's being asked, and from the model's last word to the final text, in milliseconds. */
    async ask(index: number, tokens: number): Promise<{ beforeMs: number; afterMs: number }> {
      const person = firstPerson + index
      const name = `q${(named += 1)}`
      const saidAt = Date.now()
      const finalAt = await new Promise<number>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`No answer to ${name}`)), answerLimitMs)
        waiting.set(person, { last: name, done: (at) => (clearTimeout(timer), resolve(at)) })
        telegram.say(person, `#${name} ${tokens}`)
      })
      waiting.delete(person)
      const spoken = model.spoken.get(name)!
      model.spoken.delete(name)
      return { beforeMs: spoken.requestedAt - saidAt, afterMs: finalAt - spoken.lastTokenAt }
    },
    async close() {
      await telegram.stop()
      await model.stop()
      await database?.stop()
    },
  }
}

async function startWorker(environment: Record<string, string>): Promise<Process> {
  const port = String(await freePort())
  const worker = start(['pomogator.js', 'worker'], { ...environment, HEALTH_PORT: port })
  await untilReady(`http://127.0.0.1:${port}`)
  return worker
}

async function untilReady(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const ready = await fetch(`${url}/ready`).then(
      (response) => response.ok,
      () => false,
    )
    if (ready) return
    await sleep(50)
  }
  throw new Error(`Nothing became ready at ${url}`)
}
