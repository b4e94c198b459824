import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from '#platform/database/migrate.ts'
import { asProgram } from '#platform/database/program-role.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { createLog } from '#platform/runtime/log.ts'
import { tables } from '#modules/modules.ts'
import { booksOf } from './world/books.ts'
import { day, letTimePass } from './world/time.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ withoutBot: true })
})
afterEach(() => world.sandbox.control('DELETE', '/trouble'))
afterAll(() => world.end())

let lastId = 5_000_000
let lastUpdate = 1
const perDay = 30
const question = (id: number, text: string, model: string) => ({
  telegramId: id,
  chatId: id,
  messageId: (lastUpdate += 1),
  updateId: lastUpdate,
  text,
  model,
})
const meansOf = async (id: number) => world.api.getCredits({ telegramId: id })
const todayOf = async (id: number) => (await meansOf(id)).subscription

async function buysMonth(id: number): Promise<void> {
  const { payload, currency, amount } = await world.api.createPayment({ telegramId: id, product: 'month' })
  await world.api.completePayment({
    telegramId: id,
    invoicePayload: payload,
    currency,
    amount,
    telegramPaymentChargeId: `month-of-${id}-${(lastUpdate += 1)}`,
    recurring: 'first',
  })
}

async function subscriber(credits = 0): Promise<number> {
  const id = (lastId += 1)
  await world.api.register({ telegramId: id, firstName: 'Аня', languageCode: 'ru' })
  await buysMonth(id)
  if (credits > 0)
    await world.api.updateCredits({ telegramId: id, delta: credits, reason: 'test', idempotencyKey: `${id}` })
  return id
}

describe('a subscription pays from a daily allowance', () => {
  test('of which each model takes its price, and what is left is said', async () => {
    const id = await subscriber()
    const { plans } = await world.api.offers({ telegramId: id })
    expect(plans[0]).toMatchObject({ id: 'month', creditsPerDay: perDay, questionsPerDay: perDay })
    expect(await world.api.processMessage(question(id, '1 + 1', 'standard'))).toMatchObject({
      charged: { purse: 'subscription', price: 1 },
      left: { subscription: { counts: 'credits', creditsToday: 1, creditsPerDay: perDay, questionsPerDay: null } },
    })
    expect(await world.api.processMessage(question(id, '1 + 2', 'expert'))).toMatchObject({
      charged: { purse: 'subscription', price: 10 },
      left: { credits: 0, subscription: { creditsToday: 11, questionsToday: 2 } },
    })
    expect(await booksOf(world.sql)).toEqual([])
  })

  test('that is whole again on the next day', async () => {
    const id = await subscriber()
    await world.api.processMessage(question(id, '1 + 1', 'expert'))
    await world.sql`update messages_log set asked_at = asked_at - interval '1 day' where user_id = ${id}`
    expect(await todayOf(id)).toMatchObject({ creditsToday: 0 })
  })

  test('which gets back what a question had reserved that failed', async () => {
    const id = await subscriber()
    await world.sandbox.control('POST', '/trouble/model', { kind: 'error', status: 400, times: 4 })
    await expect(world.api.processMessage(question(id, '1 + 1', 'expert'))).rejects.toMatchObject({
      code: 'answer_failed',
    })
    expect(await todayOf(id)).toMatchObject({ creditsToday: 0 })
    expect(await world.sql`select purse, price, status from messages_log where user_id = ${id}`).toEqual([
      { purse: 'subscription', price: 10, status: 'failed' },
    ])
  })

  test('of which a cheaper model that stood in takes its own price only', async () => {
    const id = await subscriber()
    await world.sandbox.control('POST', '/trouble/model', { kind: 'error', status: 404, times: 1 })
    expect(await world.api.processMessage(question(id, '2 + 2', 'expert'))).toMatchObject({
      fellBack: true,
      charged: { purse: 'subscription', price: 1 },
      left: { subscription: { creditsToday: 1 } },
    })
    expect(await todayOf(id)).toMatchObject({ creditsToday: 1 })
  })

  test('and what it cannot pay is paid by credits, or a cheaper model is offered that it can', async () => {
    const id = await subscriber(10)
    for (const n of [1, 2]) await world.api.processMessage(question(id, `${n} + 1`, 'expert'))
    await world.api.processMessage(question(id, '3 + 1', 'standard'))
    expect(await world.api.processMessage(question(id, '4 + 1', 'expert'))).toMatchObject({
      charged: { purse: 'credits', price: 10 },
      left: { credits: 0, subscription: { creditsToday: 21 } },
    })
    const asked = question(id, '5 + 1', 'expert')
    await expect(world.api.processMessage(asked)).rejects.toMatchObject({
      code: 'no_access',
      details: { reason: 'daily_limit' },
    })
    for await (const event of world.api.streamAnswer(question(id, '5 + 2', 'expert')))
      expect(event).toMatchObject({
        type: 'refused',
        reason: 'daily_limit',
        alternative: { model: 'standard', price: { purse: 'subscription', price: 1 } },
      })
  })

  test('which many questions at once never exceed', async () => {
    const id = await subscriber(20)
    const asked = await Promise.allSettled(
      Array.from({ length: 12 }, (_, n) => world.api.processMessage(question(id, `${n} + 1`, 'expert'))),
    )
    const paidBy = asked.map((one) => (one.status === 'fulfilled' ? one.value.charged.purse : 'nobody')).toSorted()
    expect(paidBy).toEqual([
      ...Array<string>(2).fill('credits'),
      ...Array<string>(7).fill('nobody'),
      ...Array<string>(3).fill('subscription'),
    ])
    expect(await meansOf(id)).toMatchObject({ credits: 0, subscription: { creditsToday: perDay } })
    expect(await booksOf(world.sql)).toEqual([])
  })
})

describe('a subscription that was bought when questions were counted', () => {
  /** The last migration before there were allowances. */
  const lastOfOld = 16
  const folder = 'src/platform/database/migrations'
  const log = createLog('tests', { level: 'silent' })

  test('keeps its questions to any included model until it ends; what is bought behind it has the allowance', async () => {
    const old = mkdtempSync(join(tmpdir(), 'pomogator-old-'))
    for (const file of readdirSync(folder))
      if (Number(file.slice(0, 4)) <= lastOfOld) copyFileSync(join(folder, file), join(old, file))
    const database = await createTestDatabase()
    const { sql } = database.database
    await sql`drop schema public cascade`
    await sql`create schema public`
    await migrate({ url: database.url, tables: {}, log, directory: old })
    await sql`insert into users (telegram_id, first_name, language) values (7, 'Аня', 'ru')`
    await sql`select add_plan_days(7, 'month', 2 * 86400, 'adjustment', null, 'before', now())`
    await sql`insert into conversations (user_id, chat_id, ended_at) values (7, 7, now())`
    await sql`
      insert into messages_log (user_id, update_id, chat_id, message_id, conversation_id, model, purse, price, status, answered_at)
      select 7, -n, 7, n, id, 'expert', 'subscription', 0, 'answered', now() from conversations, generate_series(1, 98) as n`

    await migrate({ url: database.url, programUrl: asProgram(database.url), tables, log })
    const own = await createWorld({ database: database.url, withoutBot: true })
    const ask = (text: string) => own.api.processMessage(question(7, text, 'expert'))
    expect(await ask('1 + 1')).toMatchObject({
      charged: { purse: 'subscription', price: 0 },
      left: { subscription: { counts: 'questions', questionsToday: 99, questionsPerDay: 100, creditsPerDay: null } },
    })
    await ask('1 + 2')
    await expect(ask('1 + 3')).rejects.toMatchObject({ code: 'no_access', details: { reason: 'daily_limit' } })

    await sql`select add_plan_days(7, 'month', 30 * 86400, 'adjustment', null, 'after', now())`
    await expect(ask('1 + 4'), 'what is bought later changes nothing now').rejects.toMatchObject({
      details: { reason: 'daily_limit' },
    })
    await letTimePass(sql, 7, 2 * day)
    await sql`update messages_log set asked_at = asked_at - interval '2 days'`
    expect(await ask('1 + 5')).toMatchObject({
      charged: { purse: 'subscription', price: 10 },
      left: { subscription: { counts: 'credits', creditsToday: 10, creditsPerDay: perDay } },
    })
    await own.end()
    await database.drop()
    rmSync(old, { recursive: true })
  })
})
