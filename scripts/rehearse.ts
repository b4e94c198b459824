/**
 * The business rehearsed: `npm run rehearse -- --people 300 --days 30 --seed 1 --catalog catalog.json`. People arrive, try,
 * ask, buy, bring friends and stay away, each by the seed; they do it through the sandbox, so that everything the product
 * does is done. With several `--catalog` the same people meet each of them.
 */
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { readCatalog } from '#modules/catalog/catalog.ts'
import { Play } from './rehearsal/play.ts'
import { type Outcome, outcomeOf, table } from './rehearsal/report.ts'
import { Stage } from './rehearsal/stage.ts'

export interface Rehearsal {
  people: number
  days: number
  seed: number
  /** Messages of the free trial. */
  trial: number
}

/** Plays it with one catalogue, in a database of its own that is deleted afterwards. */
export async function rehearse(catalogFile: string, { people, days, seed, trial }: Rehearsal): Promise<Outcome> {
  const catalog = readCatalog(catalogFile)
  const stage = await Stage.open(catalogFile, trial)
  try {
    await new Play(stage, catalog, seed).days(people, days)
    return await outcomeOf(stage)
  } finally {
    await stage.close()
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      people: { type: 'string', default: '300' },
      days: { type: 'string', default: '30' },
      seed: { type: 'string', default: '1' },
      trial: { type: 'string', default: '10' },
      catalog: { type: 'string', multiple: true, default: ['catalog.json'] },
    },
  })
  const rehearsal = {
    people: whole('people', values.people, 10_000),
    days: whole('days', values.days, 90),
    seed: whole('seed', values.seed, 2 ** 31),
    trial: whole('trial', values.trial, 1_000),
  }
  const outcomes = []
  for (const file of values.catalog) {
    const begun = performance.now()
    outcomes.push({ name: basename(file), outcome: await rehearse(file, rehearsal) })
    process.stderr.write(`${file}: played in ${Math.round((performance.now() - begun) / 1000)} s\n`)
  }
  process.stdout.write(`${table(outcomes)}\n`)
}

function whole(name: string, value: string, most: number): number {
  const number = Number(value)
  if (Number.isInteger(number) && number >= 1 && number <= most) return number
  process.stderr.write(`--${name} must be a whole number from 1 to ${most}, not "${value}".\n`)
  process.exit(2)
}

if (import.meta.main) await main()
