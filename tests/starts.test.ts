import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
})
afterAll(() => world.end())

const cameBy = async ({ id }: Person) =>
  (await world.sql`select first_kind, first_name, last_kind, last_name from starts where user_id = ${id}`)[0]

const figuresOf = async (name: string) => {
  const { campaigns } = await world.api.campaigns({})
  return campaigns.find((campaign) => campaign.name === name)
}

async function comesBy(payload: string): Promise<Person> {
  const person = await world.person()
  await person.say(`/start ${payload}`)
  await person.hears('3 сообщения в подарок')
  return person
}

describe('a link that starts the bot', () => {
  test('is kept as the first one for ever, and as the last one until another comes', async () => {
    const person = await comesBy('c_spring')
    expect(await cameBy(person)).toEqual({
      firstKind: 'campaign',
      firstName: 'spring',
      lastKind: 'campaign',
      lastName: 'spring',
    })
    await person.say('/start c_summer')
    await person.say('/start')
    await settled(world)
    expect(await cameBy(person)).toMatchObject({ firstName: 'spring', lastName: 'summer' })
  })

  test.each(['nonsense', 'c_', 'x_unknown', `c_${'a'.repeat(63)}`, 'c_весна', "c_'; drop table starts"])(
    'with the payload %j is welcomed as without one, and nothing of it is kept',
    async (payload) => {
      const person = await comesBy(payload)
      expect(await cameBy(person)).toMatchObject({ firstKind: null, firstName: null, lastKind: null })
    },
  )

  test('with a secret is kept by its kind only', async () => {
    const person = await world.person()
    await person.say('/start role_a-secret-of-somebody')
    await person.hears('Эта ссылка больше не действует')
    expect(await cameBy(person)).toEqual({ firstKind: 'role', firstName: null, lastKind: 'role', lastName: null })
  })

  test('is nobody’s first one who was known before', async () => {
    const person = await world.person()
    await person.say('/help')
    await person.hears('Помощь')
    await world.sql`update users set created_at = now() - interval '2 hours' where telegram_id = ${person.id}`
    await person.say('/start c_spring')
    await settled(world)
    expect(await cameBy(person)).toMatchObject({ firstKind: null, lastKind: 'campaign' })
  })

  test('is shown by the export and stays after the deletion', async () => {
    const person = await comesBy('c_kept')
    expect(await world.api.exportData({ telegramId: person.id })).toMatchObject({
      data: { came_by: { first_name: 'kept' } },
    })
    await world.api.deleteData({ telegramId: person.id })
    expect(await cameBy(person)).toMatchObject({ firstName: 'kept' })
  })
})

describe('a campaign', () => {
  test('is made by a command, with its link, a QR code and its cost', async () => {
    await owner.say('/campaign vk-1 120')
    const link = await owner.hears('Ссылка для рекламы: https://t.me/')
    expect(link.text).toContain('?start=c_vk-1')
    expect(link.text).toContain('Реклама 120,00 $')
    expect((await owner.messages()).some(({ photo }) => photo !== undefined)).toBe(true)
    await owner.say('/campaign vk-1')
    await owner.say('/campaign vk-1 80,50')
    await owner.hears('Реклама 80,50 $')
    await owner.say('/campaigns')
    await owner.hears(/\*{0,2}vk-1\*{0,2}: пришли 0/)
  })

  test.each([
    '/campaign',
    '/campaign имя',
    '/campaign name much',
    '/campaign name -5',
    '/campaign name bonus',
    '/campaign name bonus 5',
    '/campaign name 5 x2',
  ])('is not made by %j, which is answered by how it is meant', async (command) => {
    const before = (await world.api.campaigns({})).campaigns
    const heard = (await owner.heard()).length
    await owner.say(command)
    await eventually(async () => expect((await owner.heard()).slice(heard).join()).toContain('Так: /campaign'))
    expect((await world.api.campaigns({})).campaigns).toEqual(before)
  })

  test('is for owners only', async () => {
    const person = await comesBy('c_nothing')
    await person.say('/campaigns')
    await person.hears('Помощь')
    await expect(world.api.as({ kind: 'person', telegramId: person.id }).campaigns({})).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('counts who came by it first, began, asked and paid; a refund takes back what it brought', async () => {
    await world.api.saveCampaign({ name: 'autumn', costMicroDollars: 1_000_000 })
    const visitor = await comesBy('c_autumn')
    await visitor.say('/start c_another')
    const asker = await comesBy('c_autumn')
    await asker.press('Попробовать бесплатно')
    await asker.hears('у вас 3 сообщения')
    await asker.say('2 + 2')
    await asker.hears('2 + 2 = 4')
    const payer = await comesBy('c_autumn')
    await payer.say('/buy')
    await payer.press('50 кредитов · 100 ⭐')
    const { charge_id: chargeId } = await payer.pay()
    await payer.hears('Оплата получена')
    await settled(world)

    const figures = (await figuresOf('autumn'))!
    expect(figures).toMatchObject({ starts: 3, trials: 1, asked: 1, payers: 1, stars: 100 })
    expect(figures.revenueMicroDollars).toBe(1_300_000)
    expect(figures.providerMicroDollars).toBeGreaterThan(0)
    expect(figures.marginMicroDollars).toBe(1_300_000 - figures.providerMicroDollars - 1_000_000)
    expect(figures.paidBackOn).toBe(new Date().toISOString().slice(0, 10))
    expect(await figuresOf('another')).toBeUndefined()

    await world.api.refundPayment({ telegramPaymentChargeId: chargeId!, reason: 'test' })
    expect(await figuresOf('autumn')).toMatchObject({
      starts: 3,
      payers: 0,
      stars: 0,
      revenueMicroDollars: 0,
      paidBackOn: null,
    })
  })

  test('is paid back on the first day on which what it brought was its cost', async () => {
    await world.api.saveCampaign({ name: 'winter', costMicroDollars: 2_000_000 })
    const people = [await comesBy('c_winter'), await comesBy('c_winter')]
    for (const [index, person] of people.entries()) {
      const order = await world.api.createPayment({ telegramId: person.id, product: 'pack-50' })
      await world.api.completePayment({
        telegramId: person.id,
        invoicePayload: order.payload,
        currency: order.currency,
        amount: order.amount,
        telegramPaymentChargeId: `winter-${index}`,
      })
    }
    const days = ['2025-03-01', '2025-03-04']
    for (const [index, day] of days.entries())
      await world.sql`update transactions set paid_at = ${`${day}T12:00:00Z`} where telegram_payment_charge_id = ${`winter-${index}`}`
    expect(await figuresOf('winter')).toMatchObject({ payers: 2, stars: 200, paidBackOn: '2025-03-04' })
  })

  describe('with a bonus', () => {
    const creditsOf = async ({ id }: Person) => (await world.api.getCredits({ telegramId: id })).credits

    test('gives it to people who are new, once each, to as many as the owner has said', async () => {
      await owner.say('/campaign gifts bonus 10 x2')
      await owner.hears('Подарок новым: 10 кредитов, получили 0 из 2')
      const isWelcomed = async () => {
        const person = await world.person()
        await person.say('/start c_gifts')
        await person.hears('подарок за знакомство: 10 кредитов')
        return person
      }
      const first = await isWelcomed()
      await first.say('/start c_gifts')
      const second = await isWelcomed()
      const third = await comesBy('c_gifts')
      await settled(world)
      expect(await Promise.all([first, second, third].map(creditsOf))).toEqual([10, 10, 0])
      expect(await figuresOf('gifts')).toMatchObject({ bonuses: 2, mostBonuses: 2 })
      expect((await first.heard()).filter((said) => said.includes('за знакомство'))).toHaveLength(1)
    })

    test('gives nothing to a person who came before it, or by another link first', async () => {
      await world.api.saveCampaign({ name: 'late' })
      const early = await comesBy('c_late')
      const other = await comesBy('c_other')
      await world.sql`update starts set first_at = now() - interval '61 minutes' where user_id = ${early.id}`
      await world.api.saveCampaign({ name: 'late', bonus: { of: 'credits', amount: 10 }, mostBonuses: 100 })
      await early.say('/start c_late')
      await other.say('/start c_late')
      await settled(world)
      expect(await Promise.all([early, other].map(creditsOf))).toEqual([0, 0])
    })

    test('of trial messages has them in the trial that is offered', async () => {
      await owner.say('/campaign trials bonus 2trial x5')
      await owner.hears('Подарок новым: 2 сообщения')
      const person = await world.person()
      await person.say('/start c_trials')
      await person.hears('5 сообщений в подарок')
    })

    test('ends with "bonus none" and with the archive, from which the owner can bring it back', async () => {
      await owner.say('/campaign ends bonus 10 x5')
      await owner.say('/campaign ends archive')
      await owner.hears('В архиве')
      expect(await creditsOf(await comesBy('c_ends'))).toBe(0)
      expect(await figuresOf('ends')).toBeUndefined()
      await owner.say('/campaign ends restore')
      await eventually(async () => expect(await figuresOf('ends')).toMatchObject({ bonuses: 0, starts: 1 }))
      await owner.say('/campaign ends bonus none')
      await eventually(async () => expect(await figuresOf('ends')).toMatchObject({ bonus: null }))
    })
  })
})
