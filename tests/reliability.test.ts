import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { stats } from '#platform/inbox/stats.ts'
import type { Person } from './world/person.ts'
import { eventually } from './world/eventually.ts'
import { settled } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
let givenUp = 0
beforeAll(async () => {
  world = await createWorld({ withoutBot: true, modelTokenDelayMs: 1 })
})
beforeEach(async () => {
  givenUp = (await stats(world.sql)).givenUp
})
afterEach(async () => {
  await world.sandbox.control('DELETE', '/trouble')
  await world.sandbox.control('PUT', '/limits', { on: false })
})
afterAll(() => world.end())

const credits = async (person: Person) => (await world.api.getCredits({ telegramId: person.id })).credits

async function customer(amount = 50): Promise<Person> {
  const person = await world.person()
  await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
  await world.api.updateCredits({ telegramId: person.id, delta: amount, reason: 'test', idempotencyKey: 'start' })
  return person
}
const trouble = (kind: 'telegram' | 'model', what: object) => world.sandbox.control('POST', `/trouble/${kind}`, what)
const wordsTake = (ms: number) => trouble('model', { kind: 'slow', ms })
const questionsOf = (person: Person) =>
  world.sql<{ status: string; finishReason: string | null; attempt: number; answer: string }>`
    select status, finish_reason, attempt, answer from messages_log where user_id = ${person.id}`
const heardAnswers = async (person: Person) =>
  (await person.heard()).map((text) => /(\d+ \+ \d+) = \d+/.exec(text)?.[1]).filter(Boolean)

/** What must hold at the end of everything: money agrees with the questions, and nothing waits. */
async function expectSettled() {
  await settled(world)
  expect(await stats(world.sql)).toMatchObject({ givenUp })
  const wrong = await world.sql`
    select telegram_id from users u
    where credits <> (select coalesce(sum(delta), 0) from credit_entries where user_id = u.telegram_id)
      or credits <> (select coalesce(sum(delta), 0) from credit_entries where user_id = u.telegram_id and question_id is null)
        - (select coalesce(sum(price), 0) from messages_log where user_id = u.telegram_id and status = 'answered' and purse = 'credits')`
  expect(wrong).toEqual([])
}

describe('the same update', () => {
  test('brought again while it is handled and long after has no second effect', async () => {
    await world.onlyBot()
    await wordsTake(3)
    const person = await customer()
    await person.say('1 + 1')
    const history = (await world.sandbox.control('GET', '/updates')) as {
      update: { update_id: number; message?: { text: string } }
    }[]
    const { update_id } = history.find(({ update }) => update.message?.text === '1 + 1')!.update
    for (let n = 0; n < 3; n += 1) await world.sandbox.control('POST', '/updates/repeat', { update_id })
    await person.hears('1 + 1 = 2')
    for (let n = 0; n < 3; n += 1) await world.sandbox.control('POST', '/updates/repeat', { update_id })
    await person.say('2 + 2') // the lane goes on behind the repetitions
    await person.hears('2 + 2 = 4')
    await expectSettled()
    expect(await heardAnswers(person)).toEqual(['1 + 1', '2 + 2'])
    expect(await credits(person)).toBe(48)
  })
})

describe('two bots on one inbox, by webhook', () => {
  test('share the chats, keep the order in each, and answer everything once', async () => {
    await world.stopBots()
    const webhook = { TELEGRAM_MODE: 'webhook', WEBHOOK_URL: `${world.backend().url}/telegram/webhook` }
    await world.startBot(webhook)
    await world.startBot(webhook)
    const people = await Promise.all(Array.from({ length: 8 }, () => customer()))
    for (let n = 1; n <= 4; n += 1) await Promise.all(people.map((person) => person.say(`${n} + 10`)))
    for (const person of people) {
      await person.hears('4 + 10 = 14')
      expect(await heardAnswers(person)).toEqual(['1 + 10', '2 + 10', '3 + 10', '4 + 10'])
      expect(await credits(person)).toBe(46)
    }
    await expectSettled()
  })

  test('a webhook that fails for a while gets the updates again', async () => {
    await world.sandbox.control('PUT', '/webhook', { retry_ms: 20 })
    await world.onlyBot({ TELEGRAM_MODE: 'webhook', WEBHOOK_URL: `${world.backend().url}/telegram/webhook` })
    const person = await customer()
    await world.stopBackend()
    await person.say('3 + 4')
    await world.startBackend()
    await person.hears('3 + 4 = 7')
    expect(await credits(person)).toBe(49)
    await expectSettled()
  })

  test('removing the webhook goes back to polling', async () => {
    const info = async () =>
      (await (await fetch(`${world.sandbox.url}/bot${world.environment['BOT_TOKEN']}/getWebhookInfo`)).json()) as {
        result: { url: string; allowed_updates: string[] }
      }
    await world.onlyBot({ TELEGRAM_MODE: 'webhook', WEBHOOK_URL: `${world.backend().url}/telegram/webhook` })
    expect((await info()).result).toMatchObject({
      url: `${world.backend().url}/telegram/webhook`,
      allowed_updates: expect.arrayContaining(['message', 'callback_query', 'pre_checkout_query']),
    })
    await world.onlyBot({ TELEGRAM_MODE: 'polling' })
    expect((await info()).result.url).toBe('')
    const person = await customer()
    await person.say('2 + 3')
    await person.hears('2 + 3 = 5')
  })
})

describe('when the model fails', () => {
  test('the person is told that nothing was charged, and the button asks again and charges only then', async () => {
    await world.onlyBot()
    const person = await customer()
    await trouble('model', { kind: 'error', status: 400, times: 1 })
    await person.say('6 + 6')
    await person.hears('Ничего не списано')
    expect(await credits(person)).toBe(50)
    await person.press('Повторить')
    await person.hears('6 + 6 = 12')
    expect(await credits(person)).toBe(49)
    await expectSettled()
  })

  test('a short outage is waited out, and a broken stream is begun anew: one whole answer, one charge', async () => {
    await world.onlyBot()
    const person = await customer()
    await trouble('model', { kind: 'error', status: 503, times: 2 })
    await person.say('7 + 1')
    await person.hears('7 + 1 = 8')
    await trouble('model', { kind: 'cut', times: 1 })
    await person.say('расскажи про маяки на севере')
    await person.hears(/маяки[\s\S]*OPENAI_API_KEY/)
    expect((await person.heard()).filter((text) => text.includes('маяки'))).toHaveLength(1)
    expect(await credits(person)).toBe(48)
    await expectSettled()
  })
})

describe('when the backend is away', () => {
  test('the person hears that the question is not lost, and the answer comes when it is back', async () => {
    await world.onlyBot()
    const person = await customer()
    await world.stopBackend()
    await person.say('8 + 1')
    await person.say('8 + 2')
    await person.hears('Ваш вопрос не потерян')
    await world.startBackend()
    await person.hears('8 + 2 = 10')
    expect(await heardAnswers(person)).toEqual(['8 + 1', '8 + 2'])
    expect(await credits(person)).toBe(48)
    await expectSettled()
  })

  test('stopped in the middle of an answer, it hands the question on: answered once, charged once', async () => {
    await world.onlyBot()
    const person = await customer()
    await trouble('model', { kind: 'slow', ms: 400, times: 1 })
    await person.say('расскажи про тёмные зимние вечера')
    await person.watches('Вы')
    await world.stopBackend()
    await world.startBackend()
    await person.hears(/вечера[\s\S]*OPENAI_API_KEY/)
    await expectSettled()
    expect((await person.heard()).filter((text) => text.includes('Вы спросили'))).toHaveLength(1)
    expect(await questionsOf(person)).toMatchObject([{ attempt: 2 }])
    expect(await credits(person)).toBe(49)
  })
})

describe('when Telegram is in trouble', () => {
  test('a flood stops the growing of the answer, not the answer', async () => {
    await world.onlyBot()
    await wordsTake(20)
    const person = await customer()
    await trouble('telegram', { method: 'sendMessage', kind: 'flood', retryAfter: 1, times: 2 })
    await person.say('9 + 1')
    await person.hears('9 + 1 = 10')
    expect(await heardAnswers(person)).toEqual(['9 + 1'])
    await expectSettled()
  })

  test('a storm of floods in the middle of a long answer costs none of its words: complete, in order, each part once', async () => {
    await world.onlyBot()
    await wordsTake(2)
    const person = await customer()
    await trouble('telegram', { method: 'sendMessageDraft', kind: 'flood', retryAfter: 1, times: 1 })
    await person.say('длинный ответ')
    await person.watches('Глава')
    await trouble('telegram', { method: '*', kind: 'flood', retryAfter: 1, times: 4 })
    await person.hears('Глава 24')
    await expectSettled()
    const parts = (await person.messages()).filter(({ from, text = '' }) => from?.is_bot && text.includes('Глава'))
    const { answer } = (await questionsOf(person))[0]!
    expect(answer.length).toBeGreaterThan(10_000)
    expect(parts.length, 'no more parts than it takes').toBe(Math.ceil(answer.length / 4_096))
    for (const { text = '' } of parts) expect(text.length).toBeGreaterThan(200)
    const chapters = [
      ...parts
        .map(({ text }) => text)
        .join('\n')
        .matchAll(/^Глава (\d+)$/gm),
    ].map(([, n]) => Number(n))
    expect(chapters).toEqual(Array.from({ length: 24 }, (_, index) => index + 1))
    const written = parts.map(({ text }) => text).join('\n')
    expect(written.match(/numbers = \[0, 1\]/g)).toHaveLength(4)
    expect(written).toContain('куб     │  4096')
    expect(written).toContain('    • и совсем глубоко')
  })

  for (const progress of ['drafts', 'edits'] as const)
    test(`its real limits are never met by one person’s long answer that grows by ${progress}`, async () => {
      await world.onlyBot({ PROGRESS: progress })
      await wordsTake(2)
      const person = await customer()
      await world.sandbox.control('PUT', '/limits', { on: true })
      await world.sandbox.control('DELETE', '/journal')
      await person.say('длинный ответ')
      await person.hears('Глава 24')
      await expectSettled()
      const calls = (await world.sandbox.control('GET', '/journal')) as { method: string; status: number }[]
      expect(calls.filter(({ status }) => status === 429)).toEqual([])
      expect(calls.length).toBeGreaterThan(5)
    })

  test('errors and cut connections are tried again until the answer is there, once', async () => {
    await world.onlyBot()
    const person = await customer()
    await trouble('telegram', { method: 'sendMessage', kind: 'error', status: 502, times: 2 })
    await trouble('telegram', { method: 'sendMessage', kind: 'reset', times: 2 })
    await person.say('9 + 2')
    await person.hears('9 + 2 = 11')
    expect(await heardAnswers(person)).toEqual(['9 + 2'])
    expect(await credits(person)).toBe(49)
    await expectSettled()
  })

  test('cut connections behind a pressed button lose neither the press nor its price', async () => {
    await world.onlyBot()
    const person = await customer()
    await person.say('9 + 2')
    await person.hears('9 + 2 = 11')
    await expectSettled()
    for (const method of ['sendMessage', 'sendRichMessage', 'sendMessageDraft', 'sendRichMessageDraft'])
      await trouble('telegram', { method, kind: 'reset', times: 1 })
    await person.press('Заново')
    await eventually(async () => expect(await heardAnswers(person)).toEqual(['9 + 2', '9 + 2']))
    expect(await credits(person)).toBe(48)
    await expectSettled()
    expect(await world.sql`select 1 from messages_log where user_id = ${person.id} and delivered_at is null`).toEqual(
      [],
    )
  })

  test('polling goes on after errors', async () => {
    await world.onlyBot()
    const person = await customer()
    await trouble('telegram', { method: 'getUpdates', kind: 'error', status: 500, times: 1 })
    await person.say('9 + 3')
    await person.say('9 + 4')
    await person.hears('9 + 4 = 13')
    await expectSettled()
  })

  test('a person who blocked the bot before the answer gets their credit back', async () => {
    await world.onlyBot()
    const person = await customer()
    await trouble('telegram', { method: '*', kind: 'slow', ms: 150, times: 3 })
    await person.say('9 + 5')
    await person.block()
    await eventually(async () => expect(await questionsOf(person)).toMatchObject([{ status: 'undelivered' }]))
    expect(await credits(person)).toBe(50)
    await expectSettled()
  })
})

describe('the person', () => {
  test('stops a long answer by the button under it; what was written stays and counts', async () => {
    await world.onlyBot({ PROGRESS: 'edits' })
    await wordsTake(30)
    const person = await customer()
    await person.say('очень длинный ответ')
    await person.hears('Глава 1')
    expect(await person.press('Стоп')).toMatchObject({ answer: { text: 'Останавливаю.' } })
    await eventually(async () =>
      expect(await questionsOf(person)).toMatchObject([{ status: 'answered', finishReason: 'stopped' }]),
    )
    await eventually(async () => expect(await person.buttons().catch(() => [])).not.toContain('■ Стоп'))
    expect(await credits(person)).toBe(49)
  })

  test('stops it by the button of Telegram under a draft: that answer and no later one', async () => {
    await world.onlyBot()
    await wordsTake(30)
    const person = await customer()
    await person.say('очень длинный ответ')
    const { draftId } = await person.watches('Глава 1')
    await person.stopsDraft(draftId)
    await person.hears('Глава 1')
    await expectSettled()
    expect(await questionsOf(person)).toMatchObject([{ status: 'answered', finishReason: 'stopped' }])
    expect(await credits(person)).toBe(49)

    await person.say('очень длинный ответ')
    const later = await person.watches('Глава 1')
    const stopping = await world.api.stopAnswer({
      telegramId: person.id,
      chatId: person.id,
      threadId: 0,
      updateId: draftId,
    })
    expect(stopping, 'a late press').toEqual({ stopping: false })
    await person.stopsDraft(later.draftId)
    await expectSettled()
  })

  test('stops it by /stop too, which does not wait behind the answer', async () => {
    await world.onlyBot()
    await wordsTake(30)
    const person = await customer()
    await person.say('очень длинный ответ')
    await person.watches('Глава 1')
    await person.say('/stop')
    await eventually(async () => expect(await questionsOf(person)).toMatchObject([{ status: 'answered' }]))
    await expectSettled()
  })
})

describe('a fault of ours', () => {
  test('is reported, tried a limited number of times, told to the person, and does not stop their chat', async () => {
    await world.onlyBot()
    const person = await customer()
    const [last] = await world.sql<{ id: number }>`select coalesce(max(id), 0) as id from events`
    const events = (kind: string) =>
      world.sql<{ data: { message: string; updateId: number } }>`
        select data from events where id > ${last!.id} and kind = ${kind} order by id`
    // Every attempt meets a database that cannot answer this one request: an error of the backend's own.
    await world.sql`alter table conversations rename to conversations_away`
    await person.say('5 + 5')
    await eventually(async () => expect(await events('bot_exception')).not.toEqual([]))
    expect((await events('bot_exception'))[0]!.data.updateId).toBeGreaterThan(0)
    // The last attempt is near: what would take half a minute of growing pauses is brought forward.
    await world.sql`update lanes set attempts = 4, ready_at = now() where waiting > 0`
    await person.hears('обработать не получилось')
    await world.sql`alter table conversations_away rename to conversations`
    // One transaction has told them and given the update up.
    expect(await world.sql`select 1 from dead_updates where lane = ${`chat:${person.id}`}`).toHaveLength(1)
    expect(await events('update_given_up')).toHaveLength(1)
    expect(await events('database_error')).not.toEqual([])
    await person.say('5 + 6')
    await person.hears('5 + 6 = 11')
    expect(await credits(person)).toBe(49)
  })
})

describe('a person who blocks the bot in the middle of an answer', () => {
  test('is not called again without end', async () => {
    await world.onlyBot()
    const person = await customer()
    await world.sandbox.control('DELETE', '/journal')
    await person.say('длинный ответ')
    await person.watches('Глава 1')
    await person.block()
    await eventually(async () => expect(await questionsOf(person)).not.toMatchObject([{ status: 'pending' }]))
    await expectSettled()
    const calls = (await world.sandbox.control('GET', '/journal')) as { status: number }[]
    expect(calls.filter(({ status }) => status === 403).length).toBeLessThan(10)
  })
})
