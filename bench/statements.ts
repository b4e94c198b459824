/**
 * What PostgreSQL does for an answer: the four statements of the backend, one after the other, on one connection:
 * `npm run bench:statements`. With `--beside FOLDER`, another checkout that has its packages, both are asked in turns, each with
 * its own code on its own database, so that what else the machine does meets both. A change of a few per cent is seen in two
 * thousand answers, where one of whole programs is lost in the noise of the machine. Linux only.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { percentile, print } from './figures.ts'

const { values: wish } = parseArgs({
  options: {
    answers: { type: 'string', default: '2000' },
    people: { type: 'string', default: '300' },
    beside: { type: 'string' },
  },
})
const answers = Number(wish.answers)
const people = Number(wish.people)
const warmUp = Math.ceil(answers / 10)
const statements = ['look', 'write down', 'settle', 'note the delivery'] as const
type Statement = (typeof statements)[number]

const here = resolve(import.meta.dirname, '..')
const folders = [here, ...(wish.beside === undefined ? [] : [resolve(wish.beside)])]
const sides: Side[] = []
for (const folder of folders) sides.push(await openSide(folder))
await askInTurns(warmUp)
for (const side of sides) side.begin()
await askInTurns(answers)
print(
  `| ${answers} answers to ${people} people, ms | ${folders.join(' | ')} |\n|---|${folders.map(() => '---:|').join('')}`,
)
for (const name of statements)
  print(`| ${name}, p50 | ${sides.map(({ ms }) => percentile(ms[name], 50).toFixed(2)).join(' | ')} |`)
print(
  `| processor time of PostgreSQL an answer | ${sides.map((side) => (side.cpuMs() / answers).toFixed(2)).join(' | ')} |`,
)
for (const side of sides) await side.stop()
process.exit(0)

async function askInTurns(times: number): Promise<void> {
  for (let n = 0; n < times; n += 1)
    for (const side of n % 2 === 0 ? sides : sides.toReversed()) await side.answer(1 + (n % people))
}

interface Side {
  ms: Record<Statement, number[]>
  /** What comes from now on is counted. */
  begin(): void
  answer(telegramId: number): Promise<void>
  cpuMs(): number
  stop(): Promise<void>
}

/** The code of one checkout, on a database of its own with people who have credits. */
async function openSide(folder: string): Promise<Side> {
  const { startDatabase, cpuMsOf, familyOf, readCatalog, look, writeDown, recordAnswer, recordDelivery, costsOf } =
    await codeOf(folder)
  const database = await startDatabase()
  const { sql } = database.program(1)
  const catalog = readCatalog(`${folder}/catalog.json`)
  const model = catalog.models[0]!
  for (let telegramId = 1; telegramId <= people; telegramId += 1) {
    await sql`insert into users (telegram_id, first_name, language) values (${telegramId}, 'P', 'en')`
    await sql`select enter_credits(${telegramId}, 100000, 'adjustment', 'bench', 'bench', null, null)`
  }
  const ms: Side['ms'] = { look: [], 'write down': [], settle: [], 'note the delivery': [] }
  const cpuMs = () => cpuMsOf(familyOf(database.pid()))
  let [updateId, spentMs] = [0, 0]

  async function timed<Result>(name: Statement, act: () => Promise<Result>): Promise<NonNullable<Result>> {
    const begunAt = performance.now()
    const result = await act()
    ms[name].push(performance.now() - begunAt)
    if (result === undefined || result === null) throw new Error(`"${name}" did nothing`)
    return result
  }

  return {
    ms,
    begin() {
      for (const name of statements) ms[name] = []
      spentMs = cpuMs()
    },
    async answer(telegramId) {
      updateId += 1
      const asking = askingOf(telegramId, updateId)
      const seen = await timed('look', () => look(sql, catalog, asking))
      const { question } = await timed('write down', () => writeDown(sql, seen, wantedOf(asking, model)))
      const costs = costsOf(catalog, [tryOf(model.id)], new Date())
      await timed('settle', () => recordAnswer(sql, catalog, question, { ...answerOf(model), costs }))
      const delivery = { telegramId, questionId: question.id, messageIds: [1], complete: true }
      await timed('note the delivery', () => recordDelivery(sql, delivery))
    },
    cpuMs: () => cpuMs() - spentMs,
    stop: () => database.stop(),
  }
}

async function codeOf(folder: string) {
  const from = async <Module>(path: string) => (await import(`${folder}/${path}`)) as Module
  return {
    ...(await from<typeof import('./database.ts')>('bench/database.ts')),
    ...(await from<typeof import('./processes.ts')>('bench/processes.ts')),
    ...(await from<typeof import('#modules/catalog/catalog.ts')>('src/modules/catalog/catalog.ts')),
    ...(await from<typeof import('#modules/questions/ask/look.ts')>('src/modules/questions/ask/look.ts')),
    ...(await from<typeof import('#modules/questions/ask/write-down.ts')>('src/modules/questions/ask/write-down.ts')),
    ...(await from<typeof import('#modules/questions/answer/record-answer.ts')>(
      'src/modules/questions/answer/record-answer.ts',
    )),
    ...(await from<typeof import('#modules/questions/answer/delivery.ts')>('src/modules/questions/answer/delivery.ts')),
    ...(await from<typeof import('#modules/costs/record-costs.ts')>('src/modules/costs/record-costs.ts')),
  }
}

type Wanted = Parameters<typeof import('#modules/questions/ask/write-down.ts').writeDown>[2]

function askingOf(telegramId: number, updateId: number): Wanted['asking'] {
  return {
    telegramId,
    updateId,
    chatId: telegramId,
    threadId: 0,
    messageId: updateId,
    text: 'What is the sea?',
    files: [],
    transcriptOnly: false,
    isScheduled: false,
    timeZone: undefined,
    freeLimits: { perDay: 0, perLink: 0, guests: 0 },
    leaseMs: 12_000,
    worker: 'bench',
  }
}

function wantedOf(asking: Wanted['asking'], model: Wanted['model']): Wanted {
  return {
    reference: { text: asking.text, about: null, aboutId: null, quoted: null, transcriptOnly: false },
    model,
    payment: { purse: 'credits', price: model.priceCredits },
    wantedModel: null,
    catalogVersion: 1,
    assistant: null,
    reserving: null,
    free: [],
    files: [],
    extraTokens: 0,
    searchPrice: null,
    toolsPrice: 0,
    asking,
  }
}

function tryOf(provider: string) {
  const usage = { inputTokens: 20, cachedInputTokens: 0, outputTokens: 40, reasoningTokens: 0, estimated: false }
  return { provider, model: provider, outcome: 'answered' as const, usage, ms: 1_000 }
}

function answerOf({ id: answeredBy, priceCredits: price }: Wanted['model']) {
  return {
    text: 'word '.repeat(40),
    suggestions: [],
    answeredBy,
    price,
    finishReason: 'stop',
    inputTokens: 20,
    outputTokens: 40,
    firstTokenMs: 100,
    latencyMs: 1_000,
    searches: 0,
    sources: null,
    toolsPrice: 0,
  }
}
