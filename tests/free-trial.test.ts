import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBursts } from '#modules/free-trial/bursts.ts'
import { tellFreeMessages } from '#modules/free-trial/tasks/tell-free-messages.ts'
import { readConfig } from '#programs/backend/config.ts'
import { startBackend } from '#programs/backend/main.ts'
import { createLog } from '#platform/runtime/log.ts'
import { booksOf } from './world/books.ts'
import { because, type Browser, cabinetUrl, signIn } from './world/cabinet.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { runTask } from './world/run-task.ts'
import { backendToken, createWorld, type World } from './world/world.ts'

let world: World
const theBooksAgree = async () => expect(await booksOf(world.sql)).toEqual([])

let lastUpdate = 0
async function ask(telegramId: number, url = world.backend().url, more: object = {}) {
  lastUpdate += 1
  const question = { telegram_id: telegramId, chat_id: telegramId, message_id: 1, update_id: lastUpdate, text: '1 + 1' }
  const response = await fetch(`${url}/process_message`, {
    method: 'POST',
    headers: { authorization: `Bearer ${backendToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...question, ...more }),
  })
  const body = (await response.json()) as {
    question_id: number
    charged: { purse: string }
    error?: { details: { reason: string; resumes_at: string | null; waiting: number | null } }
  }
  return { body, refused: body.error?.details }
}

/** Accounts that were made in one go, with nothing that tells them from each other. */
async function accounts(from: number, count: number, link: string | null): Promise<number[]> {
  await world.sql`
    insert into users (telegram_id, first_name, language)
    select n, 'User', 'en' from generate_series(${from}::bigint, ${from + count - 1}::bigint) n`
  if (link)
    await world.sql`
      insert into starts (user_id, first_kind, first_name)
      select n, 'campaign', ${link} from generate_series(${from}::bigint, ${from + count - 1}::bigint) n`
  return Array.from({ length: count }, (_, index) => from + index)
}

/** Does it for all, so many at once. */
async function forAll<Item, Result>(
  items: Item[],
  act: (item: Item, index: number) => Promise<Result>,
  atOnce = 50,
): Promise<Result[]> {
  const results: Result[] = []
  const rest = items.entries()
  const work = async () => {
    for (const [index, item] of rest) results[index] = await act(item, index)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return results
}

const paidBy = async (purse: string) =>
  (await world.sql`select 1 from messages_log where purse = ${purse} and status in ('pending', 'answered')`).length
const usedToday = async (scope: string) => {
  const [row] = await world.sql<{ used: number }>`
    select coalesce(sum(used), 0)::integer as used from free_days where scope = ${scope}`
  return row!.used
}
const midnight = () => new Date(new Date().setUTCHours(24, 0, 0, 0)).toISOString()

describe('a farm of accounts', () => {
  beforeAll(async () => {
    world = await createWorld({
      withoutBot: true,
      ADMIN_IDS: '7000001',
      TRIAL_FIRST_MESSAGES: '3',
      FREE_MESSAGES_PER_DAY: '100',
      FREE_MESSAGES_PER_LINK: '60',
    })
  })
  afterEach(theBooksAgree)
  afterAll(() => world.end())

  const farm = 8_000_000_000
  const others = 8_100_000_000

  test('of 1,000 that come by one link stays within the free messages of a link, at two backends at once', async () => {
    const second = await startBackend(
      readConfig({ ...world.environment, BACKEND_PORT: '0' }),
      createLog('second', { level: 'silent' }),
    )
    const people = await accounts(farm, 1_000, 'giveaway')
    const [first] = await Promise.all(people.slice(0, 5).map((telegramId) => world.api.startTrial({ telegramId })))
    expect(first!.trial).toMatchObject({ granted: 3, rest: 7 })
    // The others have begun theirs in the same way.
    await world.sql`
      insert into trials (user_id, granted, rest, rest_at)
      select n, granted, rest, rest_at from trials, unnest(${people}::bigint[]) n where user_id = ${people[0]!} on conflict do nothing`
    const urls = [world.backend().url, second.url]
    const answers = await forAll(people, (telegramId, index) => ask(telegramId, urls[index % 2]))

    expect(answers.filter(({ body }) => body.charged?.purse === 'trial')).toHaveLength(60)
    expect([await paidBy('trial'), await usedToday('campaign:giveaway'), await usedToday('everybody')]).toEqual([
      60, 60, 60,
    ])
    const refused = answers.flatMap(({ refused }) => refused ?? [])
    expect(refused).toHaveLength(940)
    expect(new Set(refused.map(({ reason, resumes_at }) => `${reason} ${resumes_at}`))).toEqual(
      new Set([`trial_paused ${midnight()}`]),
    )
    // Nothing is lost: the question is kept, and the trial has what it had.
    expect(refused.every(({ waiting }) => waiting !== null)).toBe(true)
    expect(await world.sql`select sum(used)::integer as used from trials`).toEqual([{ used: 60 }])
    await second.stop()
  })

  test('takes nothing from people who come by themselves, up to the free messages of the whole bot', async () => {
    const people = await accounts(others, 60, null)
    await forAll(people, (telegramId) => world.api.startTrial({ telegramId }))
    const answers = await forAll(people, (telegramId) => ask(telegramId))
    expect(answers.filter(({ body }) => body.charged?.purse === 'trial')).toHaveLength(40)
    expect([await paidBy('trial'), await usedToday('everybody')]).toEqual([100, 100])
  })

  test('stops nobody who pays: credits answer the question that the trial may not', async () => {
    const [telegramId] = await accounts(others + 1_000, 1, 'giveaway')
    await world.api.startTrial({ telegramId: telegramId! })
    expect((await ask(telegramId!)).refused?.reason).toBe('trial_paused')
    const next = async () => (await world.api.getCredits({ telegramId: telegramId! })).next
    expect(await next()).toEqual({ refused: 'trial_paused', resumesAt: midnight() })
    await world.api.updateCredits({ telegramId: telegramId!, delta: 5, reason: 'test', idempotencyKey: 'more' })
    expect(await next()).toEqual({ purse: 'credits', price: 1 })
    expect((await ask(telegramId!)).body.charged).toEqual({ purse: 'credits', price: 1 })
    expect(await usedToday('everybody')).toBe(100)
  })

  test('is told to the owners once for each limit that is used up', async () => {
    await world.sql`insert into users (telegram_id, first_name, language) values (7000001, 'Olga', 'en') on conflict do nothing`
    for (const _ of [1, 2]) await tellFreeMessages({ sql: world.sql })
    expect(await world.sql`select data from outbox where kind = 'free_messages_used' order by data ->> 'used'`).toEqual(
      [
        { data: { link: null, percent: 100, used: 100, limit: 100 } },
        { data: { link: { kind: 'campaign', name: 'giveaway' }, percent: 100, used: 60, limit: 60 } },
      ],
    )
  })

  test('has room again for what is given back, and on the next day for all', async () => {
    const [row] = await world.sql<{ userId: number; id: number }>`
      select user_id, id from messages_log where purse = 'trial' and status = 'answered' and user_id < ${others} limit 1`
    const { refunded } = await world.api.reportDelivery({
      telegramId: row!.userId,
      questionId: row!.id,
      messageIds: [],
      complete: false,
      refused: 'bot was blocked',
    })
    expect([refunded, await usedToday('campaign:giveaway'), await usedToday('everybody')]).toEqual([true, 59, 99])
    expect((await ask(farm + 999)).body.charged).toEqual({ purse: 'trial', price: 1 })
    expect((await ask(farm + 998)).refused?.reason).toBe('trial_paused')
    await world.sql`update free_days set day = day - 1`
    await world.sql`update free_questions set day = day - 1`
    expect((await ask(farm + 998)).body.charged).toEqual({ purse: 'trial', price: 1 })
    expect([await usedToday('everybody'), await paidBy('trial')]).toEqual([101, 101])
  })
})

describe('a trial in two steps', () => {
  beforeEach(async () => {
    world = await createWorld({ TRIAL_MESSAGES: '4', TRIAL_FIRST_MESSAGES: '2' })
  })
  afterEach(async () => {
    await theBooksAgree()
    await world.end()
  })

  const begin = async (person: Person) => {
    await person.say('/start')
    await person.press('Try for free')
  }
  const trialOf = async ({ id }: Person) => (await world.api.getCredits({ telegramId: id })).trial
  const asks = async (person: Person, n: number) => {
    await person.say(`${n} + 1`)
    await person.hears(`${n} + 1 = ${n + 1}`)
  }
  const english = { first_name: 'Ann', language_code: 'en' }
  const dueNow = () => world.sql`update trials set rest_at = now() - interval '1 second' where rest > 0`

  test('tells a new account what it has and what comes when, and goes on with the question that had to wait', async () => {
    const person = await world.person({ ...english, has_photo: false })
    await begin(person)
    await person.hears(/you have 2 messages\. .*I will add 2 more messages on .* UTC and write to you then\./)
    await person.say('/balance')
    await person.hears(/Free trial: 2 of 2 messages left\nI will add 2 more messages/)
    await asks(person, 1)
    await asks(person, 2)
    await person.hears(/Your first free messages are used up\.\sI will add 2 more messages on/)
    await person.say('3 + 1')
    await person.hears(/Your first free messages are used up\. I will add 2 more .*Your question is kept/)
    expect(await trialOf(person)).toMatchObject({ granted: 2, used: 2, rest: 2 })
    expect(await world.sql`select used_up_at from trials`).toEqual([{ usedUpAt: null }])

    await runTask(world, 'open-trials')
    expect(await trialOf(person)).toMatchObject({ granted: 2 })
    await dueNow()
    for (const _ of [1, 2]) await runTask(world, 'open-trials')
    await person.hears('As promised, I have added 2 messages')
    expect((await person.heard()).filter((text) => text.includes('As promised'))).toHaveLength(1)
    expect(await trialOf(person)).toMatchObject({ granted: 4, used: 2, left: 2, rest: 0, restAt: null })
    await person.press('Answer · 1 msg')
    await person.hears('3 + 1 = 4')
    await asks(person, 4)
    await person.hears('That was the last message of your free trial.')
  })

  test.for([
    ['a photo, as a person has', { has_photo: true }],
    ['Premium', { has_photo: false, is_premium: true }],
    ['a rating by Stars spent', { has_photo: false, rating_level: 1 }],
  ] as const)('comes at once to an account with %s', async ([, signs]) => {
    const person = await world.person({ ...english, ...signs })
    await begin(person)
    await person.hears('you have 4 messages')
    expect(await trialOf(person)).toMatchObject({ granted: 4, rest: 0, restAt: null })
  })

  test('goes on when Telegram does not say who it is', async () => {
    const person = await world.person({ ...english })
    await world.sandbox.control('POST', '/trouble/telegram', { kind: 'error', code: 400, times: 1, method: 'getChat' })
    await begin(person)
    await person.hears('you have 2 messages')
  })

  test('is whole after a purchase, and for a person who has bought before', async () => {
    const buy = async (person: Person) => {
      await person.say('/buy')
      await person.press('50')
      await person.pay()
      await eventually(async () =>
        expect(await world.api.getCredits({ telegramId: person.id })).toMatchObject({ credits: 50 }),
      )
    }
    const [early, late] = [
      await world.person({ ...english, has_photo: false }),
      await world.person({ ...english, has_photo: false }),
    ]
    await begin(early)
    await early.hears('you have 2 messages')
    await buy(early)
    expect(await trialOf(early)).toMatchObject({ granted: 4, rest: 0 })
    await late.say('/start')
    await buy(late)
    await begin(late)
    await late.hears('you have 4 messages')
  })

  test('counts its people evenly in the rows of the usual limit, so that they wait for each other less', async () => {
    const people = await accounts(8_400_000_000, 6, null)
    for (const telegramId of people) {
      await world.api.startTrial({ telegramId })
      await ask(telegramId)
    }
    const rows = await world.sql`select slot, used from free_days where scope = 'everybody' order by slot`
    expect(rows).toEqual([
      { slot: 0, used: 3 },
      { slot: 1, used: 3 },
    ])
  })
})

describe('a burst of accounts', () => {
  const ownerId = 7_990_001
  let owner: Browser
  beforeAll(async () => {
    world = await createWorld({
      withoutBot: true,
      ADMIN_IDS: String(ownerId),
      CABINET_URL: cabinetUrl,
      TRIAL_FIRST_MESSAGES: '3',
    })
    await world.api.register({ telegramId: ownerId, firstName: 'Olga', languageCode: 'en' })
    owner = await signIn(world, ownerId)
  })
  afterEach(theBooksAgree)
  afterAll(() => world.end())

  const shown = async () =>
    (await owner.call('bursts')).body as unknown as {
      bursts: {
        link: { name: string }
        starts: number
        asked: number
        alike: number
        trials: number
        in_steps: number
      }[]
      paused: { link: { kind: string; name: string } }[]
    }
  const told = async () => (await world.sql`select data from outbox where kind = 'burst_found' order by id`).length
  const look = () => findBursts(world.sql)
  const whole = { premium: false, username: true, photo: true, ratingLevel: null }

  test('with the same first words is told to the owners once and listed with its link, until another begins', async () => {
    const people = await accounts(8_200_000_000, 24, 'giveaway')
    const steps = await forAll(people, (telegramId) => world.api.startTrial({ telegramId, signals: whole }))
    expect(steps.every(({ trial }) => trial?.rest === 0)).toBe(true)
    await forAll(people, (telegramId, index) =>
      ask(telegramId, undefined, { text: index % 2 ? `${index} + 1` : index % 4 ? 'Hello  THERE' : ' hello there' }),
    )
    expect([await look(), await look(), await told()]).toEqual([1, 0, 1])
    expect((await shown()).bursts).toMatchObject([
      { link: { kind: 'campaign', name: 'giveaway' }, starts: 24, asked: 24, alike: 12, trials: 24, in_steps: 0 },
    ])
    await world.sql`update bursts set last_at = last_at - interval '4 hours'`
    expect([await look(), await told()]).toEqual([1, 2])
  })

  test('gives those who come by its link meanwhile the trial in steps, and nobody else', async () => {
    const [among] = await accounts(8_200_001_000, 1, 'giveaway')
    const [elsewhere] = await accounts(8_200_002_000, 1, 'friends')
    const trialOf = async (telegramId: number) => (await world.api.startTrial({ telegramId, signals: whole })).trial
    expect(await trialOf(among!)).toMatchObject({ granted: 3, rest: 7 })
    expect(await trialOf(elsewhere!)).toMatchObject({ granted: 10, rest: 0 })
  })

  test('is not seen in people who ask what people ask', async () => {
    const people = await accounts(8_300_000_000, 30, 'blog')
    await forAll(people, (telegramId) => world.api.startTrial({ telegramId, signals: whole }))
    await forAll(people, (telegramId, index) => ask(telegramId, undefined, { text: `${index} + 2` }))
    expect(await look()).toBe(0)
  })

  test('has its free messages paused and allowed again by the owner, each on record, and what was bought works', async () => {
    const [telegramId] = await accounts(8_200_003_000, 1, 'giveaway')
    await world.api.startTrial({ telegramId: telegramId! })
    const link = { kind: 'campaign', name: 'giveaway' }
    const pause = { link, paused: true, ...because('a farm') }
    for (const _ of [1, 2]) expect((await owner.call('pauseFreeMessages', pause)).status).toBe(200)
    expect((await shown()).paused).toMatchObject([{ link }])
    expect((await ask(telegramId!)).refused).toMatchObject({ reason: 'trial_paused', resumes_at: null })
    await world.api.updateCredits({ telegramId: telegramId!, delta: 1, reason: 'test', idempotencyKey: 'one' })
    expect((await ask(telegramId!)).body.charged).toEqual({ purse: 'credits', price: 1 })

    expect((await owner.call('pauseFreeMessages', { link, paused: false, ...because() })).status).toBe(200)
    expect((await shown()).paused).toEqual([])
    expect((await ask(telegramId!)).body.charged).toEqual({ purse: 'trial', price: 1 })
    expect(
      await world.sql`
        select subject, before, after, reason from audit_log where action = 'free_messages_paused' order by id`,
    ).toEqual([
      { subject: 'campaign:giveaway', before: { paused: false }, after: { paused: true }, reason: 'a farm' },
      { subject: 'campaign:giveaway', before: { paused: true }, after: { paused: false }, reason: 'test' },
    ])
  })
})
