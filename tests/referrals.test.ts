import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rewardInviters } from '#modules/referrals/reward.ts'
import { booksOf } from './world/books.ts'
import type { Person } from './world/person.ts'
import { runTask } from './world/run-task.ts'
import { settled } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'referrals-'))
let world: World
beforeAll(async () => {
  const catalog = JSON.parse(readFileSync('catalog.json', 'utf8')) as object
  const file = join(folder, 'catalog.json')
  const referral = { trialMessages: 2, inviterCredits: 20, mostPerMonth: 2 }
  writeFileSync(file, JSON.stringify({ ...catalog, referral }))
  world = await createWorld({ TRIAL_MESSAGES: '3', CATALOG_FILE: file })
})
afterAll(async () => {
  await world.end()
  rmSync(folder, { recursive: true })
})

const creditsOf = async ({ id }: Person) => (await world.api.getCredits({ telegramId: id })).credits

async function inviter(): Promise<{ person: Person; code: string }> {
  const person = await world.person()
  await person.say('/start')
  await person.hears('3 сообщения в подарок')
  await person.say('/invite')
  const { text } = await person.hears('?start=r_')
  return { person, code: /\?start=r_([\w-]+)/.exec(text!)![1]! }
}
async function comesBy(code: string): Promise<Person> {
  const person = await world.person()
  await person.say(`/start r_${code}`)
  await person.hears('5 сообщений в подарок')
  return person
}
let last = 0
async function buys(person: Person): Promise<string> {
  const order = await world.api.createPayment({ telegramId: person.id, product: 'pack-50' })
  last += 1
  const telegramPaymentChargeId = `referral-${last}`
  await world.api.completePayment({
    telegramId: person.id,
    invoicePayload: order.payload,
    currency: order.currency,
    amount: order.amount,
    telegramPaymentChargeId,
  })
  return telegramPaymentChargeId
}
const passes = async (hours: number, ...people: Person[]) => {
  for (const { id } of people)
    await world.sql`update referrals set paid_at = paid_at - make_interval(hours => ${hours}) where user_id = ${id}`
}
const reward = () => runTask(world, 'reward-inviters')
const refund = (chargeId: string) => world.api.refundPayment({ telegramPaymentChargeId: chargeId, reason: 'test' })

describe('an invitation', () => {
  test('gives the new person trial messages at once, and the inviter credits 72 hours after the first payment', async () => {
    const { person, code } = await inviter()
    const invited = await comesBy(code)
    await invited.hears('в пробном периоде на 2 сообщения больше')
    await buys(invited)
    await reward()
    expect(await creditsOf(person)).toBe(0)
    await person.say('/invite')
    await person.hears(/Пришли по ссылке: 1[\s\S]*награда ждёт: 1/)
    await passes(73, invited)
    await reward()
    await reward()
    await person.hears('Награда за приглашение: 20 кредитов')
    expect(await creditsOf(person)).toBe(20)
    await person.say('/invite')
    await person.hears('Награды: 1, всего 20 кредитов')
  })

  test('is not rewarded when the payment was returned before, and taken back when it is returned later', async () => {
    const { person, code } = await inviter()
    const [early, late] = [await comesBy(code), await comesBy(code)]
    const [first, second] = [await buys(early), await buys(late)]
    await refund(first)
    await passes(73, early, late)
    await reward()
    expect(await creditsOf(person)).toBe(20)
    await refund(second)
    await refund(second)
    await person.hears('награда снята: 20 кредитов')
    expect(await creditsOf(person)).toBe(0)
    await buys(early)
    await passes(73, early)
    await reward()
    expect(await creditsOf(person)).toBe(0)
  })

  test('is for new people only, and never for oneself', async () => {
    const { person, code } = await inviter()
    const known = await world.person()
    await known.say('/start')
    await known.hears('3 сообщения в подарок')
    await known.say(`/start r_${code}`)
    await person.say(`/start r_${code}`)
    await settled(world)
    expect(await world.sql`select user_id from referrals where user_id in (${known.id}, ${person.id})`).toEqual([])
  })

  test('above the limit of the month waits for the next one', async () => {
    const { person, code } = await inviter()
    const people = [await comesBy(code), await comesBy(code), await comesBy(code)]
    for (const each of people) await buys(each)
    await passes(73, ...people)
    await reward()
    await reward()
    expect(await creditsOf(person)).toBe(40)
    await world.sql`update referrals set rewarded_at = rewarded_at - interval '32 days' where inviter_id = ${person.id}`
    await reward()
    expect(await creditsOf(person)).toBe(60)
  })

  test('of a blocked inviter waits until they are let in, and keeps no other one waiting', async () => {
    const [first, second] = [await inviter(), await inviter()]
    const [early, late] = [await comesBy(first.code), await comesBy(second.code)]
    await buys(early)
    await buys(late)
    await passes(74, early)
    await passes(73, late)
    const block = (blocked: boolean) => world.api.blockUser({ telegramId: first.person.id, blocked, reason: 'test' })
    await block(true)
    expect(await rewardInviters(world.sql, 1)).toBe(1)
    expect([await creditsOf(first.person), await creditsOf(second.person)]).toEqual([0, 20])
    await block(false)
    await reward()
    expect(await creditsOf(first.person)).toBe(20)
  })

  test('shows neither of the two the other one in an export', async () => {
    const { person, code } = await inviter()
    const invited = await comesBy(code)
    for (const [each, other] of [
      [person, invited],
      [invited, person],
    ] as const) {
      const { data } = await world.api.exportData({ telegramId: each.id })
      expect(data).toMatchObject({ invitations: [{ state: 'invited' }] })
      expect(JSON.stringify(data['invitations'])).not.toContain(String(other.id))
    }
  })

  test('leaves books that agree', async () => {
    await settled(world)
    expect(await booksOf(world.sql)).toEqual([])
  })
})
