import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { because, type Browser, cabinetUrl, signIn } from './world/cabinet.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { runTask } from './world/run-task.ts'
import { settled } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

const ownerId = 7_880_001
let world: World
let owner: Browser
beforeAll(async () => {
  world = await createWorld({ ADMIN_IDS: String(ownerId), CABINET_URL: cabinetUrl, TRIAL_MESSAGES: '3' })
  await world.api.register({ telegramId: ownerId, firstName: 'Owner', languageCode: 'en' })
  owner = await signIn(world, ownerId)
})
afterAll(() => world.end())

interface Shown {
  id: number
  state: string
  missing_people: number
  arms: { arm: string; people: number; payers: number; money: { revenue_micro_dollars: number } | null }[]
  read_out: { verdict: string; difference: { mean: number; low: number; high: number } } | null
}
const shown = async (id: number) => {
  const { body } = await owner.call('experiments')
  return (body as unknown as { experiments: Shown[] }).experiments.find((each) => each.id === id)!
}

const limits = { percent_b: 50, people_per_arm: 30, most_days: 30 }
const save = (value: object, more: object = {}) =>
  owner.call('saveExperiment', { title: 'Try', value, ...limits, ...because(), ...more })
const draft = async (value: object) => {
  const { status, body } = await save(value)
  expect(status, JSON.stringify(body)).toBe(200)
  return (body as unknown as { id: number }).id
}
const start = (id: number) => owner.callTwice('startExperiment', { id, ...because('to learn') })
const started = async (value: object) => {
  const id = await draft(value)
  expect((await start(id)).status).toBe(200)
  return id
}
const stop = (id: number) => owner.callTwice('stopExperiment', { id, ...because() })
const end = (id: number, publish: 'A' | 'B', reason = 'by the figures') =>
  owner.callTwice('endExperiment', { id, publish, ...because(reason) })
const meetRule = (id: number) => world.sql`update experiments set enough_at = now() where id = ${id}`

const packs = (stars: number) => ({
  subject: 'pack_prices',
  packs: [{ id: 'pack-50', price_stars: stars, card_amount: null }],
})
const trial = (messages: number) => ({ subject: 'trial_size', messages })
const words = (place: string, texts: Record<string, string>) => ({
  subject: 'offer_text',
  place,
  texts: Object.entries(texts).map(([language, text]) => ({ language, text })),
})

const armOf = async (id: number, telegramId: number) => {
  const [row] = await world.sql<{ arm: 'A' | 'B' }>`
    select arm from experiment_arms where experiment_id = ${id} and user_id = ${telegramId}`
  return row?.arm
}

/** A new person in each arm, who has said /start. */
async function oneInEach(id: number, about: { language_code?: string } = {}): Promise<Record<'A' | 'B', Person>> {
  const found: Partial<Record<'A' | 'B', Person>> = {}
  for (let tries = 0; tries < 60 && !(found.A && found.B); tries += 1) {
    const person = await world.person(about)
    await person.say('/start')
    await eventually(async () => expect(await person.heard()).not.toEqual([]))
    found[(await armOf(id, person.id))!] ??= person
  }
  return found as Record<'A' | 'B', Person>
}
const price = async (telegramId: number) => {
  const offers = await world.api.offers({ telegramId })
  return offers.packs.find(({ id }) => id === 'pack-50')!.priceStars
}
const order = (telegramId: number, gift = false) =>
  world.api.createPayment({ telegramId, product: 'pack-50', ...(gift ? { gift } : {}) })
const settledPrice = (telegramId: number, stars: number) =>
  eventually(async () => expect(await price(telegramId)).toBe(stars))

describe('an experiment with prices', () => {
  test('shows, bills and charges each arm its own price, also less a discount, as a gift and when it is refunded', async () => {
    const id = await started(packs(130))
    const people = await oneInEach(id)
    await world.api.makePromo({ name: 'TENTH', gives: { of: 'percent_off', percent: 10 }, idempotencyKey: 'tenth' })
    for (const [arm, stars] of [
      ['A', 100],
      ['B', 130],
    ] as const) {
      const person = people[arm]
      await person.say('/buy')
      await person.hears('Оплата звёздами')
      await person.press(`50 кредитов · ${stars} ⭐`)
      expect(await person.pay()).toMatchObject({ paid: true })
      await person.hears('плюс 50 кредитов')
      const [paid] = await world.sql<{ chargeId: string; amount: number }>`
        select telegram_payment_charge_id as charge_id, amount from transactions where user_id = ${person.id}`
      expect([arm, paid!.amount]).toEqual([arm, stars])
      expect((await order(person.id, true)).amount).toBe(stars)
      await world.api.redeemPromoCode({ telegramId: person.id, code: 'TENTH', updateId: 1 })
      const reduced = Math.ceil(stars * 0.9)
      expect([await price(person.id), (await order(person.id)).amount]).toEqual([reduced, reduced])
      const refunded = { telegramPaymentChargeId: paid!.chargeId, reason: 'test' }
      expect(await world.api.refundPayment(refunded)).toMatchObject({ amount: stars })
    }
    expect((await stop(id)).status).toBe(200)
  })

  test('keeps the price of an open invoice when A stays, and everybody sees one price from then on', async () => {
    const id = await started(packs(140))
    const { B: person } = await oneInEach(id)
    const { payload, amount } = await order(person.id)
    expect(amount).toBe(140)
    await meetRule(id)
    expect((await end(id, 'A')).status).toBe(200)
    expect(await price(person.id)).toBe(100)
    const checkout = { telegramId: person.id, invoicePayload: payload, currency: 'XTR' }
    expect(await world.api.checkPayment({ ...checkout, amount: 140 })).toEqual({ approved: true })
    expect(await shown(id)).toMatchObject({ state: 'ended', published: false })
  })

  test('is refused where a pack would not pay for its answers, is not sold, or costs the same', async () => {
    const refusals = [packs(1), { subject: 'pack_prices', packs: [{ id: 'nothing', price_stars: 5 }] }, packs(100)]
    const errors = []
    for (const value of refusals) errors.push((await save(value)).body.error)
    expect(errors.map((error) => error?.code)).toEqual(['experiment_loses', 'product_not_found', 'experiment_same'])
    expect(errors[0]!.details).toMatchObject({
      losses: expect.arrayContaining([expect.stringContaining('loses')]) as string[],
      findings: expect.arrayContaining([
        expect.objectContaining({ wrong: true, parts: expect.any(Array) as [] }),
      ]) as [],
    })
  })

  test('becomes the next version of the catalogue when B wins, with its reason, and nothing else changes it meanwhile', async () => {
    const id = await started(packs(150))
    const { A: before } = await oneInEach(id)
    const { content, version: base } = (await owner.call('catalog')).body as unknown as {
      content: string
      version: number
    }
    const other = JSON.stringify(JSON.parse(content, (key, value) => (key === 'priceStars' ? value + 1 : value)))
    const saved = await owner.call('saveCatalogDraft', { content: other, base, revision: 0, ...because() })
    const { revision } = saved.body as unknown as { revision: number }
    expect((await owner.callTwice('publishCatalog', { revision, base, ...because() })).body.error?.code).toBe(
      'experiment_running',
    )
    expect((await end(id, 'B')).body.error?.code, 'before its stop rule is met').toBe('experiment_state')
    await meetRule(id)
    const { status, body } = await end(id, 'B', 'people pay it')
    expect([status, body['version']]).toEqual([200, 2])
    await settledPrice(before.id, 150)
    const [version] = await world.sql`select reason, published_by from catalog_versions order by version desc limit 1`
    expect(version).toEqual({ reason: 'people pay it', publishedBy: ownerId })
    const actions = await world.sql<{ action: string; reason: string }>`
      select action, reason from audit_log where subject = ${String(id)} and action like 'experiment%' order by id`
    expect(actions).toEqual([
      { action: 'experiment_saved', reason: 'test' },
      { action: 'experiment_started', reason: 'to learn' },
      { action: 'experiment_ended', reason: 'people pay it' },
    ])
  })
})

describe('an experiment with the trial', () => {
  test('offers and gives each arm its own size, and B becomes the setting', async () => {
    const id = await started(trial(5))
    const people = await oneInEach(id, { language_code: 'en' })
    for (const [arm, messages] of [
      ['A', 3],
      ['B', 5],
    ] as const) {
      const person = people[arm]
      await person.hears(`${messages} messages as a gift`)
      await person.press('Try for free')
      await person.hears(`Done: you have ${messages} messages`)
      expect((await world.api.getCredits({ telegramId: person.id })).trial).toMatchObject({ granted: messages })
    }
    const change = { setting: 'trial_messages', value: 9, version: 0, ...because() }
    expect((await owner.callTwice('changeSetting', change)).body.error?.code).toBe('experiment_running')
    await meetRule(id)
    expect((await end(id, 'B')).status).toBe(200)
    const late = await world.person()
    await late.say('/start')
    await eventually(async () => expect((await world.api.offers({ telegramId: late.id })).trialMessages).toBe(5))
    expect(await armOf(id, late.id)).toBeUndefined()
    const [setting] = await world.sql`select value, reason from setting_versions where setting = 'trial_messages'`
    expect(setting).toEqual({ value: 5, reason: 'by the figures' })
  })
})

describe('an experiment with words', () => {
  test('says them to arm B in its language, takes no one else in, and B is said to everybody in the end', async () => {
    const id = await started(words('trial', { en: 'Have **{count}** answers from us' }))
    const people = await oneInEach(id, { language_code: 'en' })
    await people.B.hears('Have 5 answers from us')
    const change = (setting: string) =>
      owner.callTwice('changeSetting', { setting, value: 'x', version: 0, ...because() })
    expect((await change('offer_trial.en')).body.error?.code).toBe('experiment_running')
    expect((await change('offer_purchase.en')).status).toBe(200)
    expect((await people.A.heard()).join()).not.toContain('answers from us')
    const russian = await world.person()
    await russian.say('/start')
    await russian.hears('Попробуйте бесплатно')
    expect(await armOf(id, russian.id)).toBeUndefined()
    await meetRule(id)
    expect((await end(id, 'B')).status).toBe(200)
    await eventually(async () => {
      await people.A.say('/start')
      await people.A.hears('Have 5 answers from us', 500)
    })
  })

  test('heads the page of what is sold', async () => {
    const id = await started(words('purchase', { en: '**Fill up**' }))
    const people = await oneInEach(id, { language_code: 'en' })
    for (const person of Object.values(people)) {
      await person.say('/buy')
      await person.hears('Credits')
    }
    await people.B.hears('Fill up')
    expect((await people.A.heard()).join()).not.toContain('Fill up')
    expect((await stop(id)).status).toBe(200)
  })

  test.for([
    ['longer than its place', { en: 'x'.repeat(201) }, 'bad_request'],
    ['in no language', {}, 'bad_request'],
  ] as const)('is refused when it is %s', async ([, texts, code]) => {
    expect((await save(words('purchase', texts))).body.error?.code).toBe(code)
  })

  test('is refused when it is longer than a message once it is formatted', async () => {
    const table = `|${'h'.repeat(300)}|b|\n|-|-|\n${'|x|y|\n'.repeat(90)}`
    expect((await save(words('trial', { en: table }))).body.error?.code).toBe('text_not_sendable')
  })
})

describe('a start', () => {
  test('of two that try the same wins once, and of one that is started twice', async () => {
    const ids = [await draft(trial(7)), await draft(trial(8))]
    const asked = await Promise.all(
      [ids[0]!, ids[0]!, ids[1]!].map(async (id) => {
        const change = { id, ...because() }
        const { body } = await owner.call('startExperiment', change)
        return { ...change, confirmation: body.error!.details!.confirmation }
      }),
    )
    const answers = await Promise.all(asked.map((change) => owner.call('startExperiment', change)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2)
    const running = await world.sql<{ id: number }>`select id from experiments where state = 'running'`
    expect(running).toHaveLength(1)
    expect((await stop(running[0]!.id)).status).toBe(200)
  })

  test('fixes the experiment: it is neither changed nor deleted any more', async () => {
    const id = await started(trial(11))
    const changed = await save(trial(12), { id })
    expect(changed.body.error?.code).toBe('experiment_state')
    expect((await owner.call('dropExperiment', { id, ...because() })).body.error?.code).toBe('experiment_state')
    expect((await stop(id)).status).toBe(200)
    expect((await start(id)).body.error?.code).toBe('experiment_state')
  })
})

describe('the figures', () => {
  /** So many new people at once, with even ids or not as chance has them. */
  const arrive = (first: number, count: number) => world.sql`
    insert into users (telegram_id, first_name, language)
    select ${first}::bigint + n, '', 'en' from generate_series(1, ${count}::integer) n`
  const pay = (arm: string, id: number, nth: number, at = 'now') => world.sql`
    insert into transactions (user_id, kind, status, product, invoice_payload, currency, amount, credits_granted,
      telegram_payment_charge_id, details, paid_at)
    select user_id, 'order', 'paid', 'pack-50', ${`p${at}`}::text || user_id, 'XTR', 100, 0, ${`c${at}`}::text || user_id, '{}', ${at}::timestamptz
    from experiment_arms where experiment_id = ${id} and arm = ${arm} and user_id % ${nth}::integer = 0 returning user_id`

  test('hold back money and verdict until the stop rule is met, and count later refunds but no later payments', async () => {
    const id = await started(trial(20))
    await arrive(8_000_000_000, 40)
    await runTask(world, 'count-experiments')
    const early = await shown(id)
    expect(early.read_out).toBeNull()
    expect(early.arms.map(({ money }) => money)).toEqual([null, null])
    expect(early.missing_people).toBe(30 - Math.min(...early.arms.map(({ people }) => people)))

    await arrive(8_000_001_000, 400)
    const payers = await pay('B', id, 2)
    await runTask(world, 'count-experiments')
    const met = await shown(id)
    expect(met.missing_people).toBe(0)
    expect(met.read_out!.verdict).toBe('b_better')
    const revenue = ({ arms }: Shown) => arms.map(({ money }) => money!.revenue_micro_dollars)
    expect(revenue(met)).toEqual([0, payers.length * 1_300_000])
    expect(met.arms.map((each) => each.payers)).toEqual([0, payers.length])
    await arrive(8_000_002_000, 10)
    expect(await armOf(id, 8_000_002_001)).toBeUndefined()
    expect((await stop(id)).body.error?.code).toBe('experiment_state')

    expect((await end(id, 'A')).status).toBe(200)
    await pay('A', id, 3, 'tomorrow')
    await world.sql`
      update transactions set status = 'refunded', refunded_at = now() where user_id = ${payers[0]!['userId']}`
    await runTask(world, 'count-ended-experiments')
    expect(revenue(await shown(id))).toEqual([0, (payers.length - 1) * 1_300_000])
  })

  test('say too little after the last day when too few have come', async () => {
    const id = await started(trial(21))
    await arrive(8_000_003_000, 20)
    await world.sql`update experiments set started_at = now() - interval '30 days' where id = ${id}`
    await runTask(world, 'count-experiments')
    expect((await shown(id)).read_out).toEqual({ difference: null, verdict: 'too_few' })
    expect((await end(id, 'A')).status).toBe(200)
  })
})

test('an arm stands on the page of the person and in their export, and stays when their words are deleted', async () => {
  const id = await started(trial(22))
  const person = await world.person()
  await person.say('/start')
  await person.hears('Попробуйте')
  await settled(world)
  const arm = await armOf(id, person.id)
  const { body } = await owner.call('person', { telegram_id: person.id })
  expect(body['experiments']).toMatchObject([{ id, title: 'Try', subject: 'trial_size', state: 'running', arm }])
  const { data } = await world.api.exportData({ telegramId: person.id })
  expect(data['experiments']).toMatchObject([{ experiment_id: id, arm }])
  await world.api.deleteData({ telegramId: person.id })
  expect(await armOf(id, person.id)).toBe(arm)
  await world.api.register({ telegramId: person.id, firstName: 'Ann again', languageCode: 'en' })
  expect(await armOf(id, person.id)).toBe(arm)
  expect((await stop(id)).status).toBe(200)
})
