/**
 * How quick the first questions after a start, and the first one after a while without any, are beside others:
 * `npm run bench:first`. One after the other, each by another person, so that nothing but the programs grows warm.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openArena } from './arena.ts'
import { percentile, print } from './figures.ts'
import { writeSection } from './page.ts'

const { values: wish } = parseArgs({ options: { starts: { type: 'string', default: '10' } } })
const questions = 200
const tokens = 10
/** Longer than an idle connection of the pool stays open. */
const quietMs = 15_000

const arena = await openArena({ people: questions + 1, tokenMs: 5 })
const early: number[] = []
const later: number[] = []
const first: number[] = []
const quiet: number[] = []
// The first start is not counted: its first questions find the Telegram and the model of this process cold.
for (let n = 0; n <= Number(wish.starts); n += 1) {
  const ours = await arena.startOurs({ progress: 'drafts' })
  const took: number[] = []
  for (let person = 0; person < questions; person += 1) took.push(await ask(person))
  if (n > 0) {
    first.push(took[0]!)
    early.push(...took.slice(0, 20))
    later.push(...took.slice(100))
    process.stderr.write(`${took.slice(0, 20).join(' ')} … p99 of the later ${percentile(took.slice(100), 99)}\n`)
    await sleep(quietMs)
    quiet.push(await ask(questions))
  }
  await ours.stop()
}
await arena.close()
const lines = [
  `| questions after a start, ${wish.starts} starts | p50 | p99 | longest |`,
  '|---|---:|---:|---:|',
  ...Object.entries({
    'the first': first,
    '1 to 20': early,
    '101 to 200': later,
    'one after 15 s without any': quiet,
  }).map(([name, values]) => `| ${[name, ...[50, 99, 100].map((p) => `${percentile(values, p)} ms`)].join(' | ')} |`),
  '',
  `The p99 of the first twenty is ${(percentile(early, 99) / percentile(later, 99)).toFixed(1)} times that of the later ones.`,
]
for (const line of lines) print(line)
writeSection('first questions', lines)
process.exit(0)

async function ask(person: number): Promise<number> {
  const { beforeMs, afterMs } = await arena.ask(person, tokens)
  return beforeMs + afterMs
}
