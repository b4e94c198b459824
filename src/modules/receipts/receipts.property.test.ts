import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sql } from '#platform/database/sql.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { readCatalog } from '#modules/catalog/catalog.ts'
import { register } from '#modules/users/users.ts'
import type { Receipt } from './contract.ts'
import { decodeCursor, kinds } from './cursor.ts'
import { receiptsOf } from './receipts.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let sql: Sql
const catalog = readCatalog('catalog.json')
beforeAll(async () => {
  database = await createTestDatabase()
  sql = database.database.sql
})
afterAll(() => database.drop())

interface Entry {
  of: Receipt['of']
  /** After the first moment. A thousand is a millisecond: most entries share one, and many a microsecond. */
  micros: number
}

const first = '2026-03-01T12:00:00.000Z'
const entries = fc.array(
  fc.record({
    of: fc.constantFrom(...kinds),
    micros: fc.oneof(fc.constantFrom(0, 1, 999, 1_000), fc.nat(3_000)),
  }),
  { maxLength: 25, size: 'max' },
)

let lastUser = 0

/** A refund is one of a payment, and a voice answer one to a question: of those there is another receipt. */
const alsoOf: Partial<Record<Receipt['of'], Receipt['of'][]>> = { refund: ['payment'], voice: ['question'] }

/** A person to whom all of this has happened. */
async function somebodyWith(history: Entry[]): Promise<number> {
  const telegramId = (lastUser += 1)
  await register(sql, { telegramId, firstName: 'x' })
  const [conversation] = await sql<{
    id: number
  }>`insert into conversations (user_id, chat_id) values (${telegramId}, ${telegramId}) returning id`
  let credits = 0
  for (const [index, { of, micros }] of history.entries()) {
    const at = `${first.slice(0, -4)}${String(micros).padStart(6, '0').slice(0, 6)}Z`
    if (of === 'question' || of === 'voice') {
      const [question] = await sql<{ id: number }>`
        insert into messages_log (user_id, update_id, chat_id, message_id, conversation_id, model, purse, price, status, asked_at)
        values (${telegramId}, ${index}, ${telegramId}, ${index + 1}, ${conversation!.id}, 'm', 'credits', 0, 'failed', ${at})
        returning id`
      if (of === 'voice')
        await sql`
          insert into voice_answers (user_id, question_id, update_id, status, failure, purse, price, characters, asked_at)
          values (${telegramId}, ${question!.id}, ${index}, 'released', 'x', 'credits', 0, 1, ${at})`
    } else if (of === 'image') {
      const [wish] = await sql<{ id: number }>`
        insert into image_wishes (user_id, update_id, prompt) values (${telegramId}, ${index}, 'a cat') returning id`
      await sql`
        insert into images (user_id, wish_id, update_id, product, status, failure, purse, price, asked_at)
        values (${telegramId}, ${wish!.id}, ${index}, 'p', 'released', 'x', 'credits', 0, ${at})`
    } else if (of === 'grant')
      await sql`
        insert into credit_entries (user_id, delta, balance_after, kind, reason, idempotency_key, created_at)
        values (${telegramId}, 1, ${(credits += 1)}, 'adjustment', 'r', ${index}, ${at})`
    else if (of === 'days')
      await sql`select add_plan_days(${telegramId}, 'month', 86400, 'promo', null, ${`promo:${index}`}, ${at})`
    else if (of === 'trial')
      await sql`
        insert into extra_trials (user_id, messages, idempotency_key, given_at)
        values (${telegramId}, 1, ${`promo:${index}`}, ${at})`
    else if (of === 'discount')
      await sql`
        insert into discounts (user_id, percent, first_purchase, idempotency_key, given_at, expires_at)
        values (${telegramId}, 20, false, ${`promo:${index}`}, ${at}, '2030-01-01')`
    else
      await sql`
        insert into transactions (user_id, kind, status, invoice_payload, currency, amount, telegram_payment_charge_id, paid_at, refunded_at)
        values (${telegramId}, 'order', ${of === 'refund' ? 'refunded' : 'paid'}, ${`p${index}`}, 'XTR', 1, ${index}, ${at},
          ${of === 'refund' ? at : null})`
  }
  return telegramId
}

async function pagesOf(telegramId: number, limit: number): Promise<Receipt[]> {
  const found: Receipt[] = []
  let after: string | null = null
  do {
    const page = await receiptsOf(sql, catalog, {
      telegramId,
      cursor: after === null ? null : decodeCursor(after),
      limit,
    })
    found.push(...page.receipts)
    expect(page.receipts).toHaveLength(page.next === null ? page.receipts.length : limit)
    after = page.next
  } while (after !== null)
  return found
}

test(
  'pages of any size bring every entry once, newest first, however many have the same moment',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(entries, fc.integer({ min: 1, max: 12 }), async (history, limit) => {
        const telegramId = await somebodyWith(history)
        const found = await pagesOf(telegramId, limit)
        const expected = history.flatMap(({ of }) => [of, ...(alsoOf[of] ?? [])])
        expect(found.map(({ of }) => of).toSorted()).toEqual(expected.toSorted())
        expect(new Set(found.map(({ of, id }) => `${of}:${id}`)).size).toBe(found.length)
        const times = found.map(({ at }) => at)
        expect(times).toEqual(times.toSorted().toReversed())
        expect(found).toEqual(await pagesOf(telegramId, 100))
      }),
      { numRuns: 40, endOnFailure: false },
    )
  },
)

test('a page that is known by milliseconds only, as an older button knows it, brings all that is older', async () => {
  const telegramId = await somebodyWith([1_999, 2_000, 2_001].map((micros) => ({ of: 'grant', micros })))
  const cursor = decodeCursor(String(Date.parse(first) + 2))
  const { receipts, next } = await receiptsOf(sql, catalog, { telegramId, cursor, limit: 10 })
  expect([receipts.map(({ at }) => at), next]).toEqual([['2026-03-01T12:00:00.001Z'], null])
})
