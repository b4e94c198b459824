/**
 * Ours beside the floor, a bare grammY bot without database or rules, on the same Telegram and the same model:
 * `npm run bench`. The contestants take turns, so that what else the machine does meets all of them; a figure whose rounds
 * differ too much is not printed. Writes its part of docs/performance.md. Linux only; it takes a quarter of an hour. For a
 * closer look, say less: `node bench/load.ts --at-once 50 --rounds 1 --only drafts --node-options=--cpu-prof`.
 */
import { cpus } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openArena, type Running } from './arena.ts'
import { overRounds, percentile, print } from './figures.ts'
import { writeSection } from './page.ts'
import { cpuMsOf, memoryOf } from './processes.ts'

const { values: wish } = parseArgs({
  options: {
    'at-once': { type: 'string', default: '1,50,500' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '12' },
    tokens: { type: 'string', default: '200' },
    /** One contestant by itself; `by webhook` is left out otherwise. */
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
const people = Math.max(50, ...levels)

const arena = await openArena({ people, tokenMs })
const more = { NODE_OPTIONS: wish['node-options'] }
const all: Record<string, () => Promise<Running>> = {
  floor: () => arena.startFloor(more),
  drafts: () => arena.startOurs({ progress: 'drafts', worker: true, more }),
  edits: () => arena.startOurs({ progress: 'edits', worker: true, more }),
  'one process': () => arena.startTogether(more),
  'by webhook': () => arena.startAll(more),
}
const contestants = Object.keys(all).filter((name) => (wish.only ? wish.only === name : name !== 'by webhook'))

/** What is measured in one round at one level. */
interface Row {
  'answers a second': number
  'ms to the model, p50': number
  'ms to the model, p99': number
  'ms from the last token to the final text, p50': number
  'ms from the last token to the final text, p99': number
  'CPU ms an answer': number
  'CPU ms an answer, with PostgreSQL': number
  'memory (RSS), MB': number
  'memory (PSS), MB': number
  'memory before anybody asks (RSS), MB': number
  'memory before anybody asks (PSS), MB': number
}

const rows: Record<string, Row[][]> = Object.fromEntries(contestants.map((name) => [name, levels.map(() => [])]))
for (let round = 0; round < Number(wish.rounds); round += 1)
  for (const index of contestants.keys()) await play(contestants[(index + round) % contestants.length]!)

const lines = [
  `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}; ${wish.rounds} rounds of ${wish.seconds} s, in turns. An answer has ${tokens} tokens, one every ${tokenMs} ms. In brackets the middle half of the rounds; a dash stands where it is too wide.`,
  ...levels.flatMap((atOnce, level) => tableOf(atOnce, level)),
]
if (wish.only === undefined) lines.push(...(await roundTrips()))
await arena.close()
for (const line of lines) print(line)
if (wish.only === undefined && Number(wish.rounds) > 1) writeSection('beside a bare bot', lines)
process.exit(0)

async function play(name: string): Promise<void> {
  const running = await all[name]!()
  try {
    await sleep(1_000)
    const idle = memoryOf(everything(running))
    await load(running, 20, 3)
    for (const [level, atOnce] of levels.entries()) {
      const row = {
        ...(await load(running, atOnce, Number(wish.seconds))),
        'memory before anybody asks (RSS), MB': idle.rss,
        'memory before anybody asks (PSS), MB': idle.pss,
      }
      rows[name]![level]!.push(row)
      process.stderr.write(`${name}, ${atOnce} at once: ${row['answers a second'].toFixed(1)} answers/s\n`)
    }
  } finally {
    await running.stop()
  }
}

/**
 * So many people who ask again as soon as they have been answered. They begin one after the other, as people do: had all
 * asked in the same moment, they would be answered in the same moment and go on in step for ever.
 */
async function load(running: Running, atOnce: number, seconds: number): Promise<Omit<Row, `memory before${string}`>> {
  const beforeMs: number[] = []
  const afterMs: number[] = []
  const begun = Date.now()
  const before = { ownMs: cpuMsOf(running.pids()), databaseMs: cpuMsOf(running.databasePids()) }
  const most = { rss: 0, pss: 0 }
  const watch = setInterval(() => {
    const { rss, pss } = memoryOf(everything(running))
    most.rss = Math.max(most.rss, rss)
    most.pss = Math.max(most.pss, pss)
  }, 250)
  await Promise.all(
    Array.from({ length: atOnce }, async (_, index) => {
      await sleep((index / atOnce) * tokens * tokenMs)
      while (Date.now() - begun < seconds * 1000) {
        const took = await arena.ask(index, tokens)
        beforeMs.push(took.beforeMs)
        afterMs.push(took.afterMs)
        await sleep(readingMs)
      }
    }),
  )
  clearInterval(watch)
  const ownMs = cpuMsOf(running.pids()) - before.ownMs
  const databaseMs = cpuMsOf(running.databasePids()) - before.databaseMs
  return {
    'answers a second': beforeMs.length / ((Date.now() - begun) / 1000),
    'ms to the model, p50': percentile(beforeMs, 50),
    'ms to the model, p99': percentile(beforeMs, 99),
    'ms from the last token to the final text, p50': percentile(afterMs, 50),
    'ms from the last token to the final text, p99': percentile(afterMs, 99),
    'CPU ms an answer': ownMs / beforeMs.length,
    'CPU ms an answer, with PostgreSQL': (ownMs + databaseMs) / beforeMs.length,
    'memory (RSS), MB': most.rss,
    'memory (PSS), MB': most.pss,
  }
}

/** Memory is that of all our programs; processor time is that of the two which answer. */
function everything(running: Running): number[] {
  return [...running.pids(), ...running.workerPids()]
}

/** Each figure of each contestant, and beside it how many times the floor's of the same round it is. */
function tableOf(atOnce: number, level: number): string[] {
  const ours = contestants.filter((name) => name !== 'floor')
  const floor = rows['floor']?.[level]
  const heads = [
    ...(floor ? ['floor'] : []),
    ...ours.flatMap((name) => [`ours, ${name}`, ...(floor ? ['× floor'] : [])]),
  ]
  const table = ['', `| ${atOnce} at once | ${heads.join(' | ')} |`, `|---|${heads.map(() => '---:|').join('')}`]
  for (const figure of Object.keys(rows[contestants[0]!]![level]![0]!) as (keyof Row)[]) {
    const valuesOf = (name: string) => rows[name]![level]!.map((row) => row[figure])
    const cells = floor ? [overRounds(valuesOf('floor'))] : []
    for (const name of ours) {
      cells.push(overRounds(valuesOf(name)))
      if (floor)
        cells.push(
          overRounds(
            valuesOf(name).map((value, round) => value / floor[round]![figure]),
            ' ×',
          ),
        )
    }
    table.push(`| ${figure} | ${cells.join(' | ')} |`)
  }
  return table
}

/** Through a proxy that counts, with all that runs beside the answers. */
async function roundTrips(): Promise<string[]> {
  const counts: string[] = []
  for (const progress of ['drafts', 'edits'] as const) {
    const running = await arena.startOurs({ progress, counting: true })
    await load(running, 20, 3)
    const before = running.roundTrips!()
    let answers = 0
    const begun = Date.now()
    await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        while (Date.now() - begun < Number(wish.seconds) * 1000) {
          await arena.ask(index, tokens)
          answers += 1
        }
      }),
    )
    counts.push(`${((running.roundTrips!() - before) / answers).toFixed(1)} by ${progress}`)
    await running.stop()
  }
  return ['', `Round trips to the database for an answer at 50 at once: ${counts.join(', ')}.`]
}
