import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { settled } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.end())

const means = (person: Person) => world.api.getCredits({ telegramId: person.id })
const control = (path: string, body: unknown) => world.sandbox.control('POST', path, body)

async function shopper(): Promise<Person> {
  const person = await world.person()
  await person.say('/buy')
  await person.hears('Оплата звёздами')
  return person
}
async function buys(person: Person, product: string) {
  await person.press(product)
  return person.pay()
}
const receipt = (telegramId: number, payload: string, amount: number, chargeId: string) => ({
  telegramId: telegramId,
  invoicePayload: payload,
  currency: 'XTR',
  amount,
  telegramPaymentChargeId: chargeId,
})
async function stranger(): Promise<number> {
  const person = await world.person()
  await world.api.register({ telegramId: person.id, firstName: 'Ann', languageCode: 'en' })
  return person.id
}
async function expectAgreement() {
  const wrong = await world.sql`
    select telegram_id from users u where credits <> (select coalesce(sum(delta), 0) from credit_entries where user_id = u.telegram_id)
    union all
    select user_id from transactions t where kind <> 'unmatched' and status = 'paid' and credits_granted <>
      (select coalesce(sum(delta), 0) from credit_entries where user_id = t.user_id and transaction_id = t.id and kind = 'purchase')`
  expect(wrong).toEqual([])
}

describe('a pack', () => {
  test('is bought from the menu, paid in Stars, and spent', async () => {
    const person = await shopper()
    expect(await buys(person, '50 кредитов · 100 ⭐')).toMatchObject({ paid: true })
    await person.hears('Оплата получена: плюс 50 кредитов. Теперь у вас 50 кредитов.')
    await person.say('2 + 2')
    await person.hears('2 + 2 = 4')
    await eventually(async () => expect((await means(person)).credits).toBe(49))
    expect(
      await world.sql`select kind, status, product, amount, credits_granted from transactions where user_id = ${person.id}`,
    ).toEqual([{ kind: 'order', status: 'paid', product: 'pack-50', amount: 100, creditsGranted: 50 }])
    await expectAgreement()
  })

  test('is paid once: the second tap on the same invoice is refused with a sentence', async () => {
    const person = await shopper()
    await person.press('50 кредитов · 100 ⭐')
    expect(await person.pay()).toMatchObject({ paid: true })
    expect(await person.pay()).toEqual({
      paid: false,
      error: expect.stringMatching(/как раз оплачивается|уже оплачен/),
    })
    await person.hears('плюс 50 кредитов')
    expect(await person.pay()).toEqual({ paid: false, error: 'Этот счёт уже оплачен.' })
    expect((await means(person)).credits).toBe(50)
  })

  test('that could not be approved in time is not paid', async () => {
    const person = await shopper()
    await person.press('50 кредитов · 100 ⭐')
    await eventually(async () =>
      expect(await world.sql`select 1 from transactions where user_id = ${person.id}`).toHaveLength(1),
    )
    await world.sql`update transactions set expires_at = now() - interval '1 minute' where user_id = ${person.id}`
    expect(await person.pay()).toEqual({ paid: false, error: 'Счёт устарел. Выберите покупку в меню ещё раз.' })
    await world.sql`update transactions set expires_at = now() + interval '1 hour', amount = 99 where user_id = ${person.id}`
    expect(await person.pay()).toEqual({ paid: false, error: 'Цена изменилась. Выберите покупку в меню ещё раз.' })
    expect((await means(person)).credits).toBe(0)
  })
})

describe('a payment', () => {
  test('that is told fifty times at once is credited once', async () => {
    const id = await stranger()
    const order = await world.api.createPayment({ telegramId: id, product: 'pack-200' })
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () =>
        world.api.completePayment(receipt(id, order.payload, order.amount, 'charge-storm')),
      ),
    )
    expect(outcomes.filter(({ repeated }) => !repeated)).toHaveLength(1)
    expect(outcomes.every(({ credits, kind }) => credits === 200 && kind === 'order')).toBe(true)
    expect((await world.api.getCredits({ telegramId: id })).credits).toBe(200)
    await expectAgreement()
  })

  test('with another charge for a paid order, or by somebody else, is money too and buys the same for whoever paid', async () => {
    const [owner, friend] = [await stranger(), await stranger()]
    const order = await world.api.createPayment({ telegramId: owner, product: 'pack-50' })
    expect(
      await world.api.checkPayment({
        telegramId: friend,
        invoicePayload: order.payload,
        currency: 'XTR',
        amount: order.amount,
      }),
    ).toEqual({ approved: false, reason: 'not_yours' })
    await world.api.completePayment(receipt(owner, order.payload, order.amount, 'c1'))
    expect(await world.api.completePayment(receipt(owner, order.payload, order.amount, 'c2'))).toMatchObject({
      kind: 'extra',
      credits: 50,
      left: { credits: 100 },
    })
    expect(await world.api.completePayment(receipt(friend, order.payload, order.amount, 'c3'))).toMatchObject({
      kind: 'extra',
      left: { credits: 50 },
    })
    expect(
      await world.sql`select kind, status from transactions where user_id in (${owner}, ${friend}) order by kind`,
    ).toEqual([
      { kind: 'extra', status: 'paid' },
      { kind: 'extra', status: 'paid' },
      { kind: 'order', status: 'paid' },
    ])
    await expectAgreement()
  })

  test('that fits no order is recorded, gives nothing, and the owner can find it', async () => {
    const id = await stranger()
    expect(await world.api.completePayment(receipt(id, 'nobody-knows-this', 77, 'lost'))).toMatchObject({
      kind: 'unmatched',
      credits: 0,
      days: 0,
    })
    const order = await world.api.createPayment({ telegramId: id, product: 'pack-50' })
    expect(await world.api.completePayment(receipt(id, order.payload, 1, 'too-little'))).toMatchObject({
      kind: 'unmatched',
      credits: 0,
    })
    expect(await world.sql`select level from events where user_id = ${id} and kind = 'payment_unmatched'`).toEqual([
      { level: 'error' },
      { level: 'error' },
    ])
    expect(
      await world.sql`select amount, status from transactions where user_id = ${id} and kind = 'unmatched' order by amount`,
    ).toEqual([
      { amount: 1, status: 'paid' },
      { amount: 77, status: 'paid' },
    ])
  })

  test('for something that is no longer sold, or by somebody blocked meanwhile, is not swallowed', async () => {
    const id = await stranger()
    const order = await world.api.createPayment({ telegramId: id, product: 'pack-50' })
    await world.sql`update transactions set product = 'pack-gone', details = details || '{"id": "pack-gone"}' where invoice_payload = ${order.payload}`
    const checkout = { telegramId: id, invoicePayload: order.payload, currency: 'XTR', amount: order.amount }
    expect(await world.api.checkPayment(checkout)).toEqual({ approved: false, reason: 'not_sold' })
    await world.sql`update users set blocked_at = now() where telegram_id = ${id}`
    expect(await world.api.checkPayment(checkout)).toEqual({ approved: false, reason: 'user_blocked' })
    expect(await world.api.completePayment(receipt(id, order.payload, order.amount, 'late'))).toMatchObject({
      kind: 'order',
      credits: 50,
    })
    await expectAgreement()
  })

  test('whose telling was interrupted is told after all, and credited once', async () => {
    const person = await shopper()
    await person.press('50 кредитов · 100 ⭐')
    await control('/trouble/telegram', { method: 'sendMessage', kind: 'error', status: 502, times: 3 })
    expect(await person.pay()).toMatchObject({ paid: true })
    await person.hears('Теперь у вас 50 кредитов')
    expect((await means(person)).credits).toBe(50)
  })

  test('made while the backend is away is credited when it is back', async () => {
    const person = await shopper()
    await person.press('50 кредитов · 100 ⭐')
    const { charge_id: paid } = await person.pay()
    await person.hears('плюс 50 кредитов')
    await settled(world)
    // The same payment once more, as if it had come while nothing could be stored.
    const history = (await world.sandbox.control('GET', '/updates')) as {
      update: { update_id: number; message?: { successful_payment?: { telegram_payment_charge_id: string } } }
    }[]
    const { update_id } = history.find(
      ({ update }) => update.message?.successful_payment?.telegram_payment_charge_id === paid,
    )!.update
    await world.sql`delete from seen_updates where update_id = ${update_id}`
    await world.stopBackend()
    await control('/updates/repeat', { update_id })
    await eventually(async () =>
      expect(await world.sql`select 1 from inbox where update_id = ${update_id}`).toHaveLength(1),
    )
    await world.startBackend()
    await settled(world)
    expect((await means(person)).credits).toBe(50)
  })
})

describe('a subscription', () => {
  test('begins by a link, pays for questions, renews, is cancelled and resumed in the bot, and ends', async () => {
    const person = await shopper()
    await person.press('Месяц · 400 ⭐')
    await person.hears(/Продлевается само, отменить можно в любой день/)
    const { charge_id: first } = await person.pay()
    await person.hears(/Подписка действует до/)
    expect(await means(person)).toMatchObject({
      next: { purse: 'subscription', price: 1 },
      subscription: { plan: 'month', autoRenew: true, chargeId: first },
    })
    await person.say('3 + 3')
    await person.hears('3 + 3 = 6')
    expect((await means(person)).subscription).toMatchObject({ questionsToday: 1 })

    const until = (await means(person)).subscription!.endsAt
    expect(await control('/days-later', { days: 30 })).toMatchObject({ renewed: [expect.any(String)] })
    await person.hears(/Подписка продлена до/)
    const extended = (await means(person)).subscription!.endsAt
    expect(Date.parse(extended) - Date.parse(until)).toBe(30 * 86_400_000)
    expect(
      await world.sql`select kind, status, amount from transactions where user_id = ${person.id} order by id`,
    ).toEqual([
      { kind: 'order', status: 'paid', amount: 400 },
      { kind: 'renewal', status: 'paid', amount: 400 },
    ])

    await person.say('/buy')
    await person.press('Месяц · 400 ⭐')
    await person.hears('У вас уже есть подписка, она продлевается сама.')
    await person.press('Назад')
    await person.hears(/Подписка «Месяц»: до[\s\S]*Продлевается сама/)
    await person.press('Отменить продление')
    await person.hears(/Отменить продление подписки «Месяц»\? Оплаченное останется: доступ до/)
    await person.press('Да, отменить')
    await person.hears(/Продление отменено\. Подписка действует до[\s\S]*Сама не продлевается/)
    expect(await person.post('/subscriptions', { charge_id: first, canceled: false })).toMatchObject({
      error: expect.any(String),
    })
    await person.press('Возобновить продление')
    await person.hears('Продлевается сама')
    await person.post('/subscriptions', { charge_id: first, canceled: true })
    await person.hears('Продление отменено.')
    expect(await control('/days-later', { days: 30 })).toMatchObject({ renewed: [], ended: 1 })
    expect((await means(person)).subscription).toMatchObject({ autoRenew: false, endsAt: extended })
  })

  test('whose renewal fails says so and lasts until its end', async () => {
    const person = await shopper()
    const { charge_id } = await buys(person, 'Месяц · 400 ⭐')
    await person.hears(/Подписка действует до/)
    await control('/renewal-fails', { charge_id })
    await control('/days-later', { days: 30 })
    await person.hears('Продлить подписку не получилось')
    expect((await means(person)).subscription).toMatchObject({ autoRenew: false })
  })

  test('bought for a year once lies behind what is paid already', async () => {
    const person = await shopper()
    await buys(person, 'Месяц · 400 ⭐')
    await person.hears(/Подписка действует до/)
    const month = Date.parse((await means(person)).subscription!.endsAt)
    await person.say('/buy')
    await person.press('Год · 4')
    await person.hears(/«Месяц», и она продлевается сама[\s\S]*Дни этой покупки добавятся в конец/)
    await person.press('Купить за 4')
    await eventually(async () =>
      expect((await person.messages()).filter(({ invoice }) => invoice?.title === 'Год')).toHaveLength(1),
    )
    expect(await person.pay()).toMatchObject({ paid: true })
    await eventually(async () =>
      expect(Date.parse((await means(person)).subscription!.endsAt) - month).toBe(365 * 86_400_000),
    )
  })
})

test('a month that renews behind a year says before it is paid when the next payment comes', async () => {
  const person = await shopper()
  await buys(person, 'Год · 4')
  await person.hears(/Подписка действует до/)
  await person.say('/buy')
  await person.press('Месяц · 400 ⭐')
  const at = new Intl.DateTimeFormat('ru', { dateStyle: 'long', timeZone: 'Europe/Moscow' })
    .format(Date.now() + 30 * 86_400_000)
    .replace(/ г\.$/, '')
  await person.hears(`Следующее списание будет уже ${at}`)
})

describe('the API of payments', () => {
  test('knows what is not sold and who is unknown', async () => {
    const id = await stranger()
    await expect(world.api.createPayment({ telegramId: id, product: 'nothing' })).rejects.toMatchObject({
      status: 404,
      code: 'product_not_found',
    })
    await expect(world.api.createPayment({ telegramId: 42, product: 'pack-50' })).rejects.toMatchObject({
      code: 'user_not_found',
    })
    await expect(world.api.completePayment(receipt(42, 'x', 1, 'c'))).rejects.toMatchObject({ code: 'user_not_found' })
    await expect(
      world.api.updateSubscription({ telegramId: id, invoicePayload: 'x', state: 'active' }),
    ).rejects.toMatchObject({ code: 'subscription_not_found' })
    expect(await world.api.checkPayment({ telegramId: id, invoicePayload: 'x', currency: 'XTR', amount: 1 })).toEqual({
      approved: false,
      reason: 'unknown_invoice',
    })
  })
})

describe('an invoice whose order is in no table, because the database was restored from an older dump', () => {
  const refused = (reason: string) => ({ approved: false, reason })

  test('is still paid, once, and gives what it says', async () => {
    const person = await shopper()
    await person.press('50 кредитов · 100 ⭐')
    await eventually(async () => expect((await orderOf(person.id)).status).toBe('pending'))
    await world.sql`delete from transactions where user_id = ${person.id}`
    expect(await person.pay()).toMatchObject({ paid: true })
    await person.hears('Оплата получена: плюс 50 кредитов')
    expect(await person.pay()).toMatchObject({ paid: false })
    expect((await means(person)).credits).toBe(50)
    await expectAgreement()
  })

  test('of somebody who is in no table either is approved for them', async () => {
    const checkout = await lostCheckout('year', 4400)
    await world.sql`delete from users where telegram_id = ${checkout.telegramId}`
    expect(await world.api.checkPayment(checkout)).toEqual({ approved: true })
  })

  test.each<[string, (checkout: Awaited<ReturnType<typeof lostCheckout>>) => Promise<object>, string]>([
    ['somebody else pays', async () => ({ telegramId: await stranger() }), 'not_yours'],
    ['another amount is paid', async () => ({ amount: 1 }), 'price_changed'],
    [
      'we have not signed it',
      async ({ invoicePayload }) => ({ invoicePayload: invoicePayload.replace('.c50.', '.c5000.') }),
      'unknown_invoice',
    ],
  ])('is refused when %s', async (_, change, reason) => {
    const checkout = await lostCheckout('pack-50', 100)
    expect(await world.api.checkPayment({ ...checkout, ...(await change(checkout)) })).toEqual(refused(reason))
  })

  async function lostCheckout(product: string, amount: number) {
    const telegramId = await stranger()
    const { payload } = await world.api.createPayment({ telegramId, product })
    await world.sql`delete from transactions where user_id = ${telegramId}`
    return { telegramId, invoicePayload: payload, currency: 'XTR', amount }
  }
  async function orderOf(id: number) {
    const rows = await world.sql<{ status: string }>`select status from transactions where user_id = ${id}`
    return rows[0]!
  }
})

describe('the sandbox', () => {
  test('is as strict about invoices as the real Telegram', async () => {
    const id = (await shopper()).id
    const call = async (method: string, body: object) =>
      (
        (await (
          await fetch(`${world.sandbox.url}/bot${world.environment['BOT_TOKEN']}/${method}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          })
        ).json()) as { description: string }
      ).description
    const invoice = {
      chat_id: id,
      title: 't',
      description: 'd',
      payload: 'p',
      currency: 'XTR',
      prices: [{ label: 'l', amount: 1 }],
    }
    for (const [method, change, expected] of [
      ['sendInvoice', { provider_token: 'x' }, 'PAYMENT_PROVIDER_INVALID'],
      ['sendInvoice', { currency: 'RUB' }, 'PAYMENT_PROVIDER_INVALID'],
      [
        'sendInvoice',
        {
          prices: [
            { label: 'a', amount: 1 },
            { label: 'b', amount: 1 },
          ],
        },
        'STARS_INVOICE_INVALID',
      ],
      ['sendInvoice', { title: 'x'.repeat(33) }, 'INVOICE_TITLE_INVALID'],
      ['sendInvoice', { payload: 'ж'.repeat(65) }, 'INVOICE_PAYLOAD_INVALID'],
      ['createInvoiceLink', { subscription_period: 86_400 }, 'SUBSCRIPTION_PERIOD_INVALID'],
      [
        'createInvoiceLink',
        { subscription_period: 2_592_000, prices: [{ label: 'l', amount: 10_001 }] },
        'STARS_INVOICE_INVALID',
      ],
      ['answerPreCheckoutQuery', { pre_checkout_query_id: 'x', ok: true }, 'query is too old'],
      ['refundStarPayment', { user_id: id, telegram_payment_charge_id: 'x' }, 'CHARGE_NOT_FOUND'],
      [
        'editUserStarSubscription',
        { user_id: id, telegram_payment_charge_id: 'x', is_canceled: true },
        'CHARGE_ID_INVALID',
      ],
    ] as const)
      expect(await call(method, { ...invoice, ...change }), method).toContain(expected)
  })
})

describe('the allowance of a subscription', () => {
  test('ends for the day when it is used up; then credits pay, and without credits the person is told when it goes on', async () => {
    const person = await shopper()
    await buys(person, 'Месяц · 400 ⭐')
    await person.hears(/Подписка действует до/)
    await person.say('1 + 1')
    await person.hears('1 + 1 = 2')
    await world.sql`
      insert into messages_log (user_id, update_id, chat_id, message_id, conversation_id, model, purse, price, status, answered_at)
      select user_id, -n, chat_id, n, conversation_id, model, 'subscription', 1, 'answered', now()
      from messages_log, generate_series(1, 29) as n where user_id = ${person.id}`
    expect(await means(person)).toMatchObject({
      subscription: {
        counts: 'credits',
        creditsToday: 30,
        creditsPerDay: 30,
        questionsToday: 30,
        questionsPerDay: null,
      },
      next: { refused: 'daily_limit' },
    })
    await person.say('1 + 2')
    await person.hears(/подписка даёт на сегодня, на этот вопрос не хватает[\s\S]*Завтра/)
    await world.api.updateCredits({ telegramId: person.id, delta: 1, reason: 'test', idempotencyKey: 'fair' })
    await person.say('1 + 3')
    await person.hears('1 + 3 = 4')
    expect((await means(person)).credits).toBe(0)
    await world.sql`update messages_log set asked_at = now() - interval '1 day' where user_id = ${person.id}`
    expect(await means(person)).toMatchObject({ next: { purse: 'subscription' } })
  })
})
