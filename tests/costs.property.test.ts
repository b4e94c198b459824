import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Try } from '#platform/models/answer.ts'
import type { Sql } from '#platform/database/sql.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { type Catalog, type Model, modelOf, readCatalog } from '#modules/catalog/catalog.ts'
import { priceAt } from '#modules/catalog/prices.ts'
import { costsOf } from '#modules/costs/record-costs.ts'
import { adjustCredits } from '#modules/entitlements/adjust-credits.ts'
import { abandon } from '#modules/questions/answer/abandon.ts'
import { recordAnswer } from '#modules/questions/answer/record-answer.ts'
import { ask } from '#modules/questions/ask/ask.ts'
import { register } from '#modules/users/users.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let sql: Sql
beforeAll(async () => {
  database = await createTestDatabase()
  sql = database.database.sql
})
afterAll(() => database.drop())

const shipped = readCatalog('catalog.json')
/** Prices that changed yesterday, and budgets that nothing can use up. */
const limit = { microDollars: 1_000_000_000_000, whenUsedUp: 'stop' as const }
const catalog: Catalog = {
  ...shipped,
  money: { ...shipped.money, budgets: { day: limit, month: limit, trialDay: limit, personDay: limit } },
  models: shipped.models.map((model, index) => ({
    ...model,
    prices: [
      { from: '2026-11-01', input: 100_001 + index, cachedInput: 10_003, output: 500_007 },
      { from: '2026-11-26', input: 333_333, cachedInput: 3_333 + index, output: 7_777_777 },
    ],
  })),
}
const moments = ['2026-11-25T23:59:59.999Z', '2026-11-26T00:00:00Z'].map((moment) => new Date(moment))

const timeout = 120_000
/** Every answer changes the same rows of the budgets, whose old versions stay until the statement ends. */
const batch = 50

const tokens = fc.nat({ max: 200_000 })
const oneTry: fc.Arbitrary<Try> = fc.record({
  provider: fc.constantFrom(...catalog.models.map(({ id }) => id)),
  model: fc.constant('m'),
  usage: fc
    .record({ inputTokens: tokens, part: fc.nat({ max: 100 }), outputTokens: tokens, estimated: fc.boolean() })
    .map(({ inputTokens, part, outputTokens, estimated }) => ({
      inputTokens,
      cachedInputTokens: Math.floor((inputTokens * part) / 100),
      outputTokens,
      reasoningTokens: Math.floor(outputTokens / 2),
      estimated,
    })),
  outcome: fc.constantFrom('answered', 'stopped', 'cut', 'timeout'),
  ms: fc.constant(1),
})
const attempt = fc.record({
  tries: fc.array(oneTry, { minLength: 1, maxLength: 4 }),
  at: fc.constantFrom(...moments),
  purse: fc.constantFrom('credits', 'trial', 'subscription'),
  /** Handed over to another process, which writes its own tries; written twice. */
  handsOver: fc.boolean(),
  twice: fc.boolean(),
})

/** What the providers count, in millionths of a micro-dollar: their tokens at the price of that moment, not rounded. */
function countedBy(models: readonly Model[], tries: readonly Try[], at: Date): bigint {
  return tries.reduce((sum, { provider, usage }) => {
    const price = priceAt(
      models.find(({ id }) => id === provider)!,
      at,
    )!
    const cached = BigInt(usage.cachedInputTokens)
    return (
      sum +
      (BigInt(usage.inputTokens) - cached) * BigInt(price.input) +
      cached * BigInt(price.cachedInput) +
      BigInt(usage.outputTokens) * BigInt(price.output)
    )
  }, 0n)
}

test(
  'the costs of ten thousand answers, failed, stopped, tried again and at changed prices, are what the providers count',
  { timeout },
  async () => {
    await register(sql, { telegramId: 1, firstName: 'x' })
    await sql`select reserve_budgets(1, 'bulk', 0, 0, ${JSON.stringify(
      ['day', 'month', 'person_day'].map((budget) => ({
        budget,
        micro_dollars: limit.microDollars,
        action: 'stop',
        enforced: true,
      })),
    )}::jsonb)`
    const answers = fc.sample(attempt, { numRuns: 10_000, seed: Number(process.env['FC_SEED'] ?? 1) })
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
    const exact = paid.reduce((sum, { tries, at }) => sum + countedBy(catalog.models, tries, at), 0n)
    const [found] = await sql<{ tries: number; microDollars: number; spent: number[]; reserved: number[] }>`
    select count(*) as tries, sum(micro_dollars)::bigint as micro_dollars,
      (select array_agg(distinct spent) from budget_periods) as spent,
      (select array_agg(distinct reserved) from budget_periods) as reserved
    from costs`
    expect(found!.tries).toBe(tries)
    const off = BigInt(found!.microDollars) * 1_000_000n - exact
    expect(off < 0n ? -off : off).toBeLessThanOrEqual(BigInt(tries) * 500_000n)
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
  const asked = await ask(sql, catalog, {
    telegramId: person,
    chatId: person,
    threadId: 0,
    messageId: 1,
    updateId: person * 1000 + index,
    parts: [{ type: 'text', text: 'q' }],
    modelId: model,
    leaseMs: 60_000,
    timeZone: undefined,
  })
  if ('refused' in asked) throw new Error(asked.refused)
  const { question } = asked
  const costs = costsOf(catalog, tries, moments[0]!)
  if (end === 'answered') {
    const price = modelOf(catalog, answeredBy).priceCredits
    const figures = { inputTokens: 1, outputTokens: 1, firstTokenMs: 1, latencyMs: 1 }
    const answer = { ...figures, text: 'a', answeredBy, price, finishReason: 'stop', costs }
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
