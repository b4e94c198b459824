import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { because, Browser, signIn } from './world/cabinet.ts'
import { eventually } from './world/eventually.ts'
import type { World } from './world/world.ts'
import { createTeamWorld, idOf, newPerson, ownerId, pay, schedule } from './world/cabinet-team.ts'

let world: World
beforeAll(async () => {
  world = await createTeamWorld()
})
afterAll(() => world.end())

describe('the lists', () => {
  test('find a person by id, @name, the beginning of a name, and charge id', async () => {
    const telegramId = await newPerson(world, 'Жанна')
    const chargeId = await pay(world, telegramId)
    const browser = await signIn(world, idOf.support)
    for (const search of [String(telegramId), `@ANN_${telegramId}`, `t.me/nothing`, 'жан', chargeId, '%']) {
      const { people } = (await browser.call('people', { search })).body as unknown as {
        people: { telegram_id: number }[]
      }
      const isFound = people.some((person) => person.telegram_id === telegramId)
      expect([search, isFound]).toEqual([search, !['t.me/nothing', '%'].includes(search)])
    }
  })

  test('come page by page, newest first, each row once', async () => {
    await world.sql`
      insert into users (telegram_id, first_name, language, created_at)
      select 8000000 + n, 'Many', 'en', now() - interval '1 year' + (n / 3) * interval '1 microsecond' from generate_series(1, 120) n`
    const browser = await signIn(world, ownerId)
    const seen: number[] = []
    let before: string | undefined
    do {
      const { people, next } = (await browser.call('people', before ? { before } : {})).body as unknown as {
        people: { telegram_id: number }[]
        next: string | null
      }
      expect(people.length).toBeLessThanOrEqual(50)
      seen.push(...people.map(({ telegram_id: id }) => id))
      before = next ?? undefined
    } while (before)
    const all = await world.sql`select telegram_id from users order by created_at desc, telegram_id desc`
    expect(seen).toEqual(all.map(({ telegramId }) => telegramId))
  })

  test('show a person with everything but their words', async () => {
    const telegramId = await newPerson(world, 'Ann', 7)
    await pay(world, telegramId)
    await world.api.changeProfile({ telegramId, settings: { instructions: 'a secret wish' } })
    for (const state of ['active', 'paused', 'draft'] as const)
      await schedule(world, telegramId, 'a secret wish', state)
    await world.api.createAssistant({ telegramId, updateId: 7_890_021, title: 'a secret wish' })
    await world.sql`
      insert into memory_facts (user_id, fact, key) values (${telegramId}, 'a secret wish', '1'), (${telegramId}, 'another', '2')`
    const browser = await signIn(world, idOf.support)
    const { body } = await browser.call('person', { telegram_id: String(telegramId) })
    expect(body).toMatchObject({
      profile: { telegram_id: telegramId, first_name: 'Ann' },
      ledger: [{ kind: 'purchase' }, { kind: 'adjustment', delta: 7, balance: 7 }],
      payments: [{ status: 'paid', currency: 'XTR' }],
      schedules: [
        { every: 'week', on_day: 1, at_minute: 545, state: 'active', due_at: '2099-01-05T06:05:00.000Z' },
        { state: 'paused', paused_because: 'unread', due_at: null },
      ],
      own_assistants: 1,
      memories: 2,
    })
    expect((body['timeline'] as unknown as { kind: string }[]).map(({ kind }) => kind)).toContain('payment_completed')
    expect(JSON.stringify(body)).not.toContain('a secret wish')
  })

  test('show by what a person came, whom they brought, and their promo codes and gifts', async () => {
    const [inviter, telegramId, friend] = [await newPerson(world), await newPerson(world), await newPerson(world)]
    await world.api.recordStart({ telegramId, link: { kind: 'campaign', name: 'spring-ads' } })
    await world.api.recordStart({ telegramId, link: { kind: 'gift', name: null } })
    await world.sql`
      insert into referrals (user_id, inviter_id, trial_messages, credits, most_per_month)
      values (${telegramId}, ${inviter}, 2, 20, 5)`
    await world.api.makePromo({
      name: 'SEEN',
      gives: { of: 'credits', amount: 5 },
      idempotencyKey: 'promo-that-is-seen',
    })
    await world.api.redeemPromoCode({ telegramId, code: 'seen', updateId: telegramId })
    await pay(world, telegramId, { gift: true })
    const [gift] = await world.sql<{ token: string }>`select token from gifts where user_id = ${telegramId}`
    await world.api.claimGift({ telegramId: friend, token: gift!.token })
    const browser = await signIn(world, idOf.support)
    const of = async (id: number) => (await browser.call('person', { telegram_id: String(id) })).body
    expect(await of(telegramId)).toMatchObject({
      came: { first: { kind: 'campaign', name: 'spring-ads' }, last: { kind: 'gift', name: null } },
      gifts: [{ given: true, state: 'claimed', other_id: friend }],
      promo_uses: [{ name: 'SEEN', code: 'SEEN', gives: { of: 'credits', amount: 5 } }],
      invitations: { invited_by: inviter, came: 0 },
    })
    expect(await of(friend)).toMatchObject({
      came: null,
      gifts: [{ given: false, state: 'claimed', other_id: telegramId }],
      promo_uses: [],
    })
    expect(await of(inviter)).toMatchObject({ gifts: [], invitations: { invited_by: null, came: 1, waiting: 1 } })
    expect(JSON.stringify(await of(telegramId))).not.toContain(gift!.token)
  })

  test("tell where Telegram's list and the books differed, and what came without an order", async () => {
    const telegramId = await newPerson(world)
    await world.sql`
      insert into payment_differences (charge_id, what, user_id, amount, happened_at) values
        ('c-1', 'refund_unmatched', ${telegramId}, 5, now()), ('c-2', 'history', ${telegramId}, 5, now())`
    await world.api.completePayment({
      telegramId,
      invoicePayload: 'of nobody',
      currency: 'XTR',
      amount: 3,
      telegramPaymentChargeId: 'c-unmatched',
    })
    const browser = await signIn(world, idOf.analyst)
    expect((await browser.call('differences')).body['differences']).toMatchObject([{ charge_id: 'c-1', amount: 5 }])
    expect((await browser.call('payments', { show: 'unmatched' })).body['payments']).toMatchObject([
      { charge_id: 'c-unmatched', kind: 'unmatched' },
    ])
  })

  test('count today', async () => {
    const browser = await signIn(world, idOf.analyst)
    // What was counted before is shown for a quarter of a minute.
    await eventually(async () => {
      const { body } = await browser.call('today')
      const [paid] = await world.sql<{ stars: number }>`
        select sum(amount)::bigint as stars from transactions where paid_at >= date_trunc('day', now(), 'UTC')`
      expect(body['today']).toMatchObject({ revenue_stars: paid!.stars })
      expect(body['unmatched']).toBe(1)
    })
  })
})

describe('reply templates', () => {
  const texts = [
    { language: 'en', text: 'Hello {name}' },
    { language: 'ru', text: 'Здравствуйте, {name}' },
  ]
  const list = async (browser: Browser) =>
    (await browser.call('replyTemplates')).body['templates'] as unknown as { changed_at: string }[]

  test('that another has changed meanwhile are written over only after a question that shows them', async () => {
    const browser = await signIn(world, idOf.support)
    const { id } = (await browser.call('saveReplyTemplate', { title: 'Two', texts, ...because() })).body
    const { changed_at } = (await list(browser))[0]!
    const theirs = { id, changed_at, title: 'Theirs', texts: [texts[0]!], ...because() }
    expect((await browser.call('saveReplyTemplate', theirs)).status).toBe(200)
    const mine = { ...theirs, title: 'Mine', ...because() }
    expect((await browser.call('saveReplyTemplate', mine)).body.error).toMatchObject({
      code: 'confirmation_needed',
      details: { question: { title: 'Theirs', texts: { en: 'Hello {name}' } } },
    })
    expect(await list(browser)).toMatchObject([{ title: 'Theirs' }])
    expect((await browser.callTwice('saveReplyTemplate', mine)).status).toBe(200)
    expect(await list(browser)).toMatchObject([{ title: 'Mine' }])
    await browser.call('deleteReplyTemplate', { id, ...because() })
    await world.sql`delete from audit_log where subject = ${String(id)}`
  })

  test('are made, changed and deleted by those who answer, each once and with a record', async () => {
    const browser = await signIn(world, idOf.support)
    const made = { title: 'Hello', texts, ...because('often said') }
    const answers = await Promise.all(Array.from({ length: 4 }, () => browser.call('saveReplyTemplate', made)))
    const id = (answers[0]!.body as unknown as { id: number }).id
    for (const { status, body } of answers) expect([status, body]).toEqual([200, { id }])
    expect(await list(browser)).toMatchObject([{ id, title: 'Hello', texts: expect.arrayContaining(texts) }])
    const again = await browser.call('saveReplyTemplate', { ...made, ...because() })
    expect(again.body.error?.code).toBe('template_exists')

    const { changed_at } = (await list(browser))[0]!
    const changed = { id, changed_at, title: 'Greeting', texts: [texts[0]!], ...because('shorter') }
    await browser.call('saveReplyTemplate', changed)
    expect(await list(browser)).toMatchObject([{ id, title: 'Greeting', texts: [texts[0]] }])
    const deletion = { id, ...because('not used') }
    for (const _ of [1, 2]) expect((await browser.call('deleteReplyTemplate', deletion)).status).toBe(200)
    expect((await browser.call('deleteReplyTemplate', { id, ...because() })).body.error?.code).toBe(
      'template_not_found',
    )
    expect(await list(browser)).toEqual([])

    const record = await world.sql`
      select action, role, reason, before, after from audit_log where action like 'template%' order by id`
    const [en, both] = [{ en: 'Hello {name}' }, { en: 'Hello {name}', ru: 'Здравствуйте, {name}' }]
    expect(record).toEqual([
      {
        action: 'template_save',
        role: 'support',
        reason: 'often said',
        before: {},
        after: { title: 'Hello', texts: both },
      },
      {
        action: 'template_save',
        role: 'support',
        reason: 'shorter',
        before: { title: 'Hello', texts: both },
        after: { title: 'Greeting', texts: en },
      },
      {
        action: 'template_delete',
        role: 'support',
        reason: 'not used',
        before: { title: 'Greeting', texts: en },
        after: {},
      },
    ])
  })

  test('have one text for a language', async () => {
    const browser = await signIn(world, idOf.support)
    for (const wrong of [
      [],
      [texts[0]!, texts[0]!],
      [{ language: 'xx', text: 'x' }],
      [{ language: 'en', text: ' ' }],
    ]) {
      const { body } = await browser.call('saveReplyTemplate', { title: 'x', texts: wrong, ...because() })
      expect(body.error?.code).toBe('bad_request')
    }
  })
})
