import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest'
import { moveBack } from '#platform/database/move-back.ts'
import { delta, finish, stream, TestServer } from '#platform/models/testing-server.ts'
import { noUsage } from '#platform/models/usage.ts'
import { type Catalog, readCatalog } from '#modules/catalog/catalog.ts'
import { type DayLine, dayLines, shareLines } from '#modules/owner/daily-figures.ts'
import { costsOf, recordCosts } from '#modules/costs/record-costs.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { runTask } from './world/run-task.ts'
import { day, letTimePass } from './world/time.ts'
import { createWorld, type World } from './world/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'margin-'))
const shipped = JSON.parse(readFileSync('catalog.json', 'utf8')) as Catalog
const model = new TestServer()
let world: World
let owner: Person
beforeAll(() => model.start())
afterAll(() => {
  model.stop()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  writeCatalog(100_000)
  world = await createWorld({ withoutBot: true, ADMIN_IDS: '7000001', CATALOG_FILE: join(folder, 'catalog.json') })
  await restartBackend()
  owner = await world.person({ first_name: 'Олег' })
  const usage = { prompt_tokens: 10_000, completion_tokens: 0 }
  model.clear(stream(delta('Да.'), finish('stop'), { choices: [], usage }, '[DONE]'))
})
afterEach(() => world.end())

/** All models take this for a million tokens of input, and nothing for the output. */
function writeCatalog(input: number): void {
  const models = shipped.models.map((entry) => ({
    ...entry,
    prices: [{ from: '2026-01-01', input, cachedInput: 0, output: 0 }],
  }))
  writeFileSync(join(folder, 'catalog.json'), JSON.stringify({ ...shipped, models }))
}

async function restartBackend(): Promise<void> {
  await world.stopBackend()
  world.environment['OPENAI_BASE_URL'] = model.address()
  await world.startBackend()
}

let lastId = 100
/** Buys by the API, as the bot does. */
async function buyer(productId: 'pack-50' | 'month'): Promise<{ telegramId: number; chargeId: string }> {
  const telegramId = 5_000_000 + (lastId += 1)
  const chargeId = `charge-${telegramId}`
  await world.api.register({ telegramId, firstName: 'Аня', languageCode: 'ru' })
  const { payload, amount, currency } = await world.api.createPayment({ telegramId, product: productId })
  await world.api.completePayment({
    telegramId,
    invoicePayload: payload,
    currency,
    amount,
    telegramPaymentChargeId: chargeId,
    recurring: productId === 'month' ? 'first' : null,
  })
  return { telegramId, chargeId }
}

async function ask(telegramId: number, modelId = 'standard'): Promise<void> {
  const updateId = (lastId += 1)
  const events = world.api.streamAnswer(
    { telegramId, chatId: telegramId, messageId: 1, updateId, text: 'Можно?', model: modelId },
    { signal: new AbortController().signal, updateId },
  )
  for await (const _ of events);
}

test('the figures of each day, counted by the worker, are those of the raw tables, also after a refund and when counted again', async () => {
  const { telegramId, chargeId } = await buyer('pack-50')
  const { telegramId: subscriber } = await buyer('month')
  await ask(telegramId)
  await ask(subscriber, 'expert')
  for (const id of [telegramId, subscriber]) await letTimePass(world.sql, id, 3 * day)
  await moveBack(world.sql, { table: 'messages_log', moments: ['asked_at'] }, 3 * day)
  await moveBack(world.sql, { table: 'costs', dates: ['day'] }, 3 * day)
  await ask(telegramId)
  const other = await buyer('pack-50')
  await ask(other.telegramId)
  const compare = async () => {
    const { total, days, models, plans } = await world.api.margin({ days: 30 })
    const lines = (await dayLines(world.sql, 30)).filter(({ revenue, cost, answers }) => revenue || cost || answers)
    expect(lines.map(({ day, revenue, cost, answers }) => ({ day, revenue, cost, answers }))).toEqual(
      // The present day of a plan earns more with every second.
      days.map((line, index) =>
        index < days.length - 1 ? line : { ...line, revenue: expect.closeTo(line.revenue, -4) },
      ),
    )
    const shares = await shareLines(world.sql, 30)
    for (const [by, expected] of [
      ['plan', plans.map(({ plan, ...line }) => ({ name: plan, ...line }))],
      ['model', models.map(({ model, ...line }) => ({ name: model ?? '-', ...line }))],
    ] as const) {
      const counted = shares.filter((share) => share.by === by)
      expect(counted.map(({ name }) => name).toSorted()).toEqual(expected.map(({ name }) => name).toSorted())
      for (const figure of ['cost', 'answers'] as const)
        expect(counted.reduce((sum, share) => sum + share[figure], 0)).toBe(total[figure])
    }
    const { month } = await world.api.stats({})
    const sum = (figure: keyof Omit<DayLine, 'day'>) => lines.reduce((all, line) => all + line[figure], 0)
    expect({ users: sum('users'), revenueStars: sum('revenueStars'), failed: sum('failed') }).toEqual({
      users: month.users,
      revenueStars: month.revenueStars,
      failed: month.failed,
    })
  }
  await runTask(world, 'count-days')
  await compare()
  expect((await dayLines(world.sql, 30)).filter(({ answers }) => answers > 0)).toHaveLength(2)
  await runTask(world, 'count-days')
  await compare()
  await world.api.refundPayment({ telegramPaymentChargeId: chargeId, reason: 'test' })
  await runTask(world, 'count-month')
  await compare()
})

/** What a credit of the pack of 50 for 100 Stars brings, at $0.013 a Star. */
const perCredit = 26_000

test('a price that changes in the middle of a day counts from there on, and what was counted before stays', async () => {
  const { telegramId } = await buyer('pack-50')
  await ask(telegramId)
  writeCatalog(300_000)
  await restartBackend()
  await ask(telegramId)
  await ask(telegramId)
  const { total, days, models } = await world.api.margin({ days: 1 })
  expect(total).toEqual({ revenue: 3 * perCredit, cost: 1000 + 3000 + 3000, answers: 3 })
  expect(days).toMatchObject([{ cost: 7000, revenue: 3 * perCredit }])
  expect(models).toMatchObject([{ model: 'standard', cost: 7000 }])
  expect((await world.api.stats({})).today).toMatchObject({
    revenueMicroDollars: 3 * perCredit,
    costMicroDollars: 7000,
  })
})

test('a credit that was given away earns nothing, and a dear model is shown with what it costs', async () => {
  const { telegramId } = await buyer('pack-50')
  await world.api.updateCredits({ telegramId, delta: 50, reason: 'gift', idempotencyKey: 'gift' })
  await ask(telegramId)
  await ask(telegramId, 'expert')
  const { models, plans } = await world.api.margin({})
  expect(models.toSorted((a, b) => a.answers - b.answers || a.revenue - b.revenue)).toEqual([
    { model: 'standard', revenue: perCredit / 2, cost: 1000, answers: 1 },
    { model: 'expert', revenue: (10 * perCredit) / 2, cost: 1000, answers: 1 },
  ])
  expect(plans).toEqual([{ plan: 'credits', revenue: (11 * perCredit) / 2, cost: 2000, answers: 2 }])
})

test('a refunded payment is no revenue, and its person is among those who cost more than they brought', async () => {
  const { telegramId, chargeId } = await buyer('pack-50')
  await ask(telegramId)
  await world.api.refundPayment({ telegramPaymentChargeId: chargeId, by: owner.id, reason: 'test' })
  const { total, people } = await world.api.margin({})
  expect(total).toMatchObject({ revenue: 0, cost: 1000 })
  expect(people).toEqual([{ telegramId, revenue: 0, cost: 1000, answers: 1 }])
})

test('a plan earns by the days that have passed, split over the models that answered', async () => {
  const { telegramId } = await buyer('month')
  await letTimePass(world.sql, telegramId, 3 * day)
  await ask(telegramId)
  const { plans, total } = await world.api.margin({})
  const perDay = (400 * 13_000) / 30
  expect(plans).toMatchObject([{ plan: 'month', cost: 1000, answers: 1 }])
  const paid = await world.sql<{ days: number }>`
    select (extract(epoch from now() - starts_at) / 86400)::float8 as days from subscriptions where user_id = ${telegramId}`
  expect(total.revenue).toBeGreaterThanOrEqual(3 * perDay)
  expect(total.revenue).toBeLessThanOrEqual(Math.ceil(paid[0]!.days * perDay))
  const { models } = await world.api.margin({ days: 1 })
  expect(models).toMatchObject([{ model: 'standard', cost: 1000, answers: 1 }])
  expect(models[0]!.revenue).toBeGreaterThan(0)
})

test('free questions cost and bring nothing', async () => {
  const telegramId = 5_900_000
  await world.api.register({ telegramId, firstName: 'Аня', languageCode: 'ru' })
  await world.api.startTrial({ telegramId })
  await ask(telegramId)
  expect((await world.api.margin({})).plans).toEqual([{ plan: 'trial', revenue: 0, cost: 1000, answers: 1 }])
})

test('what an affiliate has kept of a payment is no revenue, as Telegram’s list says', async () => {
  const { telegramId, chargeId } = await buyer('pack-50')
  await ask(telegramId)
  const { invoicePayload } = (
    await world.sql<{ invoicePayload: string }>`select invoice_payload from transactions where user_id = ${telegramId}`
  )[0]!
  const user = { id: telegramId, is_bot: false, first_name: 'Аня' }
  const affiliate = { commission_per_mille: 105, amount: 10, nanostar_amount: 500_000_000 }
  const source = { type: 'user', transaction_type: 'invoice_payment', user, affiliate, invoice_payload: invoicePayload }
  const transactions = [{ id: chargeId, amount: 100, date: 1_790_000_000, source }]
  const telegram = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: true, result: { transactions } })),
  )
  await new Promise<void>((resolve) => telegram.listen(0, '127.0.0.1', resolve))
  const root = `http://127.0.0.1:${(telegram.address() as AddressInfo).port}`
  Object.assign(world.environment, { TELEGRAM_API_ROOT: root })
  await runTask(world, 'reconcile-payments')
  telegram.close()
  expect((await world.api.margin({})).total).toMatchObject({ revenue: Math.round(perCredit * 0.895) })
})

test('what providers were paid for is told by kind, and the kinds add up to the whole cost', async () => {
  const { telegramId } = await buyer('pack-50')
  await ask(telegramId)
  const used = { usage: noUsage, ms: 1, outcome: 'answered' as const, model: 'm' }
  const catalog = readCatalog(join(folder, 'catalog.json'))
  const priced = { from: '2026-01-01', input: 1_000_000, cachedInput: 0, output: 0, perSearch: 10_000 }
  const costs = costsOf(
    {
      ...catalog,
      models: catalog.models.map((model) => ({ ...model, prices: [priced] })),
      transcription: catalog.transcription.slice(0, 1),
    },
    [
      { ...used, provider: 'speech', usage: { ...noUsage, audioSeconds: 90 } },
      { ...used, provider: 'standard', usage: { ...noUsage, inputTokens: 70, searches: 2 } },
    ],
    new Date(),
  )
  const work = { userId: telegramId, kind: 'test', id: 1, attempt: 1, source: 'credits' }
  await recordCosts(world.sql, work, { costs, ends: true })
  const { kinds, total } = await world.api.margin({})
  expect(kinds).toEqual([
    { kind: 'tokens', cost: 1000 + 70, amount: expect.any(Number) as number },
    { kind: 'speech', cost: 6750, amount: 90 },
    { kind: 'searches', cost: 20_000, amount: 2 },
  ])
  expect(kinds.reduce((sum, { cost }) => sum + cost, 0)).toBe(total.cost)
})

test('the figures for Prometheus have what was earned today and how far a budget is used', async () => {
  const file = join(folder, 'catalog.json')
  const { money, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as Catalog
  const budgets = { day: { microDollars: 4_000_000, whenUsedUp: 'stop' } }
  writeFileSync(file, JSON.stringify({ ...rest, money: { ...money, budgets } }))
  await restartBackend()
  const { telegramId } = await buyer('pack-50')
  await ask(telegramId)
  const text = await (await fetch(`${world.backend().url}/metrics`)).text()
  const figures = text.split('\n').filter((line) => /^pomogator_(revenue|cost|budget)_dollars/.test(line))
  expect(figures.toSorted()).toEqual([
    'pomogator_budget_dollars{budget="day",what="limit"} 4',
    'pomogator_budget_dollars{budget="day",what="reserved"} 0',
    'pomogator_budget_dollars{budget="day",what="spent"} 0.001',
    'pomogator_cost_dollars_today{by="kind",name="tokens"} 0.001',
    'pomogator_cost_dollars_today{by="model",name="standard"} 0.001',
    'pomogator_cost_dollars_today{by="plan",name="credits"} 0.001',
    'pomogator_cost_dollars_today{by="total",name=""} 0.001',
    'pomogator_revenue_dollars_today{by="model",name="standard"} 0.026',
    'pomogator_revenue_dollars_today{by="plan",name="credits"} 0.026',
    'pomogator_revenue_dollars_today{by="total",name=""} 0.026',
  ])
})

test('the owner sees what was earned in /stats', async () => {
  await world.startBot()
  const { telegramId } = await buyer('pack-50')
  await ask(telegramId)
  await owner.say('/start')
  await owner.say('/stats')
  await eventually(async () => {
    const text = (await owner.hears('Сегодня')).text!
    expect(text).toContain('Доход 0,026 $, модели 0,001 $, остаётся 0,025 $')
    expect(text).toContain('standard: 1 · Доход 0,026 $')
    expect(text).toContain('credits: 1 · Доход 0,026 $')
  })
})
