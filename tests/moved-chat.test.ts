import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { say as noteDown } from '#modules/notifications/outbox.ts'
import { accept } from '#platform/inbox/accept.ts'
import { laneOf } from '#platform/inbox/lane.ts'
import { stats } from '#platform/inbox/stats.ts'
import { eventually } from './world/eventually.ts'
import { type Front, startFront } from './world/front.ts'
import type { Group } from './world/group.ts'
import type { Person } from './world/person.ts'
import { settled as settledIn } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
let telegram: Front
/** Above those that the sandbox gives. */
let lastUpdateId = 4_000_000_000
beforeAll(async () => {
  world = await createWorld({ withoutBot: true, PROGRESS: 'edits' })
  const port = Number(new URL(world.sandbox.url).port)
  telegram = await startFront(() => [port])
})
beforeEach(() => world.onlyBot({ TELEGRAM_API_ROOT: telegram.url }))
afterEach(async () => {
  telegram.faults = () => ({})
  await world.sandbox.control('DELETE', '/trouble')
})
afterAll(async () => {
  await world.end()
  await telegram.stop()
})

/** A person in two groups, of which the first may become the second: the front before Telegram plays it. */
async function open() {
  const person = await world.person()
  await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
  await world.api.updateCredits({ telegramId: person.id, delta: 50, reason: 'test', idempotencyKey: 'start' })
  return { person, old: await world.group(person), now: await world.group(person) }
}
const wordsTake = (ms: number) => world.sandbox.control('POST', '/trouble/model', { kind: 'slow', ms })

const isIn = (chat: Group, { body }: { body: string }) => body.includes(`"chat_id":${chat.id}`)
const refuse = (description: string, parameters: object = {}) => ({
  answer: { status: 400, body: { ok: false, error_code: 400, description, parameters } },
})
const upgraded = (old: Group, now: Group) => (call: { path: string; body: string }) =>
  isIn(old, call)
    ? refuse('Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: now.id })
    : {}
const credits = async (person: Person) => (await world.api.getCredits({ telegramId: person.id })).credits
const settled = async () => {
  await settledIn(world)
  expect(await stats(world.sql)).toMatchObject({ givenUp: 0 })
}
const chaptersIn = (heard: string[]) =>
  heard.flatMap((text) => [...text.matchAll(/^Глава (\d+)$/gm)].map(([, number]) => Number(number)))
const all = Array.from({ length: 24 }, (_, index) => index + 1)

describe('a group that becomes a supergroup', () => {
  test.each([
    ['while an answer grows', 'Глава'],
    ['before an answer shows its first word', ''],
  ])('%s: the whole answer stands in the new chat, once, and the conversation goes on there', async (_when, shown) => {
    await wordsTake(1)
    const { person, old, now } = await open()
    if (shown === '') telegram.faults = upgraded(old, now)
    await old.write('/ask длинный ответ')
    if (shown) await eventually(async () => expect((await old.heard()).join()).toContain(shown))
    telegram.faults = upgraded(old, now)
    await eventually(async () => expect((await now.heard()).join()).toContain('Глава 24'))
    await settled()
    expect(chaptersIn(await now.heard())).toEqual(all)
    expect(await credits(person)).toBe(49)
    expect(
      await world.sql`select chat_id, delivered_at is not null as delivered from messages_log where user_id = ${person.id}`,
    ).toEqual([{ chatId: now.id, delivered: true }])
    await now.write('/ask 2 + 40')
    await eventually(async () => expect((await now.heard()).join()).toContain('2 + 40 = 42'))
    expect(
      await world.sql`select distinct conversation_id from messages_log where user_id = ${person.id}`,
    ).toHaveLength(1)
  })

  test('in the middle of a delivery that is then interrupted: the next bot goes on in the new chat', async () => {
    await wordsTake(1)
    const { person, old, now } = await open()
    const moving = upgraded(old, now)
    telegram.faults = (call) =>
      call.path.endsWith('/sendMessage') && call.body.includes('Глава 24') && isIn(now, call)
        ? { answer: { status: 502, body: { ok: false, error_code: 502, description: 'Bad Gateway' } } }
        : moving(call)
    await old.write('/ask длинный ответ')
    await eventually(async () => expect((await now.heard()).join()).toContain('Глава 12'))
    await eventually(async () =>
      expect(await world.sql`select 1 from lanes where waiting > 0 and owner is null`).toHaveLength(1),
    )
    await world.stopBots()
    telegram.faults = moving
    await world.sql`update lanes set ready_at = now() where waiting > 0`
    await world.onlyBot({ TELEGRAM_API_ROOT: telegram.url })
    await settled()
    expect(chaptersIn(await now.heard())).toEqual(all)
    expect(await credits(person)).toBe(49)
  })

  test('while a notice waits for it: the notice stands in the new chat, once, whoever hears of the move first', async () => {
    const { person, old, now } = await open()
    const owe = (key: string) =>
      noteDown(world.sql, {
        key,
        to: { telegramId: person.id, chatId: old.id, replyTo: 1 },
        kind: 'update_given_up',
        data: { what: 'message', language: 'ru' },
      })
    telegram.faults = upgraded(old, now)
    await owe('first')
    await eventually(async () => expect((await now.heard()).join()).toContain('Ничего не списано'))
    telegram.faults = () => ({
      answer: { status: 502, body: { ok: false, error_code: 502, description: 'Bad Gateway' } },
    })
    await owe('second')
    await eventually(async () =>
      expect(await world.sql`select chat_id from outbox where state = 'waiting' and error is not null`).toHaveLength(1),
    )
    await world.api.moveChat({ fromChatId: old.id, toChatId: now.id })
    telegram.faults = () => ({})
    await world.sql`update outbox set not_before = now() where state = 'waiting'`
    await eventually(async () =>
      expect((await now.heard()).filter((text) => text.includes('Ничего не списано'))).toHaveLength(2),
    )
    expect(await old.heard()).toEqual([])
  })

  test('between two questions: what was talked of is remembered there', async () => {
    const { person, old, now } = await open()
    await old.write('/ask меня зовут Кузьма')
    await eventually(async () => expect((await old.heard()).join()).toContain('Кузьма'))
    await settled()
    const from = { id: person.id, is_bot: false, first_name: 'Аня' }
    const said = { message_id: 1, date: 1_700_000_000, from }
    const updates = [
      {
        update_id: (lastUpdateId += 1),
        message: { ...said, chat: { id: old.id, type: 'group', title: 'G' }, migrate_to_chat_id: now.id },
      },
      {
        update_id: (lastUpdateId += 1),
        message: { ...said, chat: { id: now.id, type: 'supergroup', title: 'G' }, migrate_from_chat_id: old.id },
      },
    ]
    await accept(
      world.sql,
      updates.flatMap((update) => laneOf(update) ?? []),
    )
    await settled()
    await now.write('/ask как меня зовут?')
    await eventually(async () => expect((await now.heard()).join()).toContain('Вас зовут Кузьма'))
    expect(await now.heard()).toHaveLength(1)
  })
})

describe('a deleted topic', () => {
  const gone = 'Bad Request: message thread not found'
  const ask = (chat: Group, person: Person) => {
    const update = {
      update_id: (lastUpdateId += 1),
      message: {
        message_id: 77,
        message_thread_id: 33,
        is_topic_message: true,
        date: 1_700_000_000,
        chat: { id: chat.id, type: 'supergroup', is_forum: true, title: 'G' },
        from: { id: person.id, is_bot: false, first_name: 'Аня', language_code: 'ru' },
        text: '/ask 2 + 50',
        entities: [{ type: 'bot_command', offset: 0, length: 4 }],
      },
    }
    return accept(world.sql, [laneOf(update)!])
  }

  test('has its answer beside the topics, once, and it is charged', async () => {
    const { person, old } = await open()
    telegram.faults = ({ body }) => (body.includes('"message_thread_id":33') ? refuse(gone) : {})
    await ask(old, person)
    await eventually(async () => expect((await old.heard()).join()).toContain('2 + 50 = 52'))
    await settled()
    expect(await old.heard()).toHaveLength(1)
    expect(await credits(person)).toBe(49)
  })

  test('beside which nothing may be said either is left alone: not charged, and not tried again', async () => {
    const { person, old } = await open()
    let messages = 0
    telegram.faults = (call) => {
      if (!call.path.endsWith('/sendMessage')) return {}
      messages += 1
      return refuse(call.body.includes('"message_thread_id":33') ? gone : 'Bad Request: TOPIC_CLOSED')
    }
    await ask(old, person)
    await settled()
    await eventually(async () =>
      expect(await world.sql`select status from messages_log where user_id = ${person.id}`).toEqual([
        { status: 'undelivered' },
      ]),
    )
    expect(await credits(person)).toBe(50)
    expect(messages).toBeLessThanOrEqual(4)
  })
})
