import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { booksOf } from '#tests/world/books.ts'
import { brokenRules, brokenRulesOfGrowth } from '#tests/money/rules.ts'
import { connect } from '#platform/database/connect.ts'
import { asProgram } from '#platform/database/program-role.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import type { Database } from '#platform/database/sql.ts'
import { readCatalog } from '#modules/catalog/catalog.ts'
import { campaignFigures } from '#modules/campaigns/figures.ts'
import { marginOf } from '#modules/costs/margin.ts'
import { figuresOf } from '#modules/experiments/count-figures.ts'
import { listExperiments } from '#modules/experiments/experiments.ts'
import { listBroadcasts } from '#modules/broadcasts/broadcasts.ts'
import { promoFigures } from '#modules/promo-codes/figures.ts'
import { winBackFigures } from '#modules/win-back/figures.ts'
import { dayLines, shareLines } from '#modules/owner/daily-figures.ts'
import { demoPeople } from './business.ts'
import { fillDemo, hasDemo, type Filled } from './fill.ts'

const catalog = readCatalog('catalog.json')
const around = { catalog, trialMessages: 10, now: new Date() }

let made: Awaited<ReturnType<typeof createTestDatabase>>
let program: Database
let filled: Filled
beforeAll(async () => {
  made = await createTestDatabase()
  // As the programs do: what they may not write, the demo data may not either.
  program = connect({ url: asProgram(made.url), applicationName: 'tests' })
  expect(await hasDemo(program.sql)).toBe(false)
  filled = await fillDemo(program.sql, 1, around)
}, 120_000)
afterAll(async () => {
  await program?.close()
  await made?.drop()
})

test('the same seed makes the same business, another seed another one', () => {
  const all = (seed: number) => JSON.stringify([...demoPeople(seed, around)])
  expect(all(1)).toBe(all(1))
  expect(all(2)).not.toBe(all(1))
})

describe('after demo data', () => {
  test('no rule of money is broken and the books agree', async () => {
    const people = await made.database.sql<{ id: number }>`select telegram_id as id from users`
    expect(people).toHaveLength(filled.people)
    expect(await brokenRules(made.database.sql, [0, ...people.map(({ id }) => id)])).toEqual([])
    const ids = people.map(({ id }) => id)
    const names = ['DEMO_START', 'DEMO_FRIENDS']
    expect(await brokenRulesOfGrowth(made.database.sql, { people: ids, names, usualTrial: 10 })).toEqual([])
    expect(await booksOf(made.database.sql)).toEqual([])
  })

  test('every day has figures, and every kind of line that the cabinet draws is there', async () => {
    const lines = await dayLines(program.sql, 90)
    const past = lines.slice(1, -1)
    expect(past.filter(({ users, answers, cost }) => users === 0 || answers === 0 || cost === 0)).toEqual([])
    expect(past.some(({ refundsStars }) => refundsStars > 0)).toBe(true)
    const shares = await shareLines(program.sql, 30)
    expect(new Set(shares.filter(({ by }) => by === 'plan').map(({ name }) => name))).toEqual(
      new Set(['trial', 'credits', ...catalog.plans.map(({ id }) => id)]),
    )
    const campaigns = await campaignFigures(program.sql, catalog)
    expect(campaigns.map(({ starts, payers }) => starts > 0 && payers > 0)).toEqual([true, true, true])
  })

  test('an experiment that has ended has people, money and a verdict in both arms', async () => {
    const [experiment] = await listExperiments(program.sql)
    const [a, b] = (await figuresOf(program.sql, [experiment!.id])).get(experiment!.id)!
    expect([experiment!.state, a!.payers > 0, b!.payers > 0]).toEqual(['ended', true, true])
    expect(Math.min(a!.people, b!.people)).toBeGreaterThanOrEqual(experiment!.peoplePerArm)
  })

  test('promo codes, broadcasts and reminders have figures', async () => {
    const promos = await promoFigures(program.sql)
    expect(promos.map(({ name, state, uses }) => [name, state, uses > 5])).toEqual([
      ['DEMO_FRIENDS', 'active', true],
      ['DEMO_START', 'ended', true],
    ])
    expect(promos[1]!.buyers).toBeGreaterThan(0)
    const [draft, sent] = await listBroadcasts(program.sql)
    expect([draft!.state, sent!.state, sent!.refusedNews > 0]).toEqual(['draft', 'sent', true])
    const { figures } = sent!
    expect(figures.sent > figures.blocked && figures.blocked > figures.failed && figures.failed > 0).toBe(true)
    const [trial] = await winBackFigures(program.sql)
    expect(trial!.rule).toBe('trial_used_up')
    expect(trial!.reminded.people).toBeGreaterThan(trial!.heldOut.people)
    expect(Math.min(trial!.reminded.payers, trial!.heldOut.people)).toBeGreaterThan(0)
  })

  test('there are pictures, searches, assistants, gifts and questions by the clock', async () => {
    const { sql } = made.database
    const states = await sql<{ what: string }>`
      select 'picture ' || status as what from images
      union select 'gift ' || state from gifts
      union select 'schedule ' || state from schedules
      union select 'run ' || state from schedule_runs
      union select case when assistant like 'own%' then 'own assistant' else 'assistant' end from messages_log where assistant is not null
      union select 'search' from messages_log where searches > 0 and status = 'answered'
      order by what`
    // What is paused never comes due: Telegram does not know these people.
    expect(states.map(({ what }) => what)).toEqual([
      'assistant',
      'gift claimed',
      'gift open',
      'gift returned',
      'gift void',
      'own assistant',
      'picture released',
      'picture sent',
      'run asked',
      'schedule paused',
      'search',
    ])
  })

  test('what was found and drawn has cost something, and stands apart in the figures', async () => {
    const { sql } = made.database
    const { kinds } = await marginOf(program.sql, catalog, 90)
    expect(kinds.map(({ kind }) => kind)).toEqual(['tokens', 'pictures', 'searches'])
    const differing = await sql`
      select m.user_id, m.id from messages_log m left join (
        select work_id, sum(searches) as searches from costs where work_kind = 'question' group by 1) c on c.work_id = m.id
      where m.searches <> coalesce(c.searches, 0)
      union all select user_id, id from images i
      where (status = 'sent') <> exists (select from costs where work_kind = 'image' and work_id = i.id and pictures = 1)`
    expect(differing).toEqual([])
  })

  test('fewer people come back the longer ago they came', async () => {
    const [kept] = await made.database.sql<{ first: number; second: number; fifth: number }>`
      select count(distinct user_id) filter (where week = 0) as first, count(distinct user_id) filter (where week = 1) as second,
        count(distinct user_id) filter (where week = 4) as fifth
      from (select user_id, extract(epoch from asked_at - created_at)::integer / 604800 as week from messages_log
        join users on telegram_id = user_id where created_at < now() - interval '36 days') as weeks`
    expect(kept!.first).toBeGreaterThan(kept!.second * 1.5)
    expect(kept!.second).toBeGreaterThan(kept!.fifth)
    expect(kept!.fifth).toBeGreaterThan(10)
  })

  test('a second time adds nothing, at any moment', async () => {
    const nothing = { people: 0, questions: 0, payments: 0 }
    expect(await fillDemo(program.sql, 1, around)).toEqual(nothing)
    for (const hours of [1, 30]) {
      const now = new Date(around.now.getTime() + hours * 3_600_000)
      expect(await fillDemo(program.sql, 1, { ...around, now })).toEqual(nothing)
    }
    expect(await made.database.sql`select from users`).toHaveLength(filled.people)
    expect(await hasDemo(program.sql)).toBe(true)
    expect(await listBroadcasts(program.sql)).toHaveLength(2)
  })
})
