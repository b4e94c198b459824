/**
 * Ours beside the floor, a bare grammY bot without database or rules, on the same Telegram and the same model in one run:
 * `npm run bench`. Prints Markdown for docs/performance.md. Linux only; it takes some minutes. For a closer look, say less:
 * `npm run bench -- --at-once 50 --seconds 5 --only ours --node-options=--cpu-prof`.
 */
import { cpus } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createClient } from '#bot-kit/backend-client.ts'
import { freePort } from '#platform/runtime/ports.ts'
import { startDatabase } from './database.ts'
import { percentile, print } from './figures.ts'
import { startModel } from './model.ts'
import { familyOf, type Process, start, usage } from './processes.ts'
import { countRoundTrips } from './round-trips.ts'
import { startTelegram } from './telegram.ts'

const { values: wish } = parseArgs({
  options: {
    'at-once': { type: 'string', default: '1,50,500' },
    seconds: { type: 'string', default: '20' },
    tokens: { type: 'string', default: '200' },
    only: { type: 'string' },
    /** For the programs, such as `--cpu-prof --cpu-prof-dir=/tmp/profiles`. */
    'node-options': { type: 'string', default: '' },
  },
})
const tokens = Number(wish.tokens)
const tokenMs = 25
/** No person asks in the same millisecond in which they were answered. */
const readingMs = 100
const levels = wish['at-once'].split(',').map(Number)
const secondsPerLevel = Number(wish.seconds)
const people = Math.max(...levels)
const firstPerson = 5_000_000
const token = '123456789:a-token-of-the-right-shape-for-benches'

interface Row {
  atOnce: number
  perSecond: number
  /** From the message to the model's being asked. */
  beforeMs: number[]
  /** From the model's last word to the final text. */
  afterMs: number[]
  cpuMsPerAnswer: number
  databaseCpuMsPerAnswer: number
  memoryMb: number
  roundTrips?: number
}
interface Running {
  pids: () => number[]
  databasePids: () => number[]
  roundTrips?: () => number
  stop(): Promise<void>
}

const nodeOptions = { NODE_OPTIONS: wish['node-options'] }
let named = 0
const waiting = new Map<number, { last: string; done(at: number): void }>()
const telegram = await startTelegram((chatId, text) => {
  const wanted = waiting.get(chatId)
  if (wanted && text.trimEnd().endsWith(wanted.last)) wanted.done(Date.now())
})
const model = await startModel({ tokenMs })

print(
  `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`,
)
print(
  `An answer has ${tokens} tokens, one every ${tokenMs} ms; the floor grows it by edits; the measuring programs share the machine.\n`,
)
const floor = wish.only === 'ours' ? [] : await measure('floor', startFloor)
const edits = wish.only === 'floor' ? [] : await measure('ours by edits', () => startOurs({ progress: 'edits' }))
const drafts = wish.only === 'floor' ? [] : await measure('ours by drafts', () => startOurs({ progress: 'drafts' }))
print(
  '\n| at once | | answers/s | of the floor | ms to the model, p50, p99 | ms to the final text | CPU ms an answer | with PostgreSQL | memory MB |',
)
print('|---:|---|---:|---:|---:|---:|---:|---:|---:|')
for (const index of levels.keys())
  for (const [name, rows] of Object.entries({ floor, 'ours, edits': edits, 'ours, drafts': drafts }))
    if (rows[index]) print(lineOf(name, rows[index], floor[index]))
if (wish.only === undefined)
  for (const progress of ['drafts', 'edits'] as const) {
    const begin = () => startOurs({ counting: true, progress })
    const [row] = await measure(`ours by ${progress}, through a proxy that counts`, begin, [50])
    print(`\nDatabase round trips per question at 50 at once, growing by ${progress}: ${row!.roundTrips!.toFixed(1)}`)
  }
await telegram.stop()
await model.stop()
process.exit(0)

function lineOf(name: string, row: Row, beside: Row | undefined): string {
  const both = (values: number[]) => [50, 99].map((percent) => percentile(values, percent).toFixed(0)).join(', ')
  const figures = [
    row.perSecond.toFixed(1),
    beside ? `${Math.round((100 * row.perSecond) / beside.perSecond)} %` : '',
    both(row.beforeMs),
    both(row.afterMs),
    row.cpuMsPerAnswer.toFixed(1),
    (row.cpuMsPerAnswer + row.databaseCpuMsPerAnswer).toFixed(1),
    row.memoryMb.toFixed(0),
  ]
  return `| ${row.atOnce} | ${name} | ${figures.join(' | ')} |`
}

async function measure(name: string, begin: () => Promise<Running>, at = levels): Promise<Row[]> {
  const running = await begin()
  try {
    await load(running, Math.min(20, people), 3)
    const rows: Row[] = []
    for (const atOnce of at) {
      rows.push(await load(running, atOnce, secondsPerLevel))
      process.stderr.write(`${name}, ${atOnce} at once: ${rows.at(-1)!.perSecond.toFixed(1)} answers/s\n`)
    }
    return rows
  } finally {
    await running.stop()
  }
}

/**
 * So many people who ask again as soon as they have been answered. They begin one after the other, as people do: had all
 * asked in the same moment, they would be answered in the same moment and go on in step for ever.
 */
async function load(running: Running, atOnce: number, seconds: number): Promise<Row> {
  const row = { beforeMs: [] as number[], afterMs: [] as number[] }
  const begun = Date.now()
  const before = {
    own: usage(running.pids()),
    database: usage(running.databasePids()),
    trips: running.roundTrips?.() ?? 0,
  }
  let memoryMb = 0
  const watch = setInterval(() => (memoryMb = Math.max(memoryMb, usage(running.pids()).memoryMb)), 250)
  await Promise.all(
    Array.from({ length: atOnce }, async (_, index) => {
      await sleep((index / atOnce) * tokens * tokenMs)
      while (Date.now() - begun < seconds * 1000) {
        const { beforeMs, afterMs } = await askOnce(firstPerson + index)
        row.beforeMs.push(beforeMs)
        row.afterMs.push(afterMs)
        await sleep(readingMs)
      }
    }),
  )
  clearInterval(watch)
  const count = row.beforeMs.length
  return {
    ...row,
    atOnce,
    perSecond: count / ((Date.now() - begun) / 1000),
    cpuMsPerAnswer: (usage(running.pids()).cpuMs - before.own.cpuMs) / count,
    databaseCpuMsPerAnswer: (usage(running.databasePids()).cpuMs - before.database.cpuMs) / count,
    memoryMb,
    ...(running.roundTrips ? { roundTrips: (running.roundTrips() - before.trips) / count } : {}),
  }
}

async function askOnce(person: number): Promise<{ beforeMs: number; afterMs: number }> {
  const name = `q${(named += 1)}`
  const saidAt = Date.now()
  const finalAt = await new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No answer to ${name}`)), 120_000)
    waiting.set(person, { last: name, done: (at) => (clearTimeout(timer), resolve(at)) })
    telegram.say(person, `#${name} ${tokens}`)
  })
  waiting.delete(person)
  const spoken = model.spoken.get(name)!
  model.spoken.delete(name)
  return { beforeMs: spoken.requestedAt - saidAt, afterMs: finalAt - spoken.lastTokenAt }
}

async function startFloor(): Promise<Running> {
  const bot = start(['bench/floor.ts'], {
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: telegram.url,
    OPENAI_BASE_URL: model.baseUrl,
    ...nodeOptions,
  })
  return { pids: () => [bot.pid], databasePids: () => [], stop: () => bot.stop() }
}

async function startOurs({
  counting = false,
  progress,
}: {
  counting?: boolean
  progress: 'edits' | 'drafts'
}): Promise<Running> {
  const database = await startDatabase()
  const proxy = counting ? await countRoundTrips(database.programUrl) : undefined
  const port = await freePort(18_081)
  const environment = {
    DATABASE_URL: proxy?.url ?? database.programUrl,
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: telegram.url,
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: 'bench',
    BACKEND_TOKEN: 'a-token-for-the-benchmark',
    BACKEND_URL: `http://127.0.0.1:${port}`,
    BACKEND_PORT: String(port),
    PROGRESS: progress,
    GATHER_MS: '0',
    // The bot's own limit for Telegram is not what is measured.
    TELEGRAM_CALLS_PER_SECOND: '1000',
    ...nodeOptions,
  }
  const programs: Process[] = [start(['pomogator.js', 'backend'], environment)]
  const api = createClient({ baseUrl: environment.BACKEND_URL, token: environment.BACKEND_TOKEN })
  await untilReady(environment.BACKEND_URL)
  await giveCredits(api)
  programs.push(start(['pomogator.js', 'bot'], environment))
  return {
    pids: () => programs.flatMap(({ pid }) => familyOf(pid)),
    databasePids: () => familyOf(database.pid()),
    ...(proxy ? { roundTrips: proxy.count } : {}),
    async stop() {
      await Promise.all(programs.map((program) => program.stop()))
      proxy?.stop()
      await database.stop()
    },
  }
}

async function giveCredits(api: ReturnType<typeof createClient>): Promise<void> {
  const ids = Array.from({ length: people }, (_, index) => firstPerson + index)
  while (ids.length > 0)
    await Promise.all(
      ids.splice(0, 50).map(async (id) => {
        await api.register({ telegramId: id, firstName: `P${id}`, languageCode: 'en' })
        await api.updateCredits({ telegramId: id, delta: 100_000, reason: 'bench', idempotencyKey: 'bench' })
      }),
    )
}

async function untilReady(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const ready = await fetch(`${url}/ready`).then(
      (response) => response.ok,
      () => false,
    )
    if (ready) return
    await sleep(100)
  }
  throw new Error('The backend did not become ready')
}
