import { randomBytes } from 'node:crypto'
import type { Message, Update } from 'grammy/types'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connect } from '#platform/database/connect.ts'
import { accept } from '#platform/inbox/accept.ts'
import { laneOf } from '#platform/inbox/lane.ts'
import { stats } from '#platform/inbox/stats.ts'
import { eventually } from './world/eventually.ts'
import { freePort } from '#platform/runtime/ports.ts'
import { type Front, startFront } from './world/front.ts'
import type { Person } from './world/person.ts'
import { type Postgres, startPostgres } from './world/postgres.ts'
import { settled } from './world/settled.ts'
import { makeSmallDisk } from './world/small-disk.ts'
import { createWorld, webhookSecret, type World } from './world/world.ts'

/** One for all that needs no database or sandbox of its own. */
let shared: World
let world: World
let givenUp = 0
const ends: (() => Promise<void>)[] = []
beforeAll(async () => {
  shared = await createWorld({ withoutBot: true })
})
beforeEach(async () => {
  world = shared
  givenUp = (await stats(world.sql)).givenUp
})
afterEach(async () => {
  await shared.sandbox.control('DELETE', '/trouble')
  // The last that was made goes first.
  for (const end of ends.splice(0).toReversed()) await end()
})
afterAll(() => shared.end())

async function ownWorld(settings: Parameters<typeof createWorld>[0]): Promise<void> {
  const own = await createWorld(settings)
  ends.push(() => own.end())
  world = own
  givenUp = 0
}

async function customer(): Promise<Person> {
  const person = await world.person()
  await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
  await world.api.updateCredits({ telegramId: person.id, delta: 50, reason: 'test', idempotencyKey: 'start' })
  return person
}
async function frontOf(url: string): Promise<Front> {
  const port = Number(new URL(url).port)
  const front = await startFront(() => [port])
  // The bot behind it goes first.
  ends.push(async () => {
    await world.stopBots()
    await front.stop()
  })
  return front
}
const credits = async (person: Person) => (await world.api.getCredits({ telegramId: person.id })).credits
const trouble = (kind: 'telegram' | 'model', what: object) => world.sandbox.control('POST', `/trouble/${kind}`, what)
const clearFaults = () => world.sandbox.control('DELETE', '/trouble')
const copiesOf = async (person: Person, text: string) => (await person.heard()).filter((said) => said.includes(text))
const lane = async (person: Person) => {
  const [row] = await world.sql<{ waiting: number; attempts: number; pause: number }>`
    select waiting, attempts, case when owner is null then extract(epoch from ready_at - clock_timestamp())::float8 end as pause
    from lanes where lane = ${`chat:${person.id}`} and waiting > 0`
  return row
}

const questionsOf = (person: Person) =>
  world.sql<{ status: string }>`select status from messages_log where user_id = ${person.id}`
/** How many of a kind the log has. */
const eventsOf = async (kind: string) => (await world.sql`select 1 from events where kind = ${kind}`).length

async function expectSettled() {
  await settled(world)
  expect(await stats(world.sql)).toMatchObject({ givenUp })
}

describe('Telegram', () => {
  test('is down altogether: an answer that is ready waits, and comes by itself when Telegram is back', async () => {
    await world.onlyBot()
    const person = await customer()
    await trouble('model', { kind: 'slow', ms: 30, times: 1 })
    await person.say('2 + 9')
    await eventually(async () => expect(await questionsOf(person)).toHaveLength(1))
    await trouble('telegram', { method: '*', kind: 'error', status: 502 })
    await eventually(async () => expect((await lane(person))?.pause).toBeGreaterThan(0))
    expect(await world.sql`select status, delivered_at from messages_log where user_id = ${person.id}`).toEqual([
      { status: 'answered', deliveredAt: null },
    ])
    await clearFaults()
    await person.hears('2 + 9 = 11')
    await expectSettled()
    expect(await copiesOf(person, '2 + 9 = 11')).toHaveLength(1)
    expect(await credits(person)).toBe(49)
  })

  test('does not accept the token for a while: nobody is given up, the bot says that it is not ready, and all are answered', async () => {
    const port = String(await freePort())
    await world.onlyBot({ HEALTH_PORT: port })
    const exceptions = await eventsOf('bot_exception')
    await trouble('model', { kind: 'slow', ms: 1 })
    const ready = async () => (await fetch(`http://127.0.0.1:${port}/ready`)).status
    const people = await Promise.all(Array.from({ length: 4 }, () => customer()))
    await Promise.all(people.map((person) => person.say('длинный ответ')))
    const asked = () => Promise.all(people.map((person) => questionsOf(person)))
    await eventually(async () => expect((await asked()).flat()).toHaveLength(4))
    await trouble('telegram', { method: '*', kind: 'error', status: 401 })
    await eventually(async () => expect(await ready()).toBe(503))
    // Far more often than anything may fail by itself.
    for (let n = 0; n < 8; n += 1) {
      await eventually(async () =>
        expect(await world.sql`select 1 from lanes where waiting > 0 and owner is null and attempts = 0`).not.toEqual(
          [],
        ),
      )
      await world.sql`update lanes set ready_at = now() where waiting > 0 and owner is null`
    }
    await clearFaults()
    for (const person of people) await person.hears('Глава 24')
    await expectSettled()
    await eventually(async () => expect(await ready()).toBe(200))
    for (const person of people) expect(await credits(person)).toBe(49)
    expect(await eventsOf('bot_exception')).toBe(exceptions)
  })

  test('wants a pause longer than anybody should wait for: the lane is given back until then, without blame', async () => {
    await world.onlyBot()
    const person = await customer()
    await trouble('telegram', { method: 'sendMessage', kind: 'flood', retryAfter: 300, times: 1 })
    await person.say('2 + 8')
    await eventually(async () => expect((await lane(person))?.pause).toBeGreaterThan(250))
    expect((await lane(person))?.attempts).toBe(0)
    await world.sql`update lanes set ready_at = now() where waiting > 0`
    await person.hears('2 + 8 = 10')
    await expectSettled()
    expect(await credits(person)).toBe(49)
  })

  test('loses the reply to a part that arrived: no part is missing, only that one may stand there twice, and one answer is charged', async () => {
    const telegram = await frontOf(world.sandbox.url)
    let lost = false
    telegram.faults = ({ path, body }) => {
      const loseReply = !lost && path.endsWith('/sendMessage') && body.includes('Глава 12')
      lost ||= loseReply
      return { loseReply }
    }
    await world.onlyBot({ TELEGRAM_API_ROOT: telegram.url, PROGRESS: 'off' })
    const person = await customer()
    await person.say('длинный ответ')
    await person.hears('Глава 24')
    await expectSettled()
    const parts = (await copiesOf(person, 'Глава')).map((text) => text.trim())
    const different = [...new Set(parts)]
    expect(parts.length - different.length, 'parts that stand there twice').toBe(1)
    expect(parts.filter((part) => part.includes('Глава 12'))).toHaveLength(2)
    const chapters = [...different.join('\n').matchAll(/^Глава (\d+)$/gm)].map(([, n]) => Number(n))
    expect(chapters).toEqual(Array.from({ length: 24 }, (_, index) => index + 1))
    expect(await credits(person)).toBe(49)
  })

  test('has an answer to a checkout already, or is past waiting for one: that is no fault, and nothing is paid twice', async () => {
    await world.onlyBot()
    const exceptions = await eventsOf('bot_exception')
    const person = await world.person()
    await person.say('/buy')
    await person.press('50 кредитов · 100 ⭐')
    expect(await person.pay()).toMatchObject({ paid: true })
    await person.hears('Теперь у вас 50 кредитов')
    const history = (await world.sandbox.control('GET', '/updates')) as { update: Update }[]
    const { update_id } = history.find(({ update }) => update.pre_checkout_query?.from.id === person.id)!.update
    // As after a crash between the answer and its being noted.
    await world.sql`delete from seen_updates where update_id = ${update_id}`
    await world.sandbox.control('POST', '/updates/repeat', { update_id })
    await eventually(async () =>
      expect(await world.sql`select 1 from seen_updates where update_id = ${update_id}`).toHaveLength(1),
    )
    await expectSettled()
    expect(await eventsOf('bot_exception')).toBe(exceptions)
    expect(await credits(person)).toBe(50)
  })

  test('brings a backlog all at once after an outage: nobody is taken for somebody who writes too fast', async () => {
    await ownWorld({ withoutBot: true })
    const person = await customer()
    await person.say('0 + 50')
    const [{ update }] = (await world.sandbox.control('GET', '/updates')) as [{ update: Update & { message: Message } }]
    // More than a minute may bring, one every three seconds, which wait all at once; a question among seven commands.
    const command = { text: '/balance', entities: [{ type: 'bot_command' as const, offset: 0, length: 8 }] }
    const waiting = Array.from({ length: 32 }, (_, n) => ({
      update_id: update.update_id + 1 + n,
      message: {
        ...update.message,
        message_id: 1_000 + n,
        date: update.message.date + 3 * n,
        ...(n % 8 === 7 ? { text: `${n + 1} + 50` } : command),
      },
    }))
    await accept(
      world.sql,
      waiting.flatMap((one) => laneOf(one) ?? []),
    )
    await world.startBot()
    await person.hears('32 + 50 = 82')
    await expectSettled()
    expect(await copiesOf(person, 'очень быстро')).toEqual([])
    expect(await copiesOf(person, 'Что у вас есть')).toHaveLength(28)
    expect(await credits(person)).toBe(45)
  })
})

describe('the backend', () => {
  test('is away just after an answer was sent: it hears of it later, and the answer is not sent again', async () => {
    const backend = await frontOf(world.backend().url)
    let refused = 0
    backend.faults = ({ path }) => ({ refuse: path === '/report_delivery' && (refused += 1) <= 4 })
    await world.onlyBot({ BACKEND_URL: backend.url })
    const person = await customer()
    await person.say('4 + 9')
    await eventually(async () =>
      expect(
        await world.sql`select 1 from messages_log where user_id = ${person.id} and delivered_at is not null`,
      ).toHaveLength(1),
    )
    await expectSettled()
    expect(refused).toBeGreaterThan(4)
    expect(await copiesOf(person, '4 + 9 = 13')).toHaveLength(1)
    expect(await credits(person)).toBe(49)
  })
})

describe('a backend that does not know the token of the bot', () => {
  test('is an outage too: the update waits without blame, and is answered when the two agree', async () => {
    const person = await customer()
    await world.onlyBot({ BACKEND_TOKEN: 'a-token-that-was-replaced-already' })
    await person.say('4 + 19')
    await eventually(async () => expect(await lane(person)).toMatchObject({ attempts: 0, pause: expect.any(Number) }))
    await world.onlyBot()
    await person.hears('4 + 19 = 23')
    await expectSettled()
    expect(await credits(person)).toBe(49)
  })
})

describe('a bot', () => {
  test('that goes away before its question was looked at is no fault of the backend, and nobody is woken for it', async () => {
    await ownWorld({ withoutBot: true })
    const person = await customer()
    const gone = new AbortController()
    const question = { telegramId: person.id, chatId: person.id, messageId: 1, updateId: 1, text: '1 + 80' }
    let asking: Promise<unknown> = Promise.resolve()
    await world.sql.transaction(async (sql) => {
      await sql`select 1 from users where telegram_id = ${person.id} for update`
      asking = world.api.streamAnswer(question, { signal: gone.signal }).next()
      const waits = () =>
        world.sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
      await eventually(async () => expect(await waits()).not.toEqual([]))
      gone.abort()
      await expect(asking).rejects.toThrow()
    })
    await eventually(async () => expect(await questionsOf(person)).toEqual([{ status: 'answered' }]))
    await world.stopBackend()
    expect(await world.sql`select kind, data from events where level = 'error'`).toEqual([])
    await world.startBackend()
  })
})

describe('the model', () => {
  test.each(['error', 'garbage', 'empty', 'cut'])(
    'gives nothing but %s: the person is told that nothing was charged, and is answered when it is back',
    async (kind) => {
      await world.onlyBot()
      const person = await customer()
      await trouble('model', { kind, ...(kind === 'error' ? { status: 503 } : {}) })
      await person.say('5 + 8')
      await person.hears('Ничего не списано')
      expect(await credits(person)).toBe(50)
      expect(await copiesOf(person, '5 + 8 =')).toEqual([])
      await clearFaults()
      await person.press('Повторить')
      await person.hears('5 + 8 = 13')
      await expectSettled()
      expect(await credits(person)).toBe(49)
    },
  )

  test('is not there at all: told, not charged, and answered when it is there', async () => {
    await world.onlyBot()
    const person = await customer()
    const address = world.environment['OPENAI_BASE_URL']
    await world.stopBackend()
    world.environment['OPENAI_BASE_URL'] = `http://127.0.0.1:${await freePort()}/v1`
    await world.startBackend()
    await person.say('6 + 8')
    await person.hears('Ничего не списано')
    expect(await credits(person)).toBe(50)
    await world.stopBackend()
    world.environment['OPENAI_BASE_URL'] = address
    await world.startBackend()
    await person.press('Повторить')
    await person.hears('6 + 8 = 14')
    await expectSettled()
    expect(await credits(person)).toBe(49)
  })

  test('says nothing: whoever will not wait stops it, pays nothing, and others are answered meanwhile', async () => {
    await world.onlyBot()
    const [person, other] = [await customer(), await customer()]
    await trouble('model', { kind: 'silent', times: 1 })
    await person.say('7 + 8')
    await eventually(async () => expect(await questionsOf(person)).toHaveLength(1))
    await other.say('7 + 9')
    await other.hears('7 + 9 = 16')
    await person.say('/stop')
    await eventually(async () => expect(await questionsOf(person)).toEqual([{ status: 'stopped' }]))
    await person.hears('Остановлено. Ничего не списано')
    await expectSettled()
    expect(await credits(person)).toBe(50)
  })
})

describe('an update that is given up', () => {
  /** As if its processes had been killed again and again: the lease is over, and this was the last attempt. */
  const giveUp = () =>
    world.sql`update lanes set attempts = 5, fence = fence + 1, owner = null, ready_at = now() where waiting > 0`

  test('with its question still open costs nothing, as the person is told', async () => {
    await world.onlyBot()
    const person = await customer()
    await trouble('model', { kind: 'silent', times: 1 })
    await person.say('8 + 8')
    await eventually(async () => expect(await questionsOf(person)).toHaveLength(1))
    await giveUp()
    await person.hears('Ничего не списано')
    expect(await questionsOf(person)).toEqual([{ status: 'abandoned' }])
    expect(await credits(person)).toBe(50)
  })

  test('with an answer that never arrived costs nothing either', async () => {
    await world.onlyBot()
    const person = await customer()
    await trouble('telegram', { method: 'sendMessage', kind: 'error', status: 502 })
    await person.say('8 + 9')
    await eventually(async () => expect(await questionsOf(person)).toEqual([{ status: 'answered' }]))
    await world.stopBots()
    await clearFaults()
    await giveUp()
    await world.onlyBot()
    await person.hears('Ничего не списано')
    expect(await questionsOf(person)).toEqual([{ status: 'undelivered' }])
    expect(await credits(person)).toBe(50)
  })
})

describe('the webhook', () => {
  test('asks Telegram to come back soon when an update cannot be stored, and takes it then', async () => {
    await ownWorld({ withoutBot: true })
    const callWebhook = () =>
      fetch(`${world.backend().url}/telegram/webhook`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret },
        body: JSON.stringify({ update_id: 1, message: { chat: { id: 1 } } }),
      })
    await world.sql`alter table inbox rename to inbox_away`
    const refused = await callWebhook()
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2'])
    await world.sql`alter table inbox_away rename to inbox`
    expect((await callWebhook()).status).toBe(200)
    expect(await world.sql`select update_id from inbox`).toEqual([{ updateId: 1 }])
  })
})

describe('the database', () => {
  test('takes nothing more, for one question: it waits without blame, the person hears that it is not lost, and it is answered', async () => {
    await world.onlyBot()
    const person = await customer()
    await world.sql`create function full_disk() returns trigger language plpgsql as $$ begin
      raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`
    await world.sql`create trigger full_disk before insert on messages_log for each row execute function full_disk()`
    await person.say('6 + 30')
    await person.hears('Ваш вопрос не потерян')
    await eventually(async () => expect(await lane(person)).toMatchObject({ attempts: 0, pause: expect.any(Number) }))
    await world.sql`drop trigger full_disk on messages_log`
    await person.hears('6 + 30 = 36')
    await expectSettled()
    expect(await credits(person)).toBe(49)
  })

  const isRoot = process.getuid?.() === 0 && process.platform === 'linux'
  test.skipIf(!isRoot)(
    `has a full disk: nothing is lost or done twice, and all goes on when there is room${isRoot ? '' : ' (left out: only root on Linux can make a small disk)'}`,
    async () => {
      const disk = await makeSmallDisk()
      ends.push(() => disk.remove())
      const postgres = await startPostgres(disk.directory)
      ends.push(() => postgres.end())
      await ownWorld({ database: postgres.url })
      const people = await Promise.all([customer(), customer(), customer()])
      const failed = await failedTransactions()
      await disk.fill()
      // Enough that no page which is there already has room for all, and nothing that could be compressed.
      for (const person of people)
        for (let n = 1; n <= 3; n += 1) await person.say(`${n} + 40 ${randomBytes(1_500).toString('base64url')}`)
      await eventually(async () => expect(await failedTransactions()).toBeGreaterThan(failed))
      await disk.clear()
      for (const person of people) {
        await person.hears('3 + 40 = 43')
        expect((await person.heard()).flatMap((text) => /(\d) \+ 40 = /.exec(text)?.[1] ?? [])).toEqual(['1', '2', '3'])
      }
      await expectSettled()
      for (const person of people) expect(await credits(person)).toBe(47)
    },
  )
})

describe('a database of its own server', () => {
  let postgres: Postgres
  let own: World
  beforeAll(async () => {
    postgres = await startPostgres()
    own = await createWorld({ database: postgres.url, withoutBot: true })
  })
  beforeEach(() => {
    world = own
    givenUp = 0
  })
  afterEach(() => clearFaults())
  afterAll(async () => {
    await own.end()
    await postgres.end()
  })

  test('is restarted under load: every question is answered once, in order, and charged once', async () => {
    await world.onlyBot()
    await trouble('model', { kind: 'slow', ms: 20 })
    const people = await Promise.all(Array.from({ length: 6 }, () => customer()))
    for (let n = 1; n <= 4; n += 1) {
      await Promise.all(people.map((person) => person.say(`${n} + 20`)))
      if (n % 2 === 0) await postgres.restart()
    }
    for (const person of people) {
      await person.hears('4 + 20 = 24')
      expect((await person.heard()).flatMap((text) => /(\d) \+ 20 = /.exec(text)?.[1] ?? [])).toEqual([
        '1',
        '2',
        '3',
        '4',
      ])
    }
    await expectSettled()
    for (const person of people) expect(await credits(person)).toBe(46)
  })

  test('is gone: the programs say that they are not ready, live on, and go on by themselves when it is back', async () => {
    const port = String(await freePort())
    await world.onlyBot({ HEALTH_PORT: port })
    const doors = [world.backend().url, `http://127.0.0.1:${port}`]
    const ask = (path: string) => Promise.all(doors.map(async (door) => (await fetch(door + path)).status))
    const person = await customer()
    await eventually(async () => expect(await ask('/ready')).toEqual([200, 200]))
    await postgres.shutDown()
    expect(await ask('/ready'), 'at once, not when the first person notices').toEqual([503, 503])
    expect(await ask('/health')).toEqual([200, 200])
    await person.say('3 + 30')
    await postgres.restart()
    await person.hears('3 + 30 = 33')
    await expectSettled()
    await eventually(async () => expect(await ask('/ready')).toEqual([200, 200]))
    expect(await credits(person)).toBe(49)
  })

  test('is frozen: nobody waits for it at /ready, and who asked meanwhile is answered once when it goes on', async () => {
    const port = String(await freePort())
    await world.onlyBot({ HEALTH_PORT: port })
    const person = await customer()
    const goOn = postgres.freeze()
    try {
      for (const door of [world.backend().url, `http://127.0.0.1:${port}`]) {
        const response = await fetch(`${door}/ready`)
        expect(response.status).toBe(503)
        expect(await response.text()).toContain('The database has not answered')
      }
      await person.say('4 + 30')
    } finally {
      goOn()
    }
    await person.hears('4 + 30 = 34')
    await expectSettled()
    expect(await copiesOf(person, '4 + 30 = 34')).toHaveLength(1)
    expect(await credits(person)).toBe(49)
  })

  test('has hardly a connection left: people wait their turn, and everyone is answered once', async () => {
    const owner = connect({ url: postgres.url, applicationName: 'owner' })
    ends.push(() => owner.close())
    await world.onlyBot()
    await trouble('model', { kind: 'slow', ms: 5 })
    const [last] = await owner.sql<{ id: number }>`select coalesce(max(id), 0) as id from events`
    const people = await Promise.all(Array.from({ length: 8 }, () => customer()))
    // Backend, bot and the sender of notices each listen on one and show on one more that they live. To work on, backend and
    // bot keep two open and the sender has one: two are left for eight people.
    await owner.sql`alter role pomogator_program connection limit 13`
    await owner.sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'pomogator_program'`
    await Promise.all(people.map((person) => person.say('5 + 30')))
    for (const person of people) await person.hears('5 + 30 = 35')
    await eventually(async () => expect(await stats(owner.sql)).toMatchObject({ waiting: 0, givenUp: 0 }))
    for (const person of people) expect(await copiesOf(person, '5 + 30 = 35')).toHaveLength(1)
    const ids = people.map(({ id }) => id)
    expect(await owner.sql`select distinct credits from users where telegram_id = any(${ids})`).toEqual([
      { credits: 49 },
    ])
    expect(
      await owner.sql`select data from events where id > ${last!.id} and kind = 'database_error'`,
      'nobody was refused',
    ).toEqual([])
    await owner.sql`alter role pomogator_program connection limit -1`
  })
})

async function failedTransactions(): Promise<number> {
  const [row] = await world.sql<{ failed: number }>`
    select xact_rollback as failed from pg_stat_database where datname = current_database()`
  return row!.failed
}
