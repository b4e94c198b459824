import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sql } from '#platform/database/sql.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { freeToday, isFreeUsedUp, takeFree } from './free-messages.ts'

let own: Awaited<ReturnType<typeof createTestDatabase>>
let sql: Sql
const people = 40
beforeAll(async () => {
  own = await createTestDatabase()
  sql = own.database.sql
  await sql`insert into users (telegram_id, first_name, language) select n, 'Ann', 'en' from generate_series(1, ${people}::integer) n`
})
afterAll(() => own.drop())

let lastWork = 0
const everybody = (limit: number) => [{ scope: 'everybody', limit }]

/** As a question does: it begins anew while there seems to be room. Undefined: there is none. */
async function take(userId: number, price: number, limit: number): Promise<number | undefined> {
  const id = (lastWork += 1)
  try {
    await sql.transaction((sql) => takeFree(sql, { userId, kind: 'question', id, price }, everybody(limit)))
    return id
  } catch (error) {
    if (!isFreeUsedUp(error)) throw error
    return (await isRoom(price, limit)) ? take(userId, price, limit) : undefined
  }
}

async function used(): Promise<number> {
  const [row] = await sql<{ used: number }>`select coalesce(sum(used), 0)::integer as used from free_days`
  return row!.used
}

const isRoom = async (messages: number, perDay: number) =>
  (await freeToday(sql, { telegramId: 1, messages, limits: { perDay, perLink: perDay } })).isRoom

async function beginAnew(): Promise<void> {
  await sql`delete from free_days`
  await sql`delete from free_questions`
}

test('a limit in one row or in many is met to the last message by any number of questions at once', async () => {
  for (const [limit, price] of [
    [7, 1],
    [20_000, 1_000],
    [160_000, 5_000],
  ] as const) {
    await beginAnew()
    const asked = await Promise.all(Array.from({ length: people }, (_, index) => take(index + 1, price, limit)))
    expect([limit, asked.filter((id) => id !== undefined).length * price, await used()]).toEqual([limit, limit, limit])
    expect(await isRoom(1, limit)).toBe(false)
  }
})

test('a limit of nothing lets nothing through, and what is larger than the limit does not fit', async () => {
  await beginAnew()
  expect(await isRoom(1, 0)).toBe(false)
  expect(await take(1, 1, 0)).toBeUndefined()
  expect(await isRoom(3, 2)).toBe(false)
  expect(await take(1, 3, 2)).toBeUndefined()
  expect(await isRoom(2, 2)).toBe(true)
})

const step = fc.oneof(
  fc.record({
    do: fc.constant('take' as const),
    user: fc.integer({ min: 1, max: people }),
    price: fc.integer({ min: 1, max: 4_000 }),
  }),
  fc.record({ do: fc.constant('giveBack' as const), which: fc.integer({ min: 0, max: 100 }) }),
  fc.record({ do: fc.constant('limit' as const), to: fc.constantFrom(0, 3_000, 9_999, 20_000, 35_000, 160_000) }),
)

test('however the limit is changed during the day, no more is counted than it, or than before the change; what there is room for is let through', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      await beginAnew()
      let [limit, most] = [20_000, 20_000]
      const taken: { id: number; user: number; price: number }[] = []
      for (const now of steps) {
        if (now.do === 'limit') {
          limit = now.to
          most = Math.max(limit, await used())
        } else if (now.do === 'giveBack') {
          const [back] = taken.splice(now.which % Math.max(taken.length, 1), 1)
          if (back) await sql`select give_free_back(${back.user}, 'question', ${back.id}, ${back.price})`
        } else {
          const fits = await isRoom(now.price, limit)
          const id = await take(now.user, now.price, limit)
          expect(id !== undefined).toBe(fits)
          if (id !== undefined) taken.push({ id, ...now })
        }
        expect(await used()).toBe(taken.reduce((sum, { price }) => sum + price, 0))
        expect(await used()).toBeLessThanOrEqual(most)
      }
    }),
    { numRuns: 30 },
  )
})
