import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { say } from '#modules/notifications/outbox.ts'
import { booksOf } from './world/books.ts'
import type { Person } from './world/person.ts'
import { runTask } from './world/run-task.ts'
import { settled } from './world/settled.ts'
import { day, letTimePass } from './world/time.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ TRIAL_MESSAGES: '3' })
})
afterAll(() => world.end())

const means = ({ id }: { id: number }) => world.api.getCredits({ telegramId: id })
const claim = (telegramId: number, token: string, keep = false) => world.api.claimGift({ telegramId, token, keep })

async function somebody(): Promise<Person> {
  const person = await world.person()
  await person.say('/start')
  await person.hears('Помогатор')
  return person
}

/** Pays for a gift in the chat; returns the token of its link and the charge. */
async function gives(person: Person, product = '50 кредитов · 100 ⭐'): Promise<{ token: string; chargeId: string }> {
  await person.say('/buy')
  await person.press('Подарить')
  await person.hears('Выберите, что подарить')
  await person.press(product)
  const { charge_id: chargeId } = await person.pay()
  const { text } = await person.hears('Подарок готов')
  return { token: /\?start=g_([\w-]+)/.exec(text!)![1]!, chargeId: chargeId! }
}
const to = ({ id }: { id: number }) => ({ telegramId: id })
const refund = (chargeId: string) => world.api.refundPayment({ telegramPaymentChargeId: chargeId, reason: 'test' })

describe('a gift', () => {
  test('is bought in the chat, shared by a link and opened once; both hear of it', async () => {
    const [giver, receiver, late] = [await somebody(), await somebody(), await somebody()]
    const { token } = await gives(giver)
    expect((await giver.buttons())[0]).toContain('Отправить подарок')
    expect(await means(giver)).toMatchObject({ credits: 0 })
    await receiver.say(`/start g_${token}`)
    await receiver.hears('Вам подарок: 50 кредитов. Теперь у вас 50 кредитов')
    await giver.hears('Ваш подарок открыли: 50 кредитов')
    await late.say(`/start g_${token}`)
    await late.hears('Этот подарок уже открыли')
    await receiver.say('/balance')
    await receiver.press('История')
    await receiver.press('+50 кредитов · подарок')
    await receiver.hears('Подарок: +50 кредитов, стало 50')
    expect(await means(late)).toMatchObject({ credits: 0 })
  })

  test('is opened by one of many who open it at once, and the same again changes nothing', async () => {
    const { token } = await gives(await somebody())
    const people = await Promise.all(Array.from({ length: 5 }, somebody))
    const outcomes = await Promise.allSettled([...people, ...people].map(({ id }) => claim(id, token)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    const credits = await Promise.all(people.map(async (person) => (await means(person)).credits))
    expect(credits.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 0, 50])
  })

  test('of a plan gives its days once, also where the plan renews', async () => {
    const [giver, receiver] = [await somebody(), await somebody()]
    const { token } = await gives(giver, 'Месяц · 400 ⭐')
    await receiver.say(`/start g_${token}`)
    await receiver.hears('Вам подарок: подписка «Месяц»')
    expect(await means(receiver)).toMatchObject({ subscription: { plan: 'month', autoRenew: false } })
    expect(await means(giver)).toMatchObject({ subscription: null })
  })

  test('is kept by its giver only when they say so', async () => {
    const giver = await somebody()
    const { token } = await gives(giver)
    await giver.say(`/start g_${token}`)
    await giver.hears('Это ваш подарок: 50 кредитов')
    expect(await means(giver)).toMatchObject({ credits: 0 })
    await giver.press('Оставить себе')
    await giver.hears('Теперь у вас 50 кредитов')
  })

  test('that nobody opens for thirty days goes to its giver', async () => {
    const [giver, late] = [await somebody(), await somebody()]
    const { token } = await gives(giver)
    await runTask(world, 'return-gifts')
    expect(await means(giver)).toMatchObject({ credits: 0 })
    await world.sql`update gifts set expires_at = now() where user_id = ${giver.id}`
    await runTask(world, 'return-gifts')
    await runTask(world, 'return-gifts')
    await giver.hears('он достался вам: 50 кредитов')
    expect(await means(giver)).toMatchObject({ credits: 50 })
    await expect(claim(late.id, token)).rejects.toMatchObject({ code: 'gift_claimed' })
  })

  test('is over when its payment is refunded before anybody opens it', async () => {
    const [giver, late] = [await somebody(), await somebody()]
    const { token, chargeId } = await gives(giver)
    await refund(chargeId)
    await giver.hears('ссылка больше не действует')
    await late.say(`/start g_${token}`)
    await late.hears('его оплату вернули')
    await world.sql`update gifts set expires_at = now() where user_id = ${giver.id}`
    await runTask(world, 'return-gifts')
    expect(await Promise.all([giver, late].map(async (each) => (await means(each)).credits))).toEqual([0, 0])
  })

  test('is taken back when its payment is refunded later; both hear of it', async () => {
    const [giver, receiver] = [await somebody(), await somebody()]
    const { token, chargeId } = await gives(giver)
    await claim(receiver.id, token)
    await refund(chargeId)
    await refund(chargeId)
    await giver.hears('снят у того, кто его получил: 50 кредитов.')
    await receiver.hears('Оплату вашего подарка вернули, поэтому он снят: 50 кредитов.')
    expect(await means(receiver)).toMatchObject({ credits: 0 })
    await expect(claim(receiver.id, token)).rejects.toMatchObject({ code: 'gift_void' })
  })

  test.each([
    [20, 'оставалось: 30 кредитов.', 'оставалось: 30 кредитов.'],
    [45, 'оставалось: 5 кредитов.', 'оставалось: 5 кредитов.'],
    [50, 'уже всё использовал, поэтому ничего не снято.', 'использован полностью, поэтому ничего не снято.'],
  ])('of which %i credits are used says what was really taken', async (used, toGiver, toReceiver) => {
    const [giver, receiver] = [await somebody(), await somebody()]
    const { token, chargeId } = await gives(giver)
    await claim(receiver.id, token)
    const idempotencyKey = `used ${used}`
    await world.api.updateCredits({ telegramId: receiver.id, delta: -used, reason: 'used', idempotencyKey })
    await refund(chargeId)
    expect((await giver.hears('Оплата подарка возвращена: 50 кредитов.')).text).toContain(toGiver)
    expect((await receiver.hears('Оплату вашего подарка вернули: 50 кредитов.')).text).toContain(toReceiver)
    expect(await means(receiver)).toMatchObject({ credits: 0 })
  })

  test.each([
    [12, 'оставалось: 18 дней.'],
    [29.5, 'оставалось: меньше дня.'],
    [31, 'ничего не снято.'],
  ])('of a plan of which %f days are used says what was really taken', async (used, said) => {
    const [giver, receiver] = [await somebody(), await somebody()]
    const { token, chargeId } = await gives(giver, 'Месяц · 400 ⭐')
    await claim(receiver.id, token)
    await letTimePass(world.sql, receiver.id, used * day)
    await refund(chargeId)
    expect((await giver.hears('Оплата подарка возвращена: Месяц.')).text).toContain(said)
    expect((await receiver.hears('Оплату вашего подарка вернули: Месяц.')).text).toContain(said)
    expect(await means(receiver)).toMatchObject({ subscription: null })
  })

  test.each([
    ['kept', ({ id }: Person, token: string) => claim(id, token, true)],
    [
      'got back, because nobody opened it,',
      async ({ id }: Person) => {
        await world.sql`update gifts set expires_at = now() where user_id = ${id}`
        await runTask(world, 'return-gifts')
      },
    ],
  ])('that its giver has %s says to them what was taken', async (_, comesBack) => {
    const giver = await somebody()
    const { token, chargeId } = await gives(giver)
    await comesBack(giver, token)
    await world.api.updateCredits({ telegramId: giver.id, delta: -20, reason: 'used', idempotencyKey: chargeId })
    await refund(chargeId)
    const { text } = await giver.hears('Оплату вашего подарка вернули: 50 кредитов.')
    expect(text).toContain('оставалось: 30 кредитов.')
    expect((await giver.heard()).join()).not.toContain('Оплата подарка возвращена')
    expect(await means(giver)).toMatchObject({ credits: 0 })
  })

  test('that an earlier version has undone is spoken of without what was used', async () => {
    const [giver, receiver] = [await somebody(), await somebody()]
    const title = { ru: '50 кредитов' }
    await say(world.sql, { key: 'a', to: to(giver), kind: 'gift_void', data: { title, claimed: true } })
    await say(world.sql, { key: 'b', to: to(receiver), kind: 'gift_taken_back', data: { title } })
    await giver.hears('снят у того, кто его получил: 50 кредитов.')
    await receiver.hears('поэтому он снят: 50 кредитов.')
  })

  test('of days is taken back without touching the days that the receiver has paid', async () => {
    const [giver, receiver] = [await somebody(), await somebody()]
    const order = await world.api.createPayment({ telegramId: receiver.id, product: 'month' })
    await world.api.completePayment({
      telegramId: receiver.id,
      invoicePayload: order.payload,
      currency: order.currency,
      amount: order.amount,
      telegramPaymentChargeId: 'own-days',
    })
    const before = (await means(receiver)).subscription!.endsAt
    const { token, chargeId } = await gives(giver, 'Месяц · 400 ⭐')
    const { paidUntil } = await claim(receiver.id, token)
    expect(Date.parse(paidUntil!) - Date.parse(before)).toBe(30 * 86_400_000)
    await refund(chargeId)
    await receiver.hears('Оплату вашего подарка вернули, поэтому он снят: Месяц.')
    expect((await means(receiver)).subscription!.endsAt).toBe(before)
  })

  test('is no gift when a gift and its refund cross each other, whatever the order', async () => {
    const [anna, boris] = [await somebody(), await somebody()]
    const [fromAnna, fromBoris] = [await gives(anna), await gives(boris)]
    await Promise.all([claim(boris.id, fromAnna.token), claim(anna.id, fromBoris.token)])
    await Promise.all([refund(fromAnna.chargeId), refund(fromBoris.chargeId)])
    expect(await Promise.all([anna, boris].map(async (each) => (await means(each)).credits))).toEqual([0, 0])
  })

  test('says nothing of the other person in an export', async () => {
    const [giver, receiver] = [await somebody(), await somebody()]
    const { token } = await gives(giver)
    await claim(receiver.id, token)
    for (const [person, other] of [
      [giver, receiver],
      [receiver, giver],
    ] as const) {
      const { data } = await world.api.exportData({ telegramId: person.id })
      expect(data).toMatchObject({ gifts: [{ state: 'claimed' }] })
      expect(JSON.stringify(data['gifts'])).not.toContain(String(other.id))
    }
  })

  test('leaves books that agree', async () => {
    await settled(world)
    expect(await booksOf(world.sql)).toEqual([])
  })
})
