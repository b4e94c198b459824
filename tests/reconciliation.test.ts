import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '#programs/worker/config.ts'
import { reconcilePayments } from '#modules/payments/tasks/reconcile-payments.ts'
import { sendRefunds } from '#modules/payments/tasks/send-refunds.ts'
import { createLog } from '#platform/runtime/log.ts'
import type { StarTransaction } from 'grammy/types'
import { Api } from 'grammy'
import { booksOf } from './world/books.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { usualSettings } from './world/usual-settings.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
let owner: Person
beforeAll(async () => {
  world = await createWorld({ ADMIN_IDS: '7000001' })
  owner = await world.person()
  await owner.say('/start')
  await owner.hears('Помогатор')
})
afterEach(() => world.sandbox.control('DELETE', '/trouble'))
afterAll(() => world.end())

const api = () => new Api(world.environment['BOT_TOKEN']!, { apiRoot: world.environment['TELEGRAM_API_ROOT']! })
const tools = (telegram: Api) => ({
  sql: world.sql,
  config: readConfig(world.environment),
  settings: usualSettings,
  telegram,
  log: createLog('task', { level: 'silent' }),
})

/** Compares with this list in place of the sandbox's. */
async function compareWith(transactions: StarTransaction[]): Promise<void> {
  const telegram = api()
  telegram.config.use(async (call, method, payload, signal) => {
    if (method !== 'getStarTransactions') return call(method, payload, signal)
    const { offset = 0, limit = 100 } = payload as { offset?: number; limit?: number }
    return { ok: true, result: { transactions: transactions.slice(offset, offset + limit) } as never }
  })
  await reconcilePayments(tools(telegram))
  await eventually(async () => expect(await world.sql`select 1 from outbox where state = 'waiting'`).toEqual([]))
}

const user = (id: number, first_name = 'Вера') => ({ id, is_bot: false, first_name })
const longAgo = Date.UTC(2025, 0, 15) / 1000
function paid(id: string, payer: number, payload: string, amount: number, more: object = {}): StarTransaction {
  const source = {
    type: 'user',
    transaction_type: 'invoice_payment',
    user: user(payer),
    invoice_payload: payload,
    ...more,
  }
  return { id, amount, date: longAgo, source } as StarTransaction
}
function returned(id: string, payer: number, amount: number): StarTransaction {
  const receiver = { type: 'user', transaction_type: 'invoice_payment', user: user(payer) }
  return { id, amount, date: longAgo + 60, receiver } as StarTransaction
}
const forgotten = async (payload: string) => {
  await world.sql`delete from transactions where invoice_payload = ${payload}`
}

describe('a bot that has sold before', () => {
  const history = [
    ...Array.from({ length: 120 }, (_, n) => paid(`old-${n}`, 900_000 + n, `old-shop-${n}`, 50)),
    ...Array.from({ length: 31 }, (_, n) => returned(`old-${n}`, 900_000 + n, 50)),
  ]

  test('leaves its old payments alone, says so once, and finds nothing to complain of ever after', async () => {
    await compareWith(history)
    await owner.hears('В списке Telegram 120 платежей из времени до этого учёта')
    const before = await owner.heard()
    for (let turn = 0; turn < 3; turn += 1) await compareWith(history)
    expect(await owner.heard()).toEqual(before)
    expect(await world.sql`select count(*)::integer as errors from events where level = 'error'`).toEqual([
      { errors: 0 },
    ])
    expect((await world.api.stats({})).month).toMatchObject({ revenueStars: 0, refundsStars: 0, errors: 0 })
    expect(await world.sql`select 1 from transactions`).toEqual([])
  })

  test('hears of each new charge that fits no order once, with all of them named', async () => {
    const charges = Array.from({ length: 60 }, (_, n) => paid(`new-${n}`, owner.id, `another-shop-${n}`, 7))
    const all = [...history, ...charges, returned('who', 5, 9)]
    await compareWith(all)
    const told = (await owner.heard()).filter((text) => /платёж без заказа|возврат неизвестного/.test(text)).join('\n')
    expect(charges.every(({ id }) => told.includes(id))).toBe(true)
    expect(told).toContain('возврат неизвестного платежа: человек 5, 9 ⭐, who')
    const before = await owner.heard()
    await compareWith(all)
    expect(await owner.heard()).toEqual(before)
    expect(await world.sql`select count(*)::integer as n from events where kind = 'payment_difference'`).toEqual([
      { n: 61 },
    ])
    // The list's own dates: nothing of it is today's revenue.
    expect((await world.api.stats({})).month.revenueStars).toBe(0)
  })
})

describe('a database that was restored from a dump', () => {
  test('gets back the payments of orders that it does not know, of people that it does not know, and their renewals', async () => {
    const person = await world.person()
    await world.api.register({ telegramId: person.id, firstName: 'Аня' })
    const pack = await world.api.createPayment({ telegramId: person.id, product: 'pack-50' })
    const year = await world.api.createPayment({ telegramId: person.id, product: 'year' })
    const month = await world.api.createPayment({ telegramId: person.id, product: 'month' })
    const unknown = 800_001
    await world.api.register({ telegramId: unknown, firstName: 'Вера' })
    const theirs = await world.api.createPayment({ telegramId: unknown, product: 'pack-200' })
    for (const { payload } of [pack, year, month, theirs]) await forgotten(payload)
    await world.sql`delete from users where telegram_id = ${unknown}`
    const list = [
      paid('r-pack', person.id, pack.payload, 100),
      paid('r-year', person.id, year.payload, 4400),
      paid('r-month', person.id, month.payload, 400, { subscription_period: 2_592_000 }),
      paid('r-month-2', person.id, month.payload, 400, { subscription_period: 2_592_000 }),
      paid('r-theirs', unknown, theirs.payload, 350),
      paid('r-forged', person.id, pack.payload.replace('c50', 'c5000'), 100),
    ]
    await world.sql`update reconciliation set next_offset = 0`
    await compareWith(list)
    const means = await world.api.getCredits({ telegramId: person.id })
    expect(means.credits).toBe(50)
    expect(Math.round((Date.parse(means.subscription!.endsAt) - Date.now()) / 86_400_000)).toBe(365 + 60)
    expect(await world.api.getCredits({ telegramId: unknown })).toMatchObject({ credits: 200 })
    expect(await world.api.userProfile({ telegramId: unknown })).toMatchObject({ firstName: 'Вера' })
    expect(
      await world.sql`select telegram_payment_charge_id as charge, kind from transactions where telegram_payment_charge_id like 'r-%' order by id`,
    ).toEqual([
      { charge: 'r-pack', kind: 'order' },
      { charge: 'r-year', kind: 'order' },
      { charge: 'r-month', kind: 'order' },
      { charge: 'r-month-2', kind: 'renewal' },
      { charge: 'r-theirs', kind: 'order' },
      { charge: 'r-forged', kind: 'unmatched' },
    ])
    expect((await booksOf(world.sql)).filter(({ fault }) => fault !== 'money that fits no order')).toEqual([])
  })

  test.each(['the same invoice', 'another invoice'])(
    'gives the goods of a lost payment and of the one made in its place by %s, each once',
    async (invoice) => {
      const person = await world.person()
      await world.api.register({ telegramId: person.id, firstName: 'Аня' })
      const lost = await world.api.createPayment({ telegramId: person.id, product: 'pack-50' })
      if (invoice === 'another invoice') await forgotten(lost.payload)
      const again =
        invoice === 'another invoice'
          ? await world.api.createPayment({ telegramId: person.id, product: 'pack-50' })
          : lost
      const second = { telegramPaymentChargeId: `again-${person.id}`, currency: 'XTR', amount: 100 }
      await world.api.completePayment({ telegramId: person.id, invoicePayload: again.payload, ...second })
      const list = [
        paid(`gone-${person.id}`, person.id, lost.payload, 100),
        paid(second.telegramPaymentChargeId, person.id, again.payload, 100),
      ]
      const compared = async () => {
        await world.sql`update reconciliation set next_offset = 0`
        await compareWith(list)
        const { credits } = await world.api.getCredits({ telegramId: person.id })
        const charges = await world.sql`
          select telegram_payment_charge_id as charge, kind, credits_granted as credits from transactions
          where user_id = ${person.id} and paid_at is not null order by 1`
        return { credits, charges }
      }
      const once = {
        credits: 100,
        charges: [
          { charge: `again-${person.id}`, kind: 'order', credits: 50 },
          { charge: `gone-${person.id}`, kind: invoice === 'another invoice' ? 'order' : 'extra', credits: 50 },
        ],
      }
      expect(await compared()).toEqual(once)
      expect(await compared(), 'compared again').toEqual(once)
      await owner.hears(`gone-${person.id}`)
      expect((await booksOf(world.sql)).filter(({ fault }) => fault !== 'money that fits no order')).toEqual([])
    },
  )

  test.each(['the same invoice', 'another invoice'])(
    'lets one of two subscriptions renew when a lost one was bought again by %s',
    async (invoice) => {
      const person = await world.person()
      await world.api.register({ telegramId: person.id, firstName: 'Аня' })
      const lost = await world.api.createPayment({ telegramId: person.id, product: 'month' })
      if (invoice === 'another invoice') await forgotten(lost.payload)
      const again =
        invoice === 'another invoice'
          ? await world.api.createPayment({ telegramId: person.id, product: 'month' })
          : lost
      await world.api.completePayment({
        telegramId: person.id,
        invoicePayload: again.payload,
        currency: 'XTR',
        amount: 400,
        telegramPaymentChargeId: `month-again-${person.id}`,
        recurring: 'first',
      })
      const list = [paid(`month-gone-${person.id}`, person.id, lost.payload, 400, { subscription_period: 2_592_000 })]
      for (let turn = 0; turn < 2; turn += 1) {
        await world.sql`update reconciliation set next_offset = 0`
        await compareWith(list)
        const { subscription } = await world.api.getCredits({ telegramId: person.id })
        expect(Math.round((Date.parse(subscription!.endsAt) - Date.now()) / 86_400_000)).toBe(60)
        expect(
          await world.sql`select charge_id, state, end_cause from renewals where user_id = ${person.id} order by id`,
        ).toEqual([
          { chargeId: `month-again-${person.id}`, state: 'renewing', endCause: null },
          { chargeId: `month-gone-${person.id}`, state: 'ended', endCause: 'doubled' },
        ])
      }
    },
  )

  test('takes a renewal that it hears of before the payment that began it for one subscription', async () => {
    const person = await world.person()
    await world.api.register({ telegramId: person.id, firstName: 'Аня' })
    const { payload } = await world.api.createPayment({ telegramId: person.id, product: 'month' })
    await world.api.completePayment({
      telegramId: person.id,
      invoicePayload: payload,
      currency: 'XTR',
      amount: 400,
      telegramPaymentChargeId: `second-month-${person.id}`,
      recurring: 'renewal',
    })
    await world.sql`update reconciliation set next_offset = 0`
    await compareWith([paid(`first-month-${person.id}`, person.id, payload, 400, { subscription_period: 2_592_000 })])
    expect(await world.sql`select charge_id, state from renewals where user_id = ${person.id}`).toEqual([
      { chargeId: `first-month-${person.id}`, state: 'renewing' },
    ])
    const { subscription } = await world.api.getCredits({ telegramId: person.id })
    expect(Math.round((Date.parse(subscription!.endsAt) - Date.now()) / 86_400_000)).toBe(60)
    expect(subscription).toMatchObject({ autoRenew: true, chargeId: `first-month-${person.id}` })
    await world.api.completePayment({
      telegramId: person.id,
      invoicePayload: payload,
      currency: 'XTR',
      amount: 400,
      telegramPaymentChargeId: `third-month-${person.id}`,
      recurring: 'renewal',
    })
    expect(await world.sql`select charge_id, state from renewals where user_id = ${person.id}`).toEqual([
      { chargeId: `first-month-${person.id}`, state: 'renewing' },
    ])
  })

  test('knows a payment whose order it has lost also when Telegram tells of it', async () => {
    const person = await world.person()
    await person.say('/buy')
    await person.press('50 кредитов · 100 ⭐')
    await eventually(async () => expect((await person.messages()).some(({ invoice }) => invoice)).toBe(true))
    const [order] = await world.sql<{ payload: string }>`
      select invoice_payload as payload from transactions where user_id = ${person.id}`
    await forgotten(order!.payload)
    expect(
      await world.api.completePayment({
        telegramId: person.id,
        invoicePayload: order!.payload,
        currency: 'XTR',
        amount: 100,
        telegramPaymentChargeId: `lost-${person.id}`,
      }),
    ).toMatchObject({ kind: 'order', credits: 50 })
  })
})

describe('refunds that Telegram refuses', () => {
  test('hold up no other, are tried with growing pauses, and end with a word to the owner', async () => {
    const person = await world.person()
    await world.api.register({ telegramId: person.id, firstName: 'Аня' })
    const buy = async (charge: string) => {
      const { payload } = await world.api.createPayment({ telegramId: person.id, product: 'pack-50' })
      await world.api.completePayment({
        telegramId: person.id,
        invoicePayload: payload,
        currency: 'XTR',
        amount: 100,
        telegramPaymentChargeId: charge,
      })
      await world.api.refundPayment({ telegramPaymentChargeId: charge, by: null, reason: 'test' })
    }
    // Telegram knows none of these charges, and more of them wait than are tried at once.
    for (let n = 0; n < 55; n += 1) await buy(`hopeless-${n}`)
    await buy('good')
    const telegram = api()
    const asked: string[] = []
    telegram.config.use(async (call, method, payload, signal) => {
      const { telegram_payment_charge_id: charge } = payload as { telegram_payment_charge_id?: string }
      if (method === 'refundStarPayment') asked.push(charge!)
      return charge === 'good' ? { ok: true, result: true as never } : call(method, payload, signal)
    })
    for (let turn = 0; turn < 2; turn += 1) await sendRefunds(tools(telegram))
    expect(asked).toContain('good')
    expect(await world.sql`select status from transactions where telegram_payment_charge_id = 'good'`).toEqual([
      { status: 'refunded' },
    ])
    for (let turn = 0; turn < 3; turn += 1) await sendRefunds(tools(telegram))
    expect(asked.filter((charge) => charge === 'hopeless-0')).toHaveLength(2)
    await world.sql`update transactions set refund_attempts = 19, refund_try_at = now() where telegram_payment_charge_id = 'hopeless-0'`
    await sendRefunds(tools(telegram))
    await owner.hears(`Telegram не возвращает 100 ⭐ человеку ${person.id}`)
    await sendRefunds(tools(telegram))
    expect(asked.filter((charge) => charge === 'hopeless-0')).toHaveLength(3)
    await world.api.refundPayment({ telegramPaymentChargeId: 'hopeless-0', by: null, reason: 'again' })
    await sendRefunds(tools(telegram))
    expect(asked.filter((charge) => charge === 'hopeless-0')).toHaveLength(4)
  })

  test('an update about a subscription that is not ours is finished at its first try', async () => {
    const person = await world.person()
    await person.say('/start')
    await person.hears('Помогатор')
    const update = {
      update_id: 990_000_001,
      subscription: { user: user(person.id, 'Аня'), invoice_payload: 'nobody', state: 'canceled' },
    }
    const answer = await fetch(`${world.backend().url}/telegram/webhook`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-telegram-bot-api-secret-token': world.environment['WEBHOOK_SECRET']!,
      },
      body: JSON.stringify(update),
    })
    expect(answer.status).toBe(200)
    await eventually(async () => expect(await world.sql`select 1 from inbox`).toEqual([]))
    expect(await world.sql`select 1 from dead_updates`).toEqual([])
    expect(await world.sql`select 1 from events where kind = 'bot_exception' and user_id = ${person.id}`).toEqual([])
  })
})
