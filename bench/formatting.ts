/**
 * Whether an answer costs more than its length: `node bench/formatting.ts`, a part of `npm run bench`. Formats texts that are
 * hard to read at four lengths, and prints the kinds that take longest, with their growth from one length to the next.
 */
import { jobs } from '#platform/telegram/render.ts'
import { GrowingText } from '#platform/telegram/markdown/growing.ts'
import { kinds } from '#platform/telegram/testing-kinds.ts'
import { print } from './figures.ts'

const lengths = [1_000, 4_000, 16_000, 64_000]
const shown = 10
const repeats = 3

const figures = Object.entries(kinds).map(([kind, make]) => {
  const all = lengths.map((length) => make(length))
  return {
    kind,
    whole: all.map((text) => timeOf(() => jobs.answer({ markdown: text, restInFile: '' }))),
    step: stepOf(all),
  }
})

print(
  `| text of | ${lengths.map((length) => `${length.toLocaleString('en')} characters`).join(' | ')} | growth | a step while growing |`,
)
print(`|---|${'---:|'.repeat(lengths.length + 2)}`)
for (const { kind, whole, step } of [
  figures.find(({ kind }) => kind === 'words')!,
  ...figures.toSorted((a, b) => b.whole.at(-1)! - a.whole.at(-1)!).slice(0, shown),
])
  print(
    `| ${kind} | ${whole.map(ms).join(' | ')} | ${(whole.at(-1)! / whole.at(-2)!).toFixed(1)} times | ${ms(step)} |`,
  )

/** The last look at an answer of the greatest length, of which only the end is formatted. */
function stepOf(texts: string[]): number {
  const growing = new GrowingText()
  for (const text of texts) growing.show(text)
  return timeOf(() => growing.show(texts.at(-1)!))
}

/** The quickest of some times: what else the machine does is no matter of ours. */
function timeOf(work: () => unknown): number {
  return Math.min(
    ...Array.from({ length: repeats }, () => {
      const begun = performance.now()
      work()
      return performance.now() - begun
    }),
  )
}

function ms(time: number): string {
  return `${time.toFixed(time < 10 ? 1 : 0)} ms`
}
