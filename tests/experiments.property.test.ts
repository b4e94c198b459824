import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { armsOf } from '#modules/experiments/arms.ts'
import type { ArmValue } from '#modules/experiments/contract.ts'
import {
  createDraft,
  endExperiment,
  mayStart,
  startExperiment,
  stopExperiment,
} from '#modules/experiments/experiments.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { register } from '#modules/users/users.ts'

let own: Awaited<ReturnType<typeof createTestDatabase>>
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own.drop())

const values: ArmValue[] = [
  { subject: 'trial_size', messages: 20 },
  { subject: 'pack_prices', packs: [{ id: 'pack-50', priceStars: 120, cardAmount: null }] },
  { subject: 'offer_text', place: 'trial', texts: [{ language: 'en', text: 'Try it' }] },
]

/** As it is stated: the share of B by a hash of the experiment and the person. */
function armBy(experimentId: number, telegramId: number, percentB: number): 'A' | 'B' {
  const hash = createHash('md5').update(`${experimentId}:${telegramId}`).digest('hex').slice(0, 8)
  return Number.parseInt(hash, 16) % 100 < percentB ? 'B' : 'A'
}

const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('come' as const), who: fc.nat(19), isEnglish: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('start' as const),
      what: fc.nat(2),
      percentB: fc.integer({ min: 1, max: 99 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('stop' as const, 'enough', 'end'), what: fc.nat(2) }) },
)

interface Running {
  id: number
  percentB: number
  value: ArmValue
  isEnough: boolean
}

const stopAll = () =>
  own.database.sql`update experiments set state = 'stopped', enough_at = null, ended_at = now() where state = 'running'`

/** Starts one that nothing stands in the way of; returns its id. */
async function started(value: ArmValue, percentB = 50): Promise<number> {
  const id = await createDraft(own.database.sql, { title: 'x', value, percentB, peoplePerArm: 30, mostDays: 9 })
  await startExperiment(own.database.sql, id, value)
  return id
}

let lastPerson = 0

test('in any order of arrivals, starts and ends a person gets the arms of what runs when they come first, and keeps them', async () => {
  const { sql } = own.database
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40, size: 'max' }), async (acts) => {
      await stopAll()
      const base = (lastPerson += 20)
      const running = new Map<string, Running>()
      const expected = new Map<number, Map<number, 'A' | 'B'>>()
      for (const each of acts) {
        if (each.do === 'come') {
          const telegramId = base + each.who + 1
          await register(sql, { telegramId, firstName: 'Ann', languageCode: each.isEnglish ? 'en' : 'ru' })
          if (expected.has(telegramId)) continue
          const takingIn = [...running.values()].filter(
            ({ value, isEnough }) => !isEnough && (value.subject !== 'offer_text' || each.isEnglish),
          )
          expected.set(telegramId, new Map(takingIn.map(({ id, percentB }) => [id, armBy(id, telegramId, percentB)])))
          continue
        }
        const value = values[each.what]!
        const present = running.get(value.subject)
        if (each.do === 'start') {
          const { percentB } = each
          const id = await createDraft(sql, { title: 'x', value, percentB, peoplePerArm: 30, mostDays: 9 })
          const started = await sql.transaction(async (sql) => {
            if (!(await mayStart(sql, value.subject))) return false
            await startExperiment(sql, id, value)
            return true
          })
          expect(started).toBe(!present)
          if (started) running.set(value.subject, { id, percentB, value, isEnough: false })
        } else if (present && each.do === 'enough') {
          await sql`update experiments set enough_at = coalesce(enough_at, now()) where id = ${present.id}`
          present.isEnough = true
        } else if (present && present.isEnough === (each.do === 'end')) {
          await (each.do === 'end' ? endExperiment(sql, present.id, true) : stopExperiment(sql, present.id))
          running.delete(value.subject)
        }
      }
      for (const [telegramId, arms] of expected) {
        const given = await armsOf(sql, telegramId)
        expect(new Map(given.map(({ id, arm }) => [id, arm]))).toEqual(arms)
      }
    }),
    { numRuns: 40, endOnFailure: true },
  )
})

test.for([1, 10, 50, 90])(
  'of four thousand new people %i in a hundred are in arm B, as far as chance goes',
  async (percentB) => {
    const { sql } = own.database
    await stopAll()
    const people = 4_000
    const id = await started(values[0]!, percentB)
    await sql`
    insert into users (telegram_id, first_name, language)
    select 1000000 * ${percentB}::bigint + n, '', 'en' from generate_series(1, ${people}::integer) n`
    const [counted] = await sql<{ all: number; inB: number }>`
    select count(*) as all, count(*) filter (where arm = 'B') as in_b from experiment_arms where experiment_id = ${id}`
    const sigma = Math.sqrt(people * (percentB / 100) * (1 - percentB / 100))
    expect(counted!.all).toBe(people)
    expect(Math.abs(counted!.inB - (people * percentB) / 100)).toBeLessThan(4 * sigma)
  },
)

test('arms of two experiments do not depend on each other', async () => {
  const { sql } = own.database
  await stopAll()
  const ids = [await started(values[0]!), await started(values[1]!)]
  await sql`
    insert into users (telegram_id, first_name, language)
    select 500000000 + n, '', 'en' from generate_series(1, 4000) n`
  const [counted] = await sql<{ both: number }>`
    select count(*) as both from experiment_arms one join experiment_arms other using (user_id)
    where one.experiment_id = ${ids[0]} and other.experiment_id = ${ids[1]} and one.arm = 'B' and other.arm = 'B'`
  expect(Math.abs(counted!.both - 1_000)).toBeLessThan(4 * Math.sqrt(4_000 * 0.25 * 0.75))
})

test('a person who was there before the start gets no arm, however often they come', async () => {
  const { sql } = own.database
  const telegramId = 900_000_001
  await stopAll()
  await register(sql, { telegramId, firstName: 'Ann', languageCode: 'en' })
  await started(values[0]!)
  for (const firstName of ['Ann', 'Anna', 'Hanna']) await register(sql, { telegramId, firstName })
  expect(await armsOf(sql, telegramId)).toEqual([])
})

test('nobody new takes part once the days of the stop rule are over', async () => {
  const { sql } = own.database
  await stopAll()
  const id = await started(values[0]!)
  await sql`update experiments set started_at = now() - interval '9 days' where id = ${id}`
  await register(sql, { telegramId: 900_000_002, firstName: 'Ann' })
  expect(await armsOf(sql, 900_000_002)).toEqual([])
})
