import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { textsIn } from '#texts/languages.ts'
import { accept } from '#platform/inbox/accept.ts'
import { claim } from '#platform/inbox/claim.ts'
import { laneOf } from '#platform/inbox/lane.ts'
import { stats } from '#platform/inbox/stats.ts'
import { createLog } from '#platform/runtime/log.ts'
import { releaseHolds } from '#modules/questions/tasks/release-holds.ts'
import type { TaskTools } from '#modules/task-tools.ts'
import { eventually } from './world/eventually.ts'
import { type Front, startFront } from './world/front.ts'
import type { Person } from './world/person.ts'
import { settled as settledIn } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
let telegram: Front
let backend: Front
beforeAll(async () => {
  world = await createWorld({ withoutBot: true })
  const ports = {
    telegram: Number(new URL(world.sandbox.url).port),
    backend: Number(new URL(world.backend().url).port),
  }
  telegram = await startFront(() => [ports.telegram])
  backend = await startFront(() => [ports.backend])
})
afterEach(async () => {
  telegram.faults = backend.faults = () => ({})
  await world.sandbox.control('DELETE', '/trouble')
})
afterAll(async () => {
  await world.end()
  await telegram.stop()
  await backend.stop()
})

type Call = { path: string; body: string }
type Faults = (call: Call) => ReturnType<Front['faults']>
const isCall = (method: string) => (call: Call) => call.path.endsWith(`/${method}`)
const failing = (status: number, description: string) => ({
  answer: { status, body: { ok: false, error_code: status, description } },
})

/** The bot behind a front before Telegram and one before the backend, in which calls meet what a test wants. */
const botWith = (progress: 'drafts' | 'edits' | 'off') =>
  world.onlyBot({ TELEGRAM_API_ROOT: telegram.url, BACKEND_URL: backend.url, PROGRESS: progress })
const wordsTake = (ms: number) => world.sandbox.control('POST', '/trouble/model', { kind: 'slow', ms })

async function customer(language: 'ru' | 'en' = 'ru'): Promise<Person> {
  const person = await world.person({ language_code: language })
  await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: language })
  await world.api.updateCredits({ telegramId: person.id, delta: 50, reason: 'test', idempotencyKey: 'start' })
  return person
}

const credits = async (person: Person) => (await world.api.getCredits({ telegramId: person.id })).credits
const statusesOf = (person: Person) =>
  world.sql<{ status: string }>`select status from messages_log where user_id = ${person.id} order by id`
const settled = async (person: Person) => {
  await settledIn(world)
  expect(await statusesOf(person), 'something was asked').not.toEqual([])
}

/** Whatever was said about a charge is what the ledger shows: nothing said is no promise. */
async function expectTrueWords(heard: string[], person: Person) {
  const said = heard.some((text) => text.includes('Ничего не списано') || text.includes('Nothing was charged'))
  if (said) expect(await credits(person), `said after ${heard.at(-1)}`).toBe(50)
  const [row] = await world.sql<{ taken: number }>`
    select -coalesce(sum(delta), 0)::integer as taken from credit_entries where user_id = ${person.id} and kind in ('hold', 'release')`
  expect(50 - (await credits(person))).toBe(row!.taken)
}

describe('an answer in a private chat', () => {
  const secondPart = (call: Call) => isCall('sendMessage')(call) && call.body.includes('Глава 24')
  const cases: [string, (call: Call, times: number) => ReturnType<Faults>][] = [
    ['refuses its second part for good', () => failing(400, 'Bad Request: message text is strange')],
    [
      'refuses its second part because the person has gone',
      () => failing(403, 'Forbidden: bot was blocked by the user'),
    ],
    ['forbids to write before its second part', () => failing(400, 'Bad Request: CHAT_WRITE_FORBIDDEN')],
  ]
  test.each(cases)('of which Telegram %s is not charged, whatever of it stands there', async (_what, faults) => {
    await botWith('drafts')
    telegram.faults = (call) => (secondPart(call) ? faults(call, 0) : {})
    const person = await customer()
    await person.say('длинный ответ')
    await settled(person)
    const heard = await person.heard()
    expect(heard.some((text) => text.includes('Глава 1'))).toBe(true)
    expect(heard.some((text) => text.includes('Глава 24'))).toBe(false)
    expect(await credits(person)).toBe(50)
    await expectTrueWords(heard, person)
    expect(await statusesOf(person)).toEqual([{ status: 'undelivered' }])
  })

  test('that could not be shown to its end says so, and can be asked for again', async () => {
    await botWith('drafts')
    let refused = false
    telegram.faults = (call) => {
      if (refused || !secondPart(call)) return {}
      refused = JSON.parse(call.body).entities.length === 0
      return failing(400, 'Bad Request: message text is strange')
    }
    const person = await customer()
    await person.say('длинный ответ')
    await person.hears('Не получилось показать ответ целиком. Ничего не списано.')
    expect(await credits(person)).toBe(50)
    await person.press('Повторить')
    await person.hears('Глава 24')
    await settled(person)
    expect(await credits(person)).toBe(49)
  })

  test('whose update is given up after its first part is not charged, as the person is told', async () => {
    await botWith('drafts')
    telegram.faults = (call) => (secondPart(call) ? failing(404, 'Not Found') : {})
    const person = await customer()
    await person.say('длинный ответ')
    await eventually(async () => {
      // The last attempt is near: what would take four more rounds of Telegram's pauses is brought forward.
      await world.sql`update lanes set attempts = 4, ready_at = now() where owner is null and waiting > 0`
      await person.hears('Ничего не списано', 1)
    })
    await settled(person)
    expect(await credits(person)).toBe(50)
    expect(await statusesOf(person)).toEqual([{ status: 'undelivered' }])
  })
})

describe('an answer in a group', () => {
  test('whose growing message can no longer be changed comes as a message of its own, once, and is charged', async () => {
    await botWith('edits')
    await wordsTake(2)
    telegram.faults = (call) => (isCall('editMessageText')(call) ? failing(400, 'Bad Request: strange edit') : {})
    const person = await customer()
    const group = await world.group(person)
    await group.write('/ask длинный ответ')
    await eventually(async () => expect((await group.heard()).join()).toContain('Глава 24'))
    await settled(person)
    const heard = await group.heard()
    // Half an answer beside the whole one would have some of them twice.
    const chapters = heard.flatMap((text) => [...text.matchAll(/^Глава (\d+)$/gm)].map(([, number]) => Number(number)))
    expect(chapters).toEqual(Array.from({ length: 24 }, (_, index) => index + 1))
    expect(heard.filter((text) => text.length < 200)).toEqual([])
    expect(await credits(person)).toBe(49)
    await expectTrueWords(heard, person)
  })

  const ends: [string, () => ReturnType<Faults>][] = [
    [
      'takes its right to write away',
      () => failing(400, 'Bad Request: not enough rights to send text messages to the chat'),
    ],
    ['is left by the bot', () => failing(403, 'Forbidden: bot was kicked from the supergroup chat')],
    ['is gone', () => failing(400, 'Bad Request: chat not found')],
  ]
  test.each(ends)('that %s after the first letters is not charged', async (_what, faults) => {
    await botWith('edits')
    await wordsTake(50)
    const person = await customer()
    const group = await world.group(person)
    await group.write('/ask длинный ответ')
    await eventually(async () => expect((await group.heard()).join()).toContain('Глава 1'))
    telegram.faults = (call) => (/\/(edit|send)/.test(call.path) ? faults() : {})
    await person.post('/messages', {
      chat_id: (await world.sql<{ chatId: number }>`select chat_id from messages_log where user_id = ${person.id}`)[0]!
        .chatId,
      text: '/stop',
    })
    await settled(person)
    expect(await credits(person)).toBe(50)
    await expectTrueWords(await group.heard(), person)
    expect(await statusesOf(person)).toEqual([{ status: 'undelivered' }])
  })
})

describe('an update that is given up', () => {
  const giveUp = () =>
    world.sql`update lanes set attempts = 5, fence = fence + 1, owner = null, ready_at = now() where waiting > 0`
  const waits = (person: Person) =>
    eventually(async () => {
      expect(await statusesOf(person)).toEqual([{ status: 'answered' }])
      expect(await world.sql`select 1 from lanes where waiting > 0 and owner is null`).toHaveLength(1)
    })

  /** An answer that is ready and cannot be shown, and whose update is on its last attempt. */
  async function hopeless(language: 'ru' | 'en' = 'ru') {
    await botWith('off')
    const person = await customer(language)
    telegram.faults = (call) => (isCall('sendMessage')(call) ? failing(404, 'Not Found') : {})
    await person.say('2 + 7')
    await waits(person)
    return person
  }

  test.each(['ru', 'en'] as const)(
    'while the backend is away is given up when it is back, and only then is the person told (%s)',
    async (language) => {
      const person = await hopeless(language)
      const { nothingCharged } = textsIn(language)
      let asked = 0
      backend.faults = ({ path }) => ({ refuse: path === '/give_up_update' && (asked += 1) > 0 })
      telegram.faults = () => ({})
      await giveUp()
      await eventually(() => expect(asked).toBeGreaterThan(1))
      expect((await person.heard()).join()).not.toContain(nothingCharged)
      expect(await keptOf(person)).toEqual([])
      expect(await credits(person)).toBe(49)
      backend.faults = () => ({})
      await person.hears(nothingCharged)
      await settled(person)
      expect(await credits(person)).toBe(50)
      expect(await givenUpOf(person)).toEqual([{ charge: 'given_back' }])
    },
  )

  test('by a bot that dies before it has told the person is told of by the next one', async () => {
    const person = await hopeless()
    await giveUp()
    // The notice meets the same trouble; the price is back all the same.
    await eventually(async () =>
      expect(await world.sql`select kind, state from outbox where attempts > 0 and user_id = ${person.id}`).toEqual([
        { kind: 'update_given_up', state: 'waiting' },
      ]),
    )
    expect(await credits(person)).toBe(50)
    await world.stopBots()
    telegram.faults = () => ({})
    await world.sql`update outbox set not_before = now() where state = 'waiting'`
    await botWith('off')
    await person.hears('Ничего не списано')
    await settled(person)
    expect((await person.heard()).filter((text) => text.includes('Ничего не списано'))).toHaveLength(1)
  })

  /** An update at the head of a lane that a bot has claimed, as it asks the backend to give it up. */
  async function claimed(update: { telegramId: number; updateId: number; text: string }) {
    const { telegramId, updateId, text } = update
    const chat = { id: telegramId, type: 'private' }
    const message = { message_id: 900, date: 1_700_000_000, chat, from: { id: telegramId }, text }
    await accept(world.sql, [laneOf({ update_id: updateId, message })!])
    const claims = await claim(world.sql, { kind: 'message', lanes: 10, perLane: 10, leaseMs: 60_000, owner: 'test' })
    const { lane, fence, attempts } = claims.find(({ updates }) => updates.some((one) => one.updateId === updateId))!
    return { telegramId, updateId, lane, fence, attempts, error: 'Error: no', message: 'Error: no', release: true }
  }

  test('after its whole answer was delivered stays paid, and nobody says otherwise', async () => {
    await botWith('off')
    const person = await customer()
    await person.say('2 + 7')
    await person.hears('2 + 7 = 9')
    await settled(person)
    await world.stopBots()
    const [row] = await updatesOf(person)
    // A bot died after the delivery and before it had noted the update as done.
    await world.sql`delete from seen_updates where update_id = ${row!.updateId}`
    const paid = await claimed({ telegramId: person.id, updateId: row!.updateId, text: '2 + 7' })
    const notice = { what: 'message' as const, chatId: person.id, language: 'ru' as const }
    expect(await world.api.giveUpUpdate({ ...paid, notice })).toEqual({ outcome: 'given_up', charge: 'paid' })
    expect(await credits(person)).toBe(49)
    expect(await noticesTo(person)).toEqual([])
    const without = await claimed({ telegramId: person.id, updateId: 999_999_999, text: 'never asked' })
    expect(await world.api.giveUpUpdate(without)).toEqual({ outcome: 'given_up', charge: 'none' })
  })

  test('and cannot be kept as such returns nothing and tells nothing, and a repetition does all of it once', async () => {
    const person = await hopeless()
    telegram.faults = () => ({})
    await world.sql`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`
    await world.sql`create trigger refuse before insert on dead_updates for each row execute function refuse()`
    const errors = await databaseErrors()
    await giveUp()
    await eventually(async () => expect(await databaseErrors()).toBeGreaterThan(errors))
    expect(await outcome(person)).toEqual({ credits: 49, status: 'answered', events: [], notices: [], kept: 0 })
    await world.sql`drop trigger refuse on dead_updates`
    await giveUp()
    await person.hears('Ничего не списано')
    await settled(person)
    expect(await outcome(person)).toEqual(onceGivenUp)
  })

  test.each([
    ['with nothing behind it in its chat', []],
    ['with another question behind it', ['3 + 7']],
  ])('by a backend whose reply is lost is given up once: %s', async (_where, behind) => {
    const person = await hopeless()
    for (const question of behind) await person.say(question)
    await eventually(async () => expect((await stats(world.sql)).waiting).toBe(1 + behind.length))
    let lost = 0
    telegram.faults = () => ({})
    backend.faults = ({ path }) => ({ loseReply: path === '/give_up_update' && (lost += 1) > 0 })
    await giveUp()
    await person.hears('Ничего не списано')
    if (behind.length > 0) await person.hears('3 + 7 = 10')
    await settled(person)
    expect(lost).toBeGreaterThan(0)
    expect(await outcome(person)).toEqual({ ...onceGivenUp, credits: 50 - behind.length })
  })

  test.each([true, false])(
    'is given up once, however often the backend is told to (lane given back: %s)',
    async (release) => {
      const person = await hopeless()
      telegram.faults = () => ({})
      await world.stopBots()
      await world.sql`update lanes set ready_at = now() where waiting > 0`
      const [row] = await updatesOf(person)
      const { updateId } = row!
      const given = { ...(await claimed({ telegramId: person.id, updateId, text: '2 + 7' })), release }
      const notice = { what: 'message' as const, chatId: person.id, language: 'ru' as const }
      const all = Array.from({ length: 4 }, () => world.api.giveUpUpdate({ ...given, notice }))
      const replies = (await Promise.all(all)).toSorted((a, b) => a.outcome.localeCompare(b.outcome))
      const already = { outcome: 'already', charge: null }
      await botWith('off')
      expect(replies).toEqual([already, already, already, { outcome: 'given_up', charge: 'given_back' }])
      await person.hears('Ничего не списано')
      await settled(person)
      expect(await outcome(person)).toEqual(onceGivenUp)
      // Another process has the lane by now.
      await world.sql`update lanes set fence = fence + 1`
      expect(await world.api.giveUpUpdate({ ...given, notice })).toEqual({ outcome: 'lost', charge: null })
      expect(await outcome(person)).toEqual(onceGivenUp)
    },
  )

  const onceGivenUp = {
    credits: 50,
    status: 'undelivered',
    events: [{ charge: 'given_back' }],
    notices: [{ state: 'sent' }],
    kept: 1,
  }

  const updatesOf = (person: Person) =>
    world.sql<{ updateId: number }>`select update_id from messages_log where user_id = ${person.id}`
  const keptOf = (person: Person) => world.sql`select 1 from dead_updates where lane = ${`chat:${person.id}`}`
  const noticesTo = (person: Person) =>
    world.sql`select state from outbox where kind = 'update_given_up' and user_id = ${person.id}`
  const givenUpOf = (person: Person) =>
    world.sql`
      select data ->> 'charge' as charge from events where kind = 'update_given_up' and user_id = ${person.id}`
  const databaseErrors = async () => (await world.sql`select 1 from events where kind = 'database_error'`).length

  /** All that giving an update up changes. */
  async function outcome(person: Person) {
    const [question] = await statusesOf(person)
    return {
      credits: await credits(person),
      status: question!.status,
      events: await givenUpOf(person),
      notices: await noticesTo(person),
      kept: (await keptOf(person)).length,
    }
  }

  // Last: it leaves its update where it is.
  test('and was never settled, by an earlier release or a fault of ours, is found by the worker', async () => {
    const person = await hopeless()
    await world.stopBots()
    await world.sql`
      insert into dead_updates (update_id, lane, payload, attempts, error, accepted_at)
      select update_id, lane, payload, 5, 'x', accepted_at from inbox`
    const tools = { sql: world.sql, log: createLog('test', { level: 'silent' }) } as TaskTools
    await releaseHolds(tools)
    await releaseHolds(tools)
    expect(await credits(person)).toBe(50)
    expect(await statusesOf(person)).toEqual([{ status: 'undelivered' }])
  })
})
