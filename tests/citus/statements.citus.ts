import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { parseSync } from 'vite'
import { expect, inject, test } from 'vitest'
import { countSegment } from '#modules/broadcasts/segment.ts'
import type { Conditions } from '#modules/broadcasts/contract.ts'
import { campaignFigures } from '#modules/campaigns/figures.ts'
import { countGrowth } from '#modules/campaigns/count-growth.ts'
import { readCatalog } from '#modules/catalog/catalog.ts'
import { linesOf } from '#modules/costs/margin-lines.ts'
import { countExperiment } from '#modules/experiments/count-figures.ts'
import { countDays } from '#modules/owner/daily-figures.ts'
import { createTestDatabase } from '#platform/database/testing.ts'

/** Made for one server: a demonstration. */
const notForCitus = /^src\/modules\/demo\//
/** Whose tables the worker makes when it begins. */
const ofTheTimetable = /\bpgboss\./
/** PostgreSQL plans it as prepared for any values after the fifth time. */
const times = 6
/** What only says that our values make no sense: the statement was planned and has begun. */
const valuesMakeNoSense = /^(22|23|P0)/
/** An intermediate result in PostgreSQL's binary format, read as text: it has the code of a value, and fails for any. */
const readInAnotherFormat = 'PGCOPY'

const samples: Record<string, string> = {
  bigint: '1',
  integer: '1',
  smallint: '1',
  numeric: '1',
  'double precision': '1',
  text: `'x'`,
  boolean: 'true',
  bytea: `''`,
  date: 'current_date',
  interval: `'1 day'`,
  json: `'[]'`,
  jsonb: `'[]'`,
  'timestamp with time zone': 'now()',
}

test(
  'tables of people lie on the workers, and every statement of the programs is planned, also for any values',
  { timeout: 600_000 },
  async () => {
    const own = await createTestDatabase()
    const client = new pg.Client({ connectionString: own.url })
    await client.connect()
    const refused: string[] = []
    try {
      expect(await onWorkers(client)).toEqual(byPerson())
      for (const statement of statementsOf('src').filter(({ text }) => !ofTheTimetable.test(text))) {
        const reason = await tryOut(client, statement.text)
        if (reason !== undefined) refused.push(`${statement.file}:${statement.line}: ${reason}`)
      }
    } finally {
      await client.end()
      await own.drop()
    }
    expect(inject('postgresNodes').length).toBeGreaterThan(1)
    expect(refused).toEqual([])
  },
)

test('what statements share is planned as well, in each that has it', { timeout: 600_000 }, async () => {
  const own = await createTestDatabase()
  const { sql } = own.database
  const catalog = readCatalog('catalog.json')
  const conditions: Required<Conditions> = {
    news: 'agreed',
    languages: ['ru'],
    plan: 'never',
    plans: ['plus'],
    trial: 'running',
    campaigns: ['spring'],
    askedWithinDays: 7,
    notAskedForDays: 1,
    neverAsked: true,
    creditsFrom: 1,
    creditsTo: 9,
    starsFrom: 1,
    starsTo: 9,
  }
  const [{ id }] = (await sql`
    insert into experiments (title, subject, value, percent_b, people_per_arm, most_days)
    values ('x', 'pack_prices', '{}', 50, 10, 10) returning id`) as [{ id: number }]
  for (let n = 0; n < times; n += 1) {
    await countGrowth(sql, catalog, 2)
    await campaignFigures(sql, catalog)
    await countExperiment(sql, catalog, { id, endedAt: null })
    await countDays(sql, catalog, 2)
    await linesOf(sql, catalog.money, 2)
    await countSegment(sql, conditions)
  }
  await own.drop()
})

function byPerson(): string[] {
  const script = readFileSync('deploy/citus/distribute.sql', 'utf8')
  return [...script.matchAll(/^select pg_temp\.by_person\('(\w+)'/gm)].map((match) => match[1]!).toSorted()
}

/** The tables that lie on the workers alone. */
async function onWorkers(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    select p.logicalrelid::text as name from pg_dist_partition p
    where partmethod = 'h' and not exists (
      select from pg_dist_shard s join pg_dist_placement on pg_dist_placement.shardid = s.shardid
      where s.logicalrelid = p.logicalrelid and groupid = 0)`)
  return rows.map(({ name }) => name).toSorted()
}

/** Undefined: it runs. */
async function tryOut(client: pg.Client, text: string): Promise<string | undefined> {
  await client.query('begin')
  try {
    await client.query(`prepare tried as ${text}`)
    const { rows } = await client.query<{ types: string[] }>(
      `select parameter_types::text[] as types from pg_prepared_statements where name = 'tried'`,
    )
    for (let n = 0; n < times; n += 1) {
      await client.query('savepoint before')
      // With a null the planner sees other branches of a choice.
      const values = rows[0]!.types.map((type) => (n === 0 && !type.includes('int') ? 'null' : sampleOf(type)))
      await client
        .query(`execute tried${values.length > 0 ? `(${values.join(', ')})` : ''}`)
        .catch((error: unknown) => {
          if (!(error instanceof pg.DatabaseError) || !valuesMakeNoSense.test(error.code ?? '')) throw error
          if (error.message.includes(readInAnotherFormat)) throw error
        })
      await client.query('rollback to before')
    }
    return undefined
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    return error.message
  } finally {
    await client.query('rollback')
    await client.query('deallocate all')
  }
}

function sampleOf(type: string): string {
  return type.endsWith('[]') ? `'{}'::${type}` : (samples[type] ?? 'null')
}

interface Statement {
  file: string
  line: number
  text: string
}

/** What stands in the sources behind `sql`, but for what is put together from fragments. */
function statementsOf(folder: string): Statement[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`)
  const sources = files
    .filter((file) => file.endsWith('.ts') && !/test/.test(file) && !notForCitus.test(file))
    .map((file) => ({ file, source: readFileSync(file, 'utf8') }))
  const fragments = new Set(sources.flatMap(({ source }) => [...source.matchAll(ofFragment)].map((match) => match[1]!)))
  return sources.flatMap(({ file, source }) => {
    const found: Statement[] = []
    visit(parseSync(file, source).program, (node) => {
      const text = textOf(node, fragments)
      if (text !== undefined) found.push({ file, line: source.slice(0, node.start).split('\n').length, text })
    })
    return found
  })
}

interface Node {
  type: string
  start: number
  tag?: { name?: string; property?: { name?: string } }
  quasi?: { quasis: { value: { cooked: string } }[]; expressions: { name?: string; callee?: { name?: string } }[] }
}

/** What is called by this name is a fragment, or makes one. */
const ofFragment = /(?:function|const) (\w+)(?:\([^)]*\): Fragment\b| = fragment`)/g

function textOf({ type, tag, quasi }: Node, fragments: Set<string>): string | undefined {
  if (type !== 'TaggedTemplateExpression' || (tag?.name ?? tag?.property?.name) !== 'sql') return undefined
  if (quasi!.expressions.some(({ name, callee }) => fragments.has(name ?? callee?.name ?? ''))) return undefined
  return quasi!.quasis.map(({ value }) => value.cooked).reduce((text, part, index) => `${text}$${index}${part}`)
}

function visit(node: unknown, see: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return
  if ('type' in node) see(node as Node)
  for (const part of Object.values(node)) visit(part, see)
}
