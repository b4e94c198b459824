import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isDay } from '#modules/win-back/tasks/win-back.ts'
import { remind } from '#modules/win-back/remind.ts'
import { winBackRules } from '#modules/notifications/contract.ts'
import type { Reminders } from '#modules/settings/reminders.ts'
import { languageCodes } from '#texts/codes.ts'
import type { Person } from './world/person.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.end())

const usual: Reminders = { rules: [...winBackRules], perWeek: 1, heldOutPercent: 10 }

const writeDue = (reminders = usual) =>
  remind(world.sql, { languages: [...languageCodes], cheapest: 1, limit: 100, reminders })

const writtenTo = ({ id }: Person) =>
  world.sql`select rule, held_out from win_backs where user_id = ${id} order by at, rule`

/** Known, and not one of those who hear nothing, or one of them. */
async function known({ heldOut = false } = {}): Promise<Person> {
  for (;;) {
    const person = await world.person()
    await person.say('/start')
    await person.hears('Здравствуйте')
    const [row] = await world.sql<{ heldOut: boolean }>`
      select abs(hashtext('win-back:' || ${person.id}::bigint)) % 10 = 0 as held_out`
    if (row!.heldOut === heldOut) return person
  }
}

/** With a trial whose last message was used so many hours ago. */
async function withUsedTrial(hours: number, options?: { heldOut: boolean }): Promise<Person> {
  const person = await known(options)
  await world.api.startTrial({ telegramId: person.id })
  await world.sql`update trials set used = granted where user_id = ${person.id}`
  await world.sql`update trials set used_up_at = now() - make_interval(hours => ${hours}) where user_id = ${person.id}`
  return person
}

/** With a subscription that ended so many days ago. */
async function withLapsedPlan(days: number): Promise<Person> {
  const person = await known()
  await endPlan(person, days)
  return person
}

async function endPlan({ id }: Person, days: number): Promise<void> {
  await world.sql`
    select add_plan_days(${id}, 'month', 86400, 'adjustment', null, 'lapsed', now() - (${days}::float + 1) * interval '1 day')`
}

/** Buys the smallest pack. */
async function buy({ id: telegramId }: Person, chargeId: string): Promise<void> {
  const {
    payload: invoicePayload,
    amount,
    currency,
  } = await world.api.createPayment({ telegramId, product: 'pack-50' })
  const payment = { telegramId, invoicePayload, currency, amount, recurring: null }
  await world.api.completePayment({ ...payment, telegramPaymentChargeId: chargeId, providerPaymentChargeId: '' })
}

describe('a reminder', () => {
  test('comes once, a day after the trial was used up, with the prices and a way to have no more of them', async () => {
    const early = await withUsedTrial(23)
    const person = await withUsedTrial(25)
    const late = await withUsedTrial(24 * 8)
    await writeDue()
    await writeDue()
    await person.hears('Пробные сообщения закончились')
    expect(await writtenTo(person)).toEqual([{ rule: 'trial_used_up', heldOut: false }])
    expect(await writtenTo(early)).toEqual([])
    expect(await writtenTo(late), 'what is long past').toEqual([])
    await person.press('Больше не напоминать')
    await person.hears('Больше не напомню')
    expect((await world.api.userProfile({ telegramId: person.id })).settings.reminders).toBe(false)
    await endPlan(person, 3.5)
    await world.sql`update win_backs set at = now() - interval '8 days' where user_id = ${person.id}`
    await writeDue()
    expect(await writtenTo(person)).toHaveLength(1)
  })

  test('of a message that was given back does not come: the trial is not used up any more', async () => {
    const person = await withUsedTrial(25)
    await world.sql`update trials set used = used - 1 where user_id = ${person.id}`
    await writeDue()
    expect(await writtenTo(person)).toEqual([])
  })

  test('of a subscription comes three and fourteen days after its end', async () => {
    const people = await Promise.all([2, 3.5, 10, 14.5, 20].map(withLapsedPlan))
    await writeDue()
    const rules = await Promise.all(people.map(async (person) => (await writtenTo(person)).map(({ rule }) => rule)))
    expect(rules).toEqual([[], ['plan_lapsed_3'], [], ['plan_lapsed_14'], []])
  })

  test('of the balance comes when a person who buys credits has asked for the last of them', async () => {
    const person = await known()
    await buy(person, `low-${person.id}`)
    const question = { telegramId: person.id, chatId: person.id, messageId: 1, updateId: 9_000_001, text: '1 + 1' }
    await world.api.processMessage({ ...question, threadId: 0 })
    await world.sql`update messages_log set asked_at = now() - interval '1 hour' where user_id = ${person.id}`
    await writeDue()
    expect(await writtenTo(person), 'while there is enough').toEqual([])
    await world.api.updateCredits({ telegramId: person.id, delta: -49, reason: 'test', idempotencyKey: 'low' })
    await writeDue()
    expect(await writtenTo(person)).toEqual([{ rule: 'low_balance', heldOut: false }])
  })

  test('comes at most once a week, whatever it is about', async () => {
    const person = await withUsedTrial(25)
    await writeDue()
    await endPlan(person, 3.5)
    await writeDue()
    expect(await writtenTo(person)).toHaveLength(1)
    await world.sql`update win_backs set at = at - interval '8 days' where user_id = ${person.id}`
    await writeDue()
    expect(await writtenTo(person)).toHaveLength(2)
  })

  test('does not come to who has bought, was refunded, or is blocked', async () => {
    const buyer = await withUsedTrial(25)
    await buy(buyer, `bought-${buyer.id}`)
    const refunded = await withLapsedPlan(3.5)
    await buy(refunded, `back-${refunded.id}`)
    await world.api.refundPayment({ telegramPaymentChargeId: `back-${refunded.id}`, reason: 'test', refunded: true })
    const blocked = await withUsedTrial(25)
    await world.sql`update users set blocked_at = now() where telegram_id = ${blocked.id}`
    await writeDue()
    for (const person of [buyer, refunded, blocked]) expect(await writtenTo(person)).toEqual([])
  })

  test('is kept from one of ten, and the figures tell what both groups have paid', async () => {
    const before = await world.api.winBackFigures({})
    const silent = await withUsedTrial(25, { heldOut: true })
    const told = await withUsedTrial(25)
    await writeDue()
    expect(await writtenTo(silent)).toEqual([{ rule: 'trial_used_up', heldOut: true }])
    expect(await world.sql`select 1 from outbox where user_id = ${silent.id}`).toEqual([])
    await buy(told, `told-${told.id}`)
    const { rules } = await world.api.winBackFigures({})
    const was = before.rules.find(({ rule }) => rule === 'trial_used_up')!
    expect(rules.find(({ rule }) => rule === 'trial_used_up')).toEqual({
      rule: 'trial_used_up',
      reminded: {
        people: was.reminded.people + 1,
        payers: was.reminded.payers + 1,
        stars: was.reminded.stars + 100,
      },
      heldOut: { ...was.heldOut, people: was.heldOut.people + 1 },
    })
  })

  test('comes as often in a week as was set, and of one that is turned off not at all', async () => {
    const person = await withUsedTrial(25)
    await writeDue()
    await endPlan(person, 3.5)
    await writeDue({ ...usual, perWeek: 2, rules: ['trial_used_up', 'plan_lapsed_14', 'low_balance'] })
    expect(await writtenTo(person)).toEqual([{ rule: 'trial_used_up', heldOut: false }])
    await writeDue({ ...usual, perWeek: 2 })
    expect((await writtenTo(person)).map(({ rule }) => rule)).toEqual(['trial_used_up', 'plan_lapsed_3'])
  })

  test('is kept from the share that was set; who was in a smaller share is in the larger one', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => withUsedTrial(25)))
    const silentAt = async (heldOutPercent: number) => {
      await world.sql`delete from win_backs`
      await writeDue({ ...usual, heldOutPercent })
      const rows = await world.sql<{ userId: number }>`
        select user_id from win_backs where held_out and user_id = any (${people.map(({ id }) => id)}::bigint[])`
      return rows.map(({ userId }) => userId)
    }
    expect(await silentAt(0)).toEqual([])
    expect(await silentAt(10), 'none of these is in the usual share').toEqual([])
    const half = await silentAt(50)
    const more = await silentAt(90)
    expect(more.length).toBeGreaterThan(0)
    expect(more).toEqual(expect.arrayContaining(half))
    expect(await silentAt(100)).toHaveLength(people.length)
  })

  test.each([
    ['2026-11-26T06:59:00Z', false],
    ['2026-11-26T07:00:00Z', true],
    ['2026-11-26T16:59:00Z', true],
    ['2026-11-26T17:00:00Z', false],
  ])('at %s in Moscow: %s', (moment, day) => expect(isDay('Europe/Moscow', new Date(moment))).toBe(day))
})
