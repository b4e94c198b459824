import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Try } from '#platform/models/answer.ts'
import { noUsage } from '#platform/models/usage.ts'
import type { Sql } from '#platform/database/sql.ts'
import { type Catalog, modelOf, readCatalog, type VersionedCatalog } from '#modules/catalog/catalog.ts'
import { priceAt, type ProviderPrice } from '#modules/catalog/prices.ts'
import { costsOf } from '#modules/costs/record-costs.ts'
import { adjustCredits } from '#modules/entitlements/adjust-credits.ts'
import { abandon } from '#modules/questions/answer/abandon.ts'
import { recordAnswer } from '#modules/questions/answer/record-answer.ts'
import { ask } from '#modules/questions/ask/ask.ts'
import { documentsOf } from '#modules/settings/documents.ts'
import { createAgreedDatabase } from './world/agreed.ts'
import { withEndlessBudgets } from './world/budgets.ts'
import { register } from '#modules/users/users.ts'

let database: Awaited<ReturnType<typeof createAgreedDatabase>>
let sql: Sql
beforeAll(async () => {
  database = await createAgreedDatabase()
  sql = database.database.sql
})
afterAll(() => database.drop())

const shipped = withEndlessBudgets(readCatalog('catalog.json'))
/** Prices that changed yesterday. */
const catalog: VersionedCatalog = {
  version: 0,
  ...shipped,
  models: shipped.models.map((model, index) => ({
    ...model,
    prices: [
      { from: '2026-11-01', input: 100_001 + index, cachedInput: 10_003, output: 500_007 },
      { from: '2026-11-26', input: 333_333, cachedInput: 3_333 + index, output: 7_777_777, perSearch: 5_001 },
    ],
  })),
  voices: [
    {
      id: 'reader',
      model: 'm',
      voice: 'v',
      prices: [
        { from: '2026-11-01', perMillionCharacters: 15_000_001 },
        { from: '2026-11-26', perMillionCharacters: 7, perMinute: 14_999 },
      ],
    },
  ],
  transcription: shipped.transcription.map((entry, index) => ({
    ...entry,
    prices: [
      { from: '2026-11-01', perMinute: 4_501 + index },
      { from: '2026-11-26', perMinute: 9_007, input: 2_500_001, output: 7 },
    ],
  })),
}
const moments = ['2026-11-25T23:59:59.999Z', '2026-11-26T00:00:00Z'].map((moment) => new Date(moment))

const timeout = 120_000
/** Every answer changes the same rows of the budgets, whose old versions stay until the statement ends. */
const batch = 50

const tokens = fc.nat({ max: 200_000 })
const outcome = fc.constantFrom('answered', 'stopped', 'cut', 'timeout')
const answering: fc.Arbitrary<Try> = fc.record({
  provider: fc.constantFrom(...catalog.models.map(({ id }) => id)),
  model: fc.constant('m'),
  usage: fc
    .record({
      inputTokens: tokens,
      part: fc.nat({ max: 100 }),
      outputTokens: tokens,
      searches: fc.nat({ max: 3 }),
      estimated: fc.boolean(),
    })
    .map(({ inputTokens, part, outputTokens, searches, estimated }) => ({
      inputTokens,
      cachedInputTokens: Math.floor((inputTokens * part) / 100),
      outputTokens,
      reasoningTokens: Math.floor(outputTokens / 2),
      searches,
      estimated,
    })),
  outcome,
  ms: fc.constant(1),
})
/** Speech that was written down: by the minute, by tokens, or both. */
const hearing: fc.Arbitrary<Try> = fc.record({
  provider: fc.constantFrom(...catalog.transcription.map(({ id }) => id)),
  model: fc.constant('m'),
  usage: fc
    .record({ audioSeconds: fc.nat({ max: 7_200 }), inputTokens: tokens, outputTokens: tokens })
    .map((used) => ({ ...noUsage, ...used })),
  outcome,
  ms: fc.constant(1),
})
/** What was read out: by its characters, by the minute, or both. */
const speaking: fc.Arbitrary<Try> = fc.record({
  provider: fc.constant('reader'),
  model: fc.constant('m'),
  usage: fc
    .record({ audioSeconds: fc.nat({ max: 600 }), characters: fc.nat({ max: 4_096 }) })
    .map((used) => ({ ...noUsage, ...used })),
  outcome,
  ms: fc.constant(1),
})
const oneTry = fc.oneof(
  { weight: 4, arbitrary: answering },
  { weight: 1, arbitrary: hearing },
  { weight: 1, arbitrary: speaking },
)
const attempt = fc.record({
  tries: fc.array(oneTry, { minLength: 1, maxLength: 4 }),
  at: fc.constantFrom(...moments),
  purse: fc.constantFrom('credits', 'trial', 'subscription'),
  /** Handed over to another process, which writes its own tries; written twice. */
  handsOver: fc.boolean(),
  twice: fc.boolean(),
})

/** A part of a micro-dollar in which both a token and a second cost a whole number. */
const parts = 60_000_000n

/** What the providers count, in such parts: their tokens, seconds and searches at the price of that moment, not rounded. */
function countedBy({ models, transcription, voices }: Catalog, tries: readonly Try[], at: Date): bigint {
  return tries.reduce((sum, { provider, usage }) => {
    const entry = [...models, ...transcription, ...voices].find(({ id }) => id === provider)!
    const price: ProviderPrice = priceAt<ProviderPrice>(entry, at)!
    const each = (amount: number | undefined, microDollars: number | undefined) =>
      BigInt(amount ?? 0) * BigInt(microDollars ?? 0)
    const forTokens =
      each(usage.inputTokens - usage.cachedInputTokens, price.input) +
      each(usage.cachedInputTokens, price.cachedInput) +
      each(usage.outputTokens, price.output) +
      each(usage.characters, price.perMillionCharacters)
    return (
      sum +
      forTokens * 60n +
      each(usage.audioSeconds, price.perMinute) * 1_000_000n +
      each(usage.searches, price.perSearch) * parts
    )
  }, 0n)
}

test(
  'the costs of thousands of answers, failed, stopped, tried again and at changed prices, are what the providers count',
  { timeout },
  async () => {
    await register(sql, { telegramId: 1, firstName: 'x' })
    await sql`select reserve_budgets(1, 'bulk', 0, 0, ${JSON.stringify(
      ['day', 'month', 'person_day'].map((budget) => ({
        budget,
        micro_dollars: shipped.money.budgets!.day!.microDollars,
        action: 'stop',
        enforced: true,
      })),
    )}::jsonb)`
    const answers = fc.sample(attempt, {
      numRuns: Number(process.env['COST_RUNS'] ?? 3_000),
      seed: Number(process.env['FC_SEED'] ?? 1),
    })
    const rows = answers.flatMap(({ tries, at, purse, handsOver, twice }, index) => {
      const row = (attempt: number, ends: boolean) => ({
        work: index + 1,
        attempt,
        purse,
        costs: costsOf(catalog, tries, at),
        ends,
      })
      const written = handsOver ? [row(1, false), row(2, true)] : [row(1, true)]
      return twice ? [...written, ...written] : written
    })
    for (let begin = 0; begin < rows.length; begin += batch)
      await sql`
      select count(record_costs(1, 'bulk', work, attempt, purse, costs::jsonb, ends))
      from jsonb_to_recordset(${JSON.stringify(rows.slice(begin, begin + batch))}::jsonb)
        as r (work bigint, attempt integer, purse text, costs text, ends boolean)`

    const paid = answers.flatMap((answer) => (answer.handsOver ? [answer, answer] : [answer]))
    const tries = paid.reduce((sum, answer) => sum + answer.tries.length, 0)
    const exact = paid.reduce((sum, { tries, at }) => sum + countedBy(catalog, tries, at), 0n)
    const [found] = await sql<
      { tries: number; microDollars: number; spent: number[]; reserved: number[] } & Record<
        'audioSeconds' | 'searches',
        number
      >
    >`
    select count(*) as tries, sum(micro_dollars)::bigint as micro_dollars,
      (select array_agg(distinct spent) from budget_periods) as spent,
      (select array_agg(distinct reserved) from budget_periods) as reserved, sum(audio_seconds) as audio_seconds,
      sum(searches) as searches
    from costs`
    expect(found!.tries).toBe(tries)
    const off = BigInt(found!.microDollars) * parts - exact
    expect(off < 0n ? -off : off).toBeLessThanOrEqual((BigInt(tries) * parts) / 2n)
    for (const what of ['audioSeconds', 'searches'] as const)
      expect(found![what]).toBe(
        paid.flatMap(({ tries }) => tries).reduce((sum, { usage }) => sum + (usage[what] ?? 0), 0),
      )
    expect(found!.spent).toEqual([found!.microDollars])
    expect(found!.reserved).toEqual([0])
  },
)

interface History {
  model: string
  answeredBy: string
  tries: Try[]
  end: 'answered' | 'failed' | 'stopped'
}
const anyModel = fc.constantFrom(...catalog.models.map(({ id }) => id))
const history: fc.Arbitrary<History> = fc.record({
  model: anyModel,
  answeredBy: anyModel,
  tries: fc.array(oneTry, { maxLength: 3 }),
  end: fc.constantFrom('answered', 'answered', 'failed', 'stopped'),
})

test(
  'whoever answers after whatever failed, nothing is charged above its quote and each try is written down once',
  { timeout },
  async () => {
    const people = Array.from({ length: 8 }, (_, index) => 100 + index)
    const each = fc.sample(history, { numRuns: 50 * people.length, seed: Number(process.env['FC_SEED'] ?? 2) })
    await Promise.all(
      people.map(async (person, place) => {
        await register(sql, { telegramId: person, firstName: 'x' })
        await adjustCredits(sql, { telegramId: person, delta: 1000, reason: 'r', idempotencyKey: 'k', by: null })
        for (const [index, one] of each.slice(place * 50, place * 50 + 50).entries())
          await answerOnce(person, index, one)
      }),
    )
    const expected = each.reduce((sum, { tries }) => sum + tries.length, 0)
    const [found] = await sql<{ tries: number }>`select count(*) as tries from costs where user_id >= 100`
    expect(found!.tries).toBe(expected)
    expect(await sql`select * from budget_holds where work_id <> 0`).toEqual([])
    expect(await sql`select * from budget_periods where reserved <> 0`).toEqual([])
  },
)

async function answerOnce(person: number, index: number, { model, answeredBy, tries, end }: History) {
  const before = await balanceOf(person)
  const asked = await ask(
    sql,
    { catalog, documents: documentsOf([], []) },
    {
      telegramId: person,
      chatId: person,
      threadId: 0,
      messageId: 1,
      updateId: person * 1000 + index,
      text: 'q',
      files: [],
      transcriptOnly: false,
      isScheduled: false,
      modelId: model,
      leaseMs: 60_000,
      worker: 'test',
      timeZone: undefined,
      freeLimits: { perDay: 10_000_000, perLink: 10_000_000, guests: 0 },
    },
  )
  if (!('question' in asked)) throw new Error(JSON.stringify(asked))
  const { question } = asked
  const costs = costsOf(catalog, tries, moments[0]!)
  if (end === 'answered') {
    const price = modelOf(catalog, answeredBy).priceCredits
    const figures = {
      inputTokens: 1,
      outputTokens: 1,
      firstTokenMs: 1,
      latencyMs: 1,
      searches: 0,
      toolsPrice: 0,
      sources: null,
    }
    const answer = { ...figures, text: 'a', suggestions: [], answeredBy, price, finishReason: 'stop', costs }
    await recordAnswer(sql, catalog, question, answer)
    await recordAnswer(sql, catalog, question, answer)
    expect(before - (await balanceOf(person))).toBe(Math.min(price, question.price))
  } else {
    await abandon(sql, question, { status: end, failure: 'x', costs })
    expect(await balanceOf(person)).toBe(before)
  }
}

async function balanceOf(person: number): Promise<number> {
  const [row] = await sql<{ credits: number }>`select credits from users where telegram_id = ${person}`
  return row!.credits
}
