import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { booksOf } from './world/books.ts'
import { eventually } from './world/eventually.ts'
import { type Front, startFront } from './world/front.ts'
import type { Person } from './world/person.ts'
import { runTask } from './world/run-task.ts'
import { settled } from './world/settled.ts'
import { day, letTimePass } from './world/time.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
let backend: Front
let owner: Person
beforeAll(async () => {
  // The first person of a fresh sandbox has this id.
  world = await createWorld({ ADMIN_IDS: '7000001', withoutBot: true })
  backend = await startFront(() => [Number(new URL(world.backend().url).port)])
  await world.startBot({ BACKEND_URL: backend.url })
  owner = await world.person()
  await owner.say('/start')
})
afterEach(async () => {
  backend.faults = () => ({})
  await world.sandbox.control('DELETE', '/trouble')
  expect(await booksOf(world.sql)).toEqual([])
})
afterAll(async () => {
  await world.end()
  await backend.stop()
})

const subscriptionOf = async (person: { id: number }) =>
  (await world.api.getCredits({ telegramId: person.id })).subscription
const daysLeft = async (person: { id: number }) => {
  const current = await subscriptionOf(person)
  return current && Math.round((Date.parse(current.endsAt) - Date.now()) / 86_400_000)
}
const atTelegram = async (person: Person) =>
  (await (await fetch(`${world.sandbox.url}/person/users/${person.id}/subscriptions`)).json()) as {
    chargeId: string
    canceledBy: string | null
    over: boolean
  }[]
const daysLater = (days: number) => world.sandbox.control('POST', '/days-later', { days })
const refund = (charge: string) =>
  world.api.refundPayment({ telegramPaymentChargeId: charge, by: null, reason: 'test' })
const quiet = () => settled(world)

async function subscribes(person: Person): Promise<string> {
  await person.say('/buy')
  await person.press('Месяц · 400 ⭐')
  const { charge_id } = await person.pay()
  await eventually(async () =>
    expect(await world.sql`select 1 from transactions where telegram_payment_charge_id = ${charge_id}`).toHaveLength(1),
  )
  await quiet()
  return charge_id!
}
async function subscriber(): Promise<{ person: Person; charge: string }> {
  const person = await world.person()
  const charge = await subscribes(person)
  await person.hears('Оплата получена')
  return { person, charge }
}

/** The link to pay in the newest message, when it is another one than before. */
async function linkIn(person: Person, before: number): Promise<string> {
  const links = (await person.messages()).flatMap(
    (message) => message.reply_markup?.inline_keyboard.flat().flatMap((key) => ('url' in key ? [key.url] : [])) ?? [],
  )
  if (links.length !== before + 1) throw new Error('The link has not come yet')
  return links.at(-1)!
}

/** A person who pays through the API, as the bot would say it. */
async function payer() {
  const { id } = await world.person()
  await world.api.register({ telegramId: id, firstName: 'Аня', languageCode: 'ru' })
  return {
    id,
    order: (product: string) => world.api.createPayment({ telegramId: id, product }),
    pay: (order: { payload: string; amount: number }, charge: string, recurring: 'first' | 'renewal' | null = null) =>
      world.api.completePayment({
        telegramId: id,
        invoicePayload: order.payload,
        currency: 'XTR',
        amount: order.amount,
        telegramPaymentChargeId: `${id}:${charge}`,
        recurring,
      }),
    refund: (charge: string) => refund(`${id}:${charge}`),
  }
}

describe('the days of a plan', () => {
  test('of a month that renews, a year and two renewals are all given, and each text says the end with that payment', async () => {
    const { person } = await subscriber()
    await person.post('/stars', { amount: 5_000 })
    await person.say('/buy')
    await person.press('Год · 4')
    await person.hears(/«Месяц», и она продлевается сама[\s\S]*останется включённым/)
    await person.press('Купить за 4')
    await eventually(async () =>
      expect((await person.messages()).filter(({ invoice }) => invoice?.title === 'Год')).toHaveLength(1),
    )
    await person.pay()
    await person.hears('Оплата получена. Подписка действует до')
    for (const days of [425, 455]) {
      await daysLater(30)
      await eventually(async () => expect(await daysLeft(person)).toBe(days))
    }
    await eventually(async () => {
      const renewed = (await person.heard()).filter((text) => text.startsWith('Подписка продлена'))
      expect(renewed).toHaveLength(2)
      expect(new Set(renewed).size).toBe(2)
    })
    expect(await subscriptionOf(person)).toMatchObject({ plan: 'month', autoRenew: true, renewedPlan: 'month' })
  })

  test('of one order paid twice are given twice, and one refund takes one of them', async () => {
    const person = await payer()
    const year = await person.order('year')
    await person.pay(year, 'a')
    expect(await person.pay(year, 'b')).toMatchObject({ kind: 'extra', days: 365 })
    expect(await daysLeft(person)).toBe(730)
    await person.refund('a')
    expect(await daysLeft(person)).toBe(365)
    await person.refund('a')
    expect(await daysLeft(person)).toBe(365)
    await person.refund('b')
    expect(await subscriptionOf(person)).toBeNull()
  })

  test('of two years behind each other: the first refunded, the second runs at once', async () => {
    const person = await payer()
    await person.pay(await person.order('year'), 'a')
    await person.pay(await person.order('year'), 'b')
    await letTimePass(world.sql, person.id, 10 * day)
    await person.refund('a')
    expect(await subscriptionOf(person)).toMatchObject({ plan: 'year' })
    expect(await daysLeft(person)).toBe(365)
  })

  test.each([
    { name: 'early', passed: 20, left: 40 },
    { name: 'late', passed: 33, left: 30 },
    { name: 'after a year', passed: 400, left: 30 },
  ])('of a renewal that comes $name are counted from what was paid, or from now', async ({ passed, left }) => {
    const person = await payer()
    const month = await person.order('month')
    await person.pay(month, 'a', 'first')
    await letTimePass(world.sql, person.id, passed * day)
    const renewed = await person.pay(month, 'b', 'renewal')
    expect(await daysLeft(person)).toBe(left)
    expect(renewed.paidUntil).toBe((await subscriptionOf(person))!.endsAt)
    // Told again, it says what it said.
    await person.pay(month, 'c', 'renewal')
    expect((await person.pay(month, 'b', 'renewal')).paidUntil).toBe(renewed.paidUntil)
  })

  test('that are used are not taken back by a refund, and what lies behind is not touched', async () => {
    const person = await payer()
    await person.pay(await person.order('month'), 'a', 'first')
    await person.pay(await person.order('year'), 'b')
    await letTimePass(world.sql, person.id, 100 * day)
    await person.refund('a')
    expect(await daysLeft(person)).toBe(295)
  })
})

describe('two subscriptions', () => {
  test('of which the first was cancelled in Telegram: the second is the one that renews, and nothing untrue is said', async () => {
    const { person, charge } = await subscriber()
    await person.post('/subscriptions', { charge_id: charge, canceled: true })
    await person.hears('Продление отменено')
    const second = await subscribes(person)
    await person.hears(/Подписка действует до/)
    expect((await person.heard()).filter((text) => /уже был оплачен|отключили|отключаем/.test(text))).toEqual([])
    expect(await atTelegram(person)).toMatchObject([{ canceledBy: 'person' }, { chargeId: second, canceledBy: null }])
    expect(await subscriptionOf(person)).toMatchObject({ autoRenew: true, chargeId: second })
    expect(await daysLeft(person)).toBe(60)
    // Cancelled too, it is announced like any other.
    await person.post('/subscriptions', { charge_id: second, canceled: true })
    await eventually(async () => expect(await subscriptionOf(person)).toMatchObject({ autoRenew: false }))
    await letTimePass(world.sql, person.id, 59.5 * day)
    await runTask(world, 'remind-subscribers')
    await person.hears('Подписка заканчивается меньше чем через сутки')
  })

  test('of which the first could not be renewed: the next one renews', async () => {
    const { person, charge } = await subscriber()
    await world.sandbox.control('POST', '/renewal-fails', { charge_id: charge })
    await daysLater(30)
    await person.hears('Продлить подписку не получилось')
    const second = await subscribes(person)
    expect(await subscriptionOf(person)).toMatchObject({ autoRenew: true, chargeId: second })
    expect((await atTelegram(person)).at(-1)).toMatchObject({ canceledBy: null })
  })

  test('that would both renew: the second is ended at Telegram, written down, and said as it is', async () => {
    const person = await world.person()
    const links = []
    for (const _ of ['one phone', 'the other']) {
      await person.say('/buy')
      await person.press('Месяц · 400 ⭐')
      links.push(await eventually(() => linkIn(person, links.length)))
    }
    // Both checkouts are approved before either payment is credited.
    const bothPaid = Promise.withResolvers<void>()
    backend.faults = ({ path }) => (path === '/complete_payment' ? { gate: bothPaid.promise } : {})
    const paid = (await Promise.all(links.map((link) => person.post('/pay', { link })))) as { paid: boolean }[]
    bothPaid.resolve()
    expect(paid).toMatchObject([{ paid: true }, { paid: true }])
    await person.hears(/продлевается сама, поэтому продление второй мы отключили\. Её дни добавлены/)
    await quiet()
    expect((await person.heard()).filter((text) => text.includes('уже был оплачен'))).toEqual([])
    expect(await daysLeft(person)).toBe(60)
    const renewing = (await atTelegram(person)).filter(({ canceledBy }) => canceledBy === null)
    expect(renewing).toEqual([expect.objectContaining({ chargeId: (await subscriptionOf(person))!.chargeId })])
    expect(
      await world.sql`select state, end_cause, ended_at is not null as ended from renewals where user_id = ${person.id} order by id`,
    ).toEqual([
      { state: 'renewing', endCause: null, ended: false },
      { state: 'ended', endCause: 'doubled', ended: true },
    ])
    await runTask(world, 'end-renewals')
    expect((await person.heard()).filter((text) => text.includes('Продление второй'))).toEqual([])
  })

  test('of which the second cannot be ended at once: the worker goes on trying', async () => {
    const person = await payer()
    const [one, other] = [await person.order('month'), await person.order('month')]
    expect(await person.pay(one, 'a', 'first')).toMatchObject({ doubled: null })
    expect(await person.pay(other, 'b', 'first')).toMatchObject({ doubled: { ended: false }, days: 30 })
    // Telegram does not know these charges, which only the API has told.
    await runTask(world, 'end-renewals')
    expect(await world.sql`select state, end_attempts from renewals where user_id = ${person.id} order by id`).toEqual([
      { state: 'renewing', endAttempts: 0 },
      { state: 'ended', endAttempts: 1 },
    ])
  })
})

describe('a renewal', () => {
  test('whose payment is refunded is ended at Telegram, the person is told, and a new one renews alone', async () => {
    const { person, charge } = await subscriber()
    await refund(charge)
    expect(await subscriptionOf(person)).toBeNull()
    await runTask(world, 'end-renewals')
    await person.hears('Продление подписки отключено, потому что её оплата возвращена')
    expect(await atTelegram(person)).toMatchObject([{ canceledBy: 'bot' }])
    await subscribes(person)
    await daysLater(30)
    await quiet()
    expect((await atTelegram(person)).filter(({ over, canceledBy }) => !over && canceledBy === null)).toHaveLength(1)
  })

  test('of which a later payment is refunded is ended too', async () => {
    const { person } = await subscriber()
    const { renewed } = (await daysLater(30)) as { renewed: string[] }
    await person.hears('Подписка продлена до')
    const [mine] = await world.sql<{ charge: string }>`
      select telegram_payment_charge_id as charge from transactions where user_id = ${person.id} and kind = 'renewal'`
    expect(renewed).toContain(mine!.charge)
    await refund(mine!.charge)
    expect(await daysLeft(person)).toBe(30)
    await runTask(world, 'end-renewals')
    expect(await atTelegram(person)).toMatchObject([{ canceledBy: 'bot' }])
  })

  test('that Telegram refunded by itself is ended too', async () => {
    const person = await payer()
    const month = await person.order('month')
    await person.pay(month, 'a', 'first')
    await world.api.refundPayment({
      telegramPaymentChargeId: `${person.id}:a`,
      by: null,
      reason: 'told by Telegram',
      refunded: true,
    })
    expect(
      await world.sql`select state, end_try_at is not null as told from renewals where user_id = ${person.id}`,
    ).toEqual([{ state: 'ended', told: true }])
    await world.sql`update renewals set ended_at = now(), end_try_at = null where user_id = ${person.id}`
  })

  test('of a person who is blocked is ended, so that nobody who is kept out is charged', async () => {
    const { person } = await subscriber()
    await world.api.blockUser({ telegramId: person.id, blocked: true, by: owner.id, reason: 'test' })
    await runTask(world, 'end-renewals')
    await person.hears('Доступ к боту для вас закрыт, поэтому продление подписки отключено')
    expect(await atTelegram(person)).toMatchObject([{ canceledBy: 'bot' }])
  })

  test('that was only bought for a time is none: refunding a year ends no month', async () => {
    const { person } = await subscriber()
    const year = await world.api.createPayment({ telegramId: person.id, product: 'year' })
    const charge = `year-of-${person.id}`
    await world.api.completePayment({
      telegramId: person.id,
      invoicePayload: year.payload,
      currency: 'XTR',
      amount: year.amount,
      telegramPaymentChargeId: charge,
    })
    await refund(charge)
    await runTask(world, 'end-renewals')
    expect(await atTelegram(person)).toMatchObject([{ canceledBy: null }])
    expect(await subscriptionOf(person)).toMatchObject({ autoRenew: true })
    await world.sql`update transactions set status = 'refunded', refunded_at = now() where telegram_payment_charge_id = ${charge}`
  })

  test('that Telegram does not end is tried again with pauses, behind nobody, and in the end told to the owner', async () => {
    const { person: first, charge } = await subscriber()
    const { person: second } = await subscriber()
    await world.api.blockUser({ telegramId: first.id, blocked: true, by: owner.id, reason: 'test' })
    await world.api.blockUser({ telegramId: second.id, blocked: true, by: owner.id, reason: 'test' })
    const refuse = () =>
      world.sandbox.control('POST', '/trouble/telegram', {
        method: 'editUserStarSubscription',
        kind: 'error',
        status: 400,
        times: 1,
      })
    await refuse()
    await runTask(world, 'end-renewals')
    expect(await atTelegram(second)).toMatchObject([{ canceledBy: 'bot' }])
    const state = async () =>
      (
        await world.sql<{ attempts: number; pause: number | null }>`
          select end_attempts as attempts, round(extract(epoch from end_try_at - now()) / 60)::integer as pause
          from renewals where user_id = ${first.id}`
      )[0]!
    expect(await state()).toEqual({ attempts: 1, pause: 0 })
    await refuse()
    await runTask(world, 'end-renewals')
    expect(await state()).toEqual({ attempts: 2, pause: 1 })
    await runTask(world, 'end-renewals')
    expect(await state()).toEqual({ attempts: 2, pause: 1 })
    await world.sql`update renewals set end_attempts = 18, end_try_at = now() where user_id = ${first.id}`
    await refuse()
    await runTask(world, 'end-renewals')
    expect(await state()).toEqual({ attempts: 19, pause: 360 })
    await world.sql`update renewals set end_try_at = now() where user_id = ${first.id}`
    await refuse()
    await runTask(world, 'end-renewals')
    expect(await state()).toEqual({ attempts: 20, pause: null })
    await owner.hears(`Telegram не отключает продление ${charge} человека ${first.id}`)
    expect(
      await world.sql`select level from events where kind = 'renewal_not_ended' and user_id = ${first.id}`,
    ).toEqual([{ level: 'error' }])
    expect(await booksOf(world.sql)).toMatchObject([
      { fault: 'Telegram was not told to end a renewal', person: first.id },
    ])
    await world.sql`update renewals set ended_at = now() where user_id = ${first.id}`
  })
})
