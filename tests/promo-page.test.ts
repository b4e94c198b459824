import { afterAll, beforeAll, expect, test } from 'vitest'
import { verdictOf } from '#web/pages/growth/verdict.ts'
import { because, type Browser, cabinetUrl, signIn } from './world/cabinet.ts'
import { createWorld, type World } from './world/world.ts'

const ownerId = 7_960_001
let world: World
let browser: Browser
beforeAll(async () => {
  world = await createWorld({ withoutBot: true, ADMIN_IDS: String(ownerId), CABINET_URL: cabinetUrl })
  await world.api.register({ telegramId: ownerId, firstName: 'Olga', languageCode: 'en' })
  browser = await signIn(world, ownerId)
})
afterAll(() => world.end())

const credits = { of: 'credits', amount: 20 }
const audited = (name: string) => world.sql`
  select action, actor_id, reason, before, after from audit_log where subject = ${name} order by id`

interface Shown {
  name: string
  state: string
}

async function shown(name: string): Promise<Shown | undefined> {
  const { status, body } = await browser.call('promos')
  expect(status).toBe(200)
  return (body['promos'] as unknown as Shown[]).find((promo) => promo.name === name)
}

async function codesOf(name: string): Promise<{ code: string; used: boolean }[]> {
  return (await browser.call('promoCodes', { name })).body['codes'] as unknown as { code: string; used: boolean }[]
}

let last = 7_961_000
async function uses(code: string): Promise<number> {
  const telegramId = (last += 1)
  await world.api.register({ telegramId, firstName: 'Ann', languageCode: 'en' })
  await world.api.redeemPromoCode({ telegramId, code, updateId: telegramId })
  return telegramId
}

async function buys(telegramId: number): Promise<void> {
  const { packs } = await world.api.offers({ telegramId })
  const { payload, currency, amount } = await world.api.createPayment({ telegramId, product: packs[0]!.id })
  const telegramPaymentChargeId = `charge-${telegramId}`
  await world.api.completePayment({ telegramId, invoicePayload: payload, currency, amount, telegramPaymentChargeId })
}

test('a promo code is made once for each key and stands in the audit log', async () => {
  const made = { name: 'spring', gives: credits, most_uses: 3, ...because('a sale') }
  const answers = await Promise.all(Array.from({ length: 4 }, () => browser.call('makePromo', made)))
  for (const { status, body } of answers) expect([status, body]).toEqual([200, { name: 'SPRING' }])
  const again = { ...made, gives: { ...credits, amount: 21 } }
  expect((await browser.call('makePromo', again)).body.error?.code).toBe('idempotency_key_reused')
  expect((await browser.call('makePromo', { ...made, ...because() })).body.error?.code).toBe('promo_exists')
  const after = { gives: credits, mostUses: 3, batch: false, firstPurchase: false, startsAt: null, endsAt: null }
  expect(await audited('SPRING')).toEqual([
    { action: 'promo_made', actorId: ownerId, reason: 'a sale', before: {}, after },
  ])
})

test('its figures are its uses, the credits given, and the people who have paid afterwards', async () => {
  await browser.call('makePromo', { name: 'FIGURES', gives: credits, most_uses: 3, ...because() })
  const [first] = [await uses('FIGURES'), await uses('figures')]
  await buys(first)
  const figures = { state: 'active', uses: 2, credits_given: 40, buyers: 1 }
  expect(await shown('FIGURES')).toMatchObject(figures)
  const before = await uses('SPRING')
  await buys(before)
  expect(await shown('FIGURES'), 'buyers of another code').toMatchObject(figures)
  await uses('FIGURES')
  expect(await shown('FIGURES')).toMatchObject({ state: 'used_up', uses: 3, credits_given: 60, buyers: 1 })
})

test('a payment before the code was used, or one that was refunded, is not of a buyer', async () => {
  await browser.call('makePromo', { name: 'BUYERS', gives: { of: 'percent_off', percent: 10 }, ...because() })
  const early = await uses('BUYERS')
  await buys(early)
  await world.sql`update transactions set paid_at = paid_at - interval '1 day' where user_id = ${early}`
  const refunded = await uses('BUYERS')
  await buys(refunded)
  expect(await shown('BUYERS')).toMatchObject({ uses: 2, credits_given: 0, buyers: 1 })
  const refund = { charge_id: `charge-${refunded}`, ...because() }
  expect((await browser.callTwice('refund', refund)).status).toBe(200)
  expect(await shown('BUYERS')).toMatchObject({ buyers: 0 })
})

test.for([
  ['trial messages', { of: 'trial_messages', amount: 3 }],
  ['days of a plan', { of: 'plan_days', plan: 'plan', days: 7 }],
  ['percent off', { of: 'percent_off', percent: 25 }],
] as const)('a code gives %s, within dates and for a first purchase', async ([kind, gives]) => {
  const plans = (await browser.call('promos')).body['plans'] as unknown as { id: string }[]
  const given = gives.of === 'plan_days' ? { ...gives, plan: plans[0]!.id } : gives
  const name = kind.toUpperCase().replaceAll(' ', '-')
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
  const wanted = { name, gives: given, first_purchase: true, starts_at: day(1), ends_at: day(2) }
  expect((await browser.call('makePromo', { ...wanted, ...because() })).status).toBe(200)
  expect(await shown(name)).toMatchObject({ ...wanted, state: 'not_yet' })
})

test('a code that ends before it begins, or of a plan that there is not, is refused, and nothing is on record', async () => {
  const starts = new Date(Date.now() + 172_800_000).toISOString()
  const ends = new Date(Date.now() + 86_400_000).toISOString()
  for (const [more, code] of [
    [{ starts_at: starts, ends_at: ends }, 'promo_dates'],
    [{ ends_at: '2020-01-01T00:00:00Z' }, 'promo_dates'],
    [{ gives: { of: 'plan_days', plan: 'nothing', days: 1 } }, 'product_not_found'],
  ] as const) {
    const wanted = { name: 'REFUSED', gives: credits, ...more, ...because() }
    expect((await browser.call('makePromo', wanted)).body.error?.code).toBe(code)
  }
  expect(await audited('REFUSED')).toEqual([])
})

test.each([
  ['credits', { of: 'credits', amount: 1_001 }],
  ['trial messages', { of: 'trial_messages', amount: 101 }],
  ['days of a plan', { of: 'plan_days', plan: 'month', days: 367 }],
])('a code of so many %s is asked twice: a digit too many gives away much', async (_of, gives) => {
  const name = `GREAT-${gives.of.replace('_', '-').toUpperCase()}`
  const wanted = { name, gives, most_uses: 3, ...because() }
  const asked = await browser.call('makePromo', wanted)
  expect([asked.status, asked.body.error?.code]).toEqual([409, 'confirmation_needed'])
  expect(asked.body.error?.details?.question).toEqual({ name, gives, most_uses: 3, batch: false })
  expect(await shown(name)).toBeUndefined()
  expect((await browser.callTwice('makePromo', wanted)).status).toBe(200)
})

test('a large batch is asked twice, and its codes are listed with which are used', async () => {
  const small = { name: 'SMALL', gives: credits, batch: true, most_uses: 100, ...because() }
  expect((await browser.call('makePromo', small)).status).toBe(200)
  const large = { ...small, name: 'LARGE', most_uses: 101, ...because() }
  const asked = await browser.call('makePromo', large)
  expect([asked.status, asked.body.error?.code]).toEqual([409, 'confirmation_needed'])
  expect(asked.body.error?.details?.question).toEqual({ name: 'LARGE', gives: credits, most_uses: 101, batch: true })
  expect(await shown('LARGE')).toBeUndefined()
  expect((await browser.callTwice('makePromo', large)).status).toBe(200)
  const codes = await codesOf('LARGE')
  expect(new Set(codes.map(({ code }) => code)).size).toBe(101)
  await uses(codes[0]!.code)
  expect((await codesOf('LARGE')).filter(({ used }) => used)).toEqual([{ ...codes[0]!, used: true }])
  const tooMany = { ...large, name: 'TOO-MANY', most_uses: 10_001, ...because() }
  expect((await browser.callTwice('makePromo', tooMany)).body.error?.code).toBe('promo_too_many')
})

test('a code is ended once, on record with its uses, and gives nothing any more', async () => {
  await browser.call('makePromo', { name: 'ENDED', gives: credits, ...because() })
  await uses('ENDED')
  const ends = { name: 'ENDED', ...because('enough') }
  for (const _ of [1, 2]) expect((await browser.call('endPromo', ends)).status).toBe(200)
  expect(await shown('ENDED')).toMatchObject({ state: 'ended', uses: 1 })
  await expect(uses('ENDED')).rejects.toMatchObject({ code: 'promo_over' })
  const [, record, ...more] = await audited('ENDED')
  expect(record).toMatchObject({
    action: 'promo_ended',
    reason: 'enough',
    before: { endedAt: null, uses: 1 },
    after: { endedAt: expect.any(String) as string, uses: 1 },
  })
  expect(more).toEqual([])
  expect((await browser.call('endPromo', { name: 'NOTHING', ...because() })).body.error?.code).toBe('promo_not_found')
})

test.for([
  ['nobody', [0, 0], [0, 0], 'too_few'],
  ['few people', [40, 10], [4, 0], 'too_few'],
  ['few payers', [900, 9], [100, 1], 'too_few'],
  ['about as many', [900, 95], [100, 10], 'same'],
  ['many more', [900, 180], [100, 8], 'more'],
  ['many fewer', [900, 60], [100, 20], 'less'],
] as const)('reminders are judged when there are %s', ([, reminded, heldOut, verdict]) => {
  const group = ([people, payers]: readonly [number, number]) => ({ people, payers })
  expect(verdictOf(group(reminded), group(heldOut))).toBe(verdict)
})
