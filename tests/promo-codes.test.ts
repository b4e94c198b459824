import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { booksOf } from './world/books.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { settled } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
let owner: Person
beforeAll(async () => {
  // The first person of a fresh sandbox has this id.
  world = await createWorld({ ADMIN_IDS: '7000001', TRIAL_MESSAGES: '3' })
  owner = await world.person({ first_name: 'Олег' })
  await owner.say('/start')
  await owner.hears('Помогатор')
})
afterAll(() => world.end())

let last = 0
type Wanted = Omit<Parameters<World['api']['makePromo']>[0], 'name' | 'idempotencyKey'>
async function promo(wanted: Wanted): Promise<string> {
  last += 1
  const { name } = await world.api.makePromo({ name: `CODE-${last}`, idempotencyKey: `make-${last}`, ...wanted })
  return name
}
const credits = (amount: number) => ({ of: 'credits' as const, amount })
const means = (person: Person) => world.api.getCredits({ telegramId: person.id })
const redeem = (telegramId: number, code: string, updateId = Math.floor(Math.random() * 1e12)) =>
  world.api.redeemPromoCode({ telegramId, code, updateId })

async function newcomer(): Promise<Person> {
  const person = await world.person()
  await person.say('/start')
  await person.hears('3 сообщения в подарок')
  return person
}
const receiptOf = { plan_days: 'days', trial_messages: 'trial', percent_off: 'discount' }
const lastPromoOf = async (person: Person) => (await world.api.receipts({ telegramId: person.id })).receipts[0]
async function known(): Promise<number> {
  last += 1
  const telegramId = 8_100_000 + last
  await world.api.register({ telegramId, firstName: 'Ann', languageCode: 'en' })
  return telegramId
}
/** Pays as Telegram would report it. */
async function buys(telegramId: number, product = 'pack-50'): Promise<number> {
  const order = await world.api.createPayment({ telegramId, product })
  const telegramPaymentChargeId = `charge-${(last += 1)}`
  await world.api.completePayment({
    telegramId,
    invoicePayload: order.payload,
    currency: order.currency,
    amount: order.amount,
    telegramPaymentChargeId,
  })
  return order.amount
}

describe('a promo code', () => {
  test('is typed behind the command, in small letters too, and gives credits once', async () => {
    const person = await newcomer()
    const name = await promo({ gives: credits(20) })
    await person.say(`/promo ${name.toLowerCase()}`)
    await person.hears('Промокод принят: плюс 20 кредитов. Теперь у вас 20 кредитов')
    await person.say(`/promo ${name}`)
    await person.hears('второй раз он не действует')
    expect(await means(person)).toMatchObject({ credits: 20 })
    await person.say('/balance')
    await person.press('История')
    await person.press('+20 кредитов · промокод')
    const receipt = await person.hears('Промокод: +20 кредитов, стало 20')
    expect(receipt.text).not.toContain('Причина')
  })

  test('is in the history with what it gave, whatever that is', async () => {
    const person = await newcomer()
    const given = [
      [{ of: 'plan_days', plan: 'month', days: 7 }, 'подписка «Месяц», 7 дней'],
      [{ of: 'trial_messages', amount: 4 }, '4 сообщения пробного периода'],
      [{ of: 'percent_off', percent: 20 }, 'скидка 20 %'],
    ] as const
    for (const [gives] of given) {
      await person.say(`/promo ${await promo({ gives })}`)
      await eventually(async () => expect(await lastPromoOf(person)).toMatchObject({ of: receiptOf[gives.of] }))
    }
    for (const [, what] of given) {
      await person.say('/balance')
      await person.press('История')
      await person.press(`${what} · промокод`)
      await person.hears(new RegExp(`Промокод\\n${what}\\nКогда: `, 'i'))
    }
  })

  test('that is far too long is none, which is said at once', async () => {
    const person = await newcomer()
    await person.say(`/promo ${'Я'.repeat(250)}`)
    await person.hears('Такого промокода нет.')
    expect(await world.sql`select 1 from events where kind = 'update_given_up'`).toEqual([])
  })

  test('is typed after the button of the menu, and is no question to the model', async () => {
    const person = await newcomer()
    const name = await promo({ gives: { of: 'plan_days', plan: 'month', days: 7 } })
    await person.press('Не сейчас')
    await person.press('Промокод')
    await person.hears('какой у вас промокод')
    await person.say(name)
    await person.hears('Промокод принят: подписка «Месяц»')
    expect(await means(person)).toMatchObject({ subscription: { plan: 'month' } })
    expect(await world.sql`select 1 from messages_log where user_id = ${person.id}`).toEqual([])
  })

  test('comes by a link; its trial messages are in the trial that begins after it', async () => {
    const name = await promo({ gives: { of: 'trial_messages', amount: 4 } })
    const person = await world.person()
    await person.say(`/start p_${name}`)
    await person.hears('в пробном периоде на 4 сообщения больше')
    await person.hears('7 сообщений в подарок')
    await person.press('Попробовать бесплатно')
    await person.hears('у вас 7 сообщений')
    const more = await promo({ gives: { of: 'trial_messages', amount: 1 } })
    await person.say(`/promo ${more}`)
    await person.hears('на 1 сообщение больше')
    expect(await means(person)).toMatchObject({ trial: { granted: 8, left: 8 } })
    expect(await world.sql`select first_kind, first_name from starts where user_id = ${person.id}`).toEqual([
      { firstKind: 'promo', firstName: null },
    ])
  })

  test('gives the same answer to the same update, and changes nothing', async () => {
    const name = await promo({ gives: credits(5) })
    const telegramId = await known()
    const both = await Promise.all([redeem(telegramId, name, 77), redeem(telegramId, name, 77)])
    for (const reply of both) expect(reply).toMatchObject({ left: { credits: 5 } })
    await expect(redeem(telegramId, name, 78)).rejects.toMatchObject({ code: 'promo_used_before' })
  })

  test('is used by as many people as may, however many come at once', async () => {
    const name = await promo({ gives: credits(5), mostUses: 3 })
    const people = await Promise.all(Array.from({ length: 8 }, known))
    const outcomes = await Promise.allSettled(people.map((id) => redeem(id, name)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'promo_used_up' })
    const { promos } = await world.api.promos({})
    expect(promos.find((each) => each.name === name)).toMatchObject({ uses: 3 })
  })

  test('counts from its day to its day, and not after the owner has ended it', async () => {
    const telegramId = await known()
    const [past, future] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString())
    const early = await promo({ gives: credits(5), startsAt: future! })
    const late = await promo({ gives: credits(5), startsAt: '2020-01-01T00:00:00Z', endsAt: past! })
    const ended = await promo({ gives: credits(5) })
    await world.api.endPromo({ name: ended })
    await expect(redeem(telegramId, early)).rejects.toMatchObject({ code: 'promo_not_yet' })
    await expect(redeem(telegramId, late)).rejects.toMatchObject({ code: 'promo_over' })
    await expect(redeem(telegramId, ended)).rejects.toMatchObject({ code: 'promo_over' })
  })

  test('for a first purchase is not for a person who has bought something', async () => {
    const name = await promo({ gives: credits(5), firstPurchase: true })
    const telegramId = await known()
    await buys(telegramId)
    await expect(redeem(telegramId, name)).rejects.toMatchObject({ code: 'promo_first_purchase' })
    expect(await redeem(await known(), name)).toMatchObject({ left: { credits: 5 } })
  })

  test('cannot be guessed: after five wrong ones in an hour a right one is refused as well', async () => {
    const name = await promo({ gives: credits(5) })
    const telegramId = await known()
    for (let tries = 1; tries <= 5; tries += 1)
      await expect(redeem(telegramId, `WRONG-${tries}`)).rejects.toMatchObject({ code: 'promo_not_found' })
    await expect(redeem(telegramId, name)).rejects.toMatchObject({ code: 'promo_guesses' })
    // The oldest of the five is over; four are left, and a fifth one is allowed again.
    await world.sql`update promo_guesses set wrong_at[1] = now() - interval '61 minutes' where user_id = ${telegramId}`
    await expect(redeem(telegramId, 'WRONG-6')).rejects.toMatchObject({ code: 'promo_not_found' })
    await expect(redeem(telegramId, 'WRONG-7')).rejects.toMatchObject({ code: 'promo_guesses' })
    await world.sql`update promo_guesses set wrong_at[1] = now() - interval '61 minutes' where user_id = ${telegramId}`
    expect(await redeem(telegramId, name)).toMatchObject({ left: { credits: 5 } })
  })

  test('is shown by the export and stays used after the deletion', async () => {
    const name = await promo({ gives: credits(5) })
    const telegramId = await known()
    await redeem(telegramId, name)
    const { data } = await world.api.exportData({ telegramId })
    expect(data).toMatchObject({ promo_codes: [{ code: name }] })
    await world.api.deleteData({ telegramId })
    await expect(redeem(telegramId, name)).rejects.toMatchObject({ code: 'promo_used_before' })
  })
})

describe('percent off', () => {
  const percentOff = (percent: number) => ({ of: 'percent_off' as const, percent })

  test('is in the prices and in the invoice, for one purchase', async () => {
    const person = await newcomer()
    const name = await promo({ gives: percentOff(20) })
    await person.say(`/promo ${name}`)
    await person.hears('скидка 20 % на следующую покупку')
    await person.say('/buy')
    await person.hears('Ваша скидка 20 %')
    await person.press('50 кредитов · 80 ⭐')
    expect(await person.pay()).toMatchObject({ paid: true })
    await person.hears('плюс 50 кредитов')
    const [paid] = await world.sql`select amount, status from transactions where user_id = ${person.id}`
    expect(paid).toMatchObject({ amount: 80, status: 'paid' })
    expect(await world.api.offers({ telegramId: person.id })).toMatchObject({ discount: null })
    expect(await buys(person.id)).toBe(100)
  })

  test('does not come back with a refund', async () => {
    const telegramId = await known()
    await redeem(telegramId, await promo({ gives: percentOff(50) }))
    expect(await buys(telegramId)).toBe(50)
    const [{ chargeId } = { chargeId: '' }] = await world.sql<{ chargeId: string }>`
      select telegram_payment_charge_id as charge_id from transactions where user_id = ${telegramId}`
    await world.api.refundPayment({ telegramPaymentChargeId: chargeId, reason: 'test' })
    expect(await buys(telegramId)).toBe(100)
  })

  test('is for one of two orders that were opened with it', async () => {
    const telegramId = await known()
    await redeem(telegramId, await promo({ gives: percentOff(50) }))
    const orders = [
      await world.api.createPayment({ telegramId, product: 'pack-50' }),
      await world.api.createPayment({ telegramId, product: 'pack-50' }),
    ]
    const checks = await Promise.all(
      orders.map(({ payload, currency, amount }) =>
        world.api.checkPayment({ telegramId, invoicePayload: payload, currency, amount }),
      ),
    )
    expect(orders.map(({ amount }) => amount)).toEqual([50, 50])
    expect(checks.filter(({ approved }) => approved)).toHaveLength(1)
    expect(checks).toContainEqual({ approved: false, reason: 'price_changed' })
  })

  test('stays when its order lapses, and holds no other order for longer than a payment takes', async () => {
    const telegramId = await known()
    await redeem(telegramId, await promo({ gives: percentOff(50) }))
    const check = async () => {
      const { payload, currency, amount } = await world.api.createPayment({ telegramId, product: 'pack-50' })
      return world.api.checkPayment({ telegramId, invoicePayload: payload, currency, amount })
    }
    expect(await check()).toEqual({ approved: true })
    expect(await check()).toMatchObject({ reason: 'price_changed' })
    await world.sql`update discounts set held_until = now() - interval '1 second' where user_id = ${telegramId}`
    expect(await check()).toEqual({ approved: true })
  })

  test('is not in a subscription that Telegram renews, and leaves one Star at least', async () => {
    const telegramId = await known()
    await redeem(telegramId, await promo({ gives: percentOff(99) }))
    const { plans, packs } = await world.api.offers({ telegramId })
    const renewing = plans.find(({ renews }) => renews)!
    expect(await world.api.createPayment({ telegramId, product: renewing.id })).toMatchObject({
      amount: renewing.priceStars,
    })
    expect(renewing.priceStars).toBe(400)
    expect(packs.every(({ priceStars }) => priceStars >= 1)).toBe(true)
    expect(await buys(telegramId)).toBe(1)
  })

  test('for a first purchase is over with another purchase', async () => {
    const telegramId = await known()
    await redeem(telegramId, await promo({ gives: percentOff(50), firstPurchase: true }))
    const order = await world.api.createPayment({ telegramId, product: 'pack-50' })
    expect(order.amount).toBe(50)
    await buys(telegramId, 'month')
    expect(
      await world.api.checkPayment({
        telegramId,
        invoicePayload: order.payload,
        currency: order.currency,
        amount: order.amount,
      }),
    ).toEqual({ approved: false, reason: 'price_changed' })
    expect(await buys(telegramId)).toBe(100)
  })
})

describe('the owner', () => {
  test('makes a code by a command, with its link, sees it used and ends it', async () => {
    await owner.say('/newpromo vesna 50 x2 until 2099-12-31 first')
    const made = await owner.hears('?start=p_VESNA')
    expect(made.text).toContain('50 кредитов, использован 0 из 2, только первая покупка, до 2099-12-31')
    await redeem(await known(), 'VESNA')
    await owner.say('/promos')
    await owner.hears('использован 1 из 2')
    await owner.say('/endpromo VESNA')
    await owner.hears(/VESNA.*, закончен/)
    await owner.say('/newpromo VESNA 5')
    await owner.hears('с таким названием уже есть')
    await owner.say('/endpromo NONE')
    await owner.hears('Такого промокода нет')
    await owner.say('/newpromo PLAN 5days nothing')
    await owner.hears('Такой подписки в каталоге нет')
  })

  test('is told that the last day of a new code is past', async () => {
    await owner.say('/newpromo ZIMA 5 until 2020-12-31')
    await owner.hears('Этот день уже прошёл')
    expect((await world.api.promos({})).promos.map(({ name }) => name)).not.toContain('ZIMA')
  })

  test('makes a batch of codes as a CSV file; each is for one person, and a person has one of them', async () => {
    await owner.say('/newpromo BLOGGER 5trial batch 3')
    await owner.hears('коды на одного человека')
    expect((await owner.messages()).find(({ document }) => document)?.document?.file_name).toBe('BLOGGER.csv')
    const { codes } = await world.api.promoCodes({ name: 'BLOGGER' })
    expect(codes.map(({ code }) => code)).toEqual(
      Array.from({ length: 3 }, () => expect.stringMatching(/^[A-Z2-9]{26}$/)),
    )
    const [first, second] = codes
    const telegramId = await known()
    await redeem(telegramId, first!.code)
    await expect(redeem(telegramId, second!.code)).rejects.toMatchObject({ code: 'promo_used_before' })
    await expect(redeem(await known(), first!.code)).rejects.toMatchObject({ code: 'promo_used_up' })
    await expect(redeem(await known(), 'BLOGGER')).rejects.toMatchObject({ code: 'promo_not_found' })
    expect((await world.api.promoCodes({ name: 'BLOGGER' })).codes.filter(({ used }) => used)).toHaveLength(1)
  })

  test.each([
    '/newpromo',
    '/newpromo X 5',
    '/newpromo NAME',
    '/newpromo NAME five',
    '/newpromo NAME 5 until soon',
    '/newpromo NAME 5 x0',
    '/newpromo NAME 5days',
  ])('is told how the command is meant by %j', async (command) => {
    const before = (await world.api.promos({})).promos.length
    const heard = (await owner.heard()).length
    await owner.say(command)
    await eventually(async () => expect((await owner.heard()).slice(heard).join()).toContain('Так: /newpromo'))
    expect((await world.api.promos({})).promos).toHaveLength(before)
  })
})

test('the books agree with all of it', async () => {
  await settled(world)
  expect(await booksOf(world.sql)).toEqual([])
})
