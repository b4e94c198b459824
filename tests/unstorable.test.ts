import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDoor, type Door, expectSettled } from './world/door.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { webhookSecret, createWorld, type World } from './world/world.ts'

let world: World
let door: Door
let person: Person
beforeAll(async () => {
  world = await createWorld()
  door = createDoor(world)
  person = await world.person()
  await person.say('/help')
  await person.hears('Помощь')
  await world.api.updateCredits({ telegramId: person.id, delta: 50, reason: 'test', idempotencyKey: 'start' })
})
afterAll(() => world.end())

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`

describe('an update that no database takes as it is', () => {
  test.each<[string, string]>([
    ['arrays nested 5,000 deep', nested(5_000)],
    ['objects nested 5,000 deep', deep(5_000)],
    ['arrays nested 100,000 deep', nested(100_000)],
    ['half a surrogate pair', '"\\ud83d"'],
    ['a NUL', '"\\u0000"'],
    ['a name that is half a surrogate pair', '{"\\ude00": 1}'],
    ['a number beyond all numbers', '1e999'],
  ])('is taken without what cannot be kept: %s', async (name, odd) => {
    const text = `сколько 2 + ${900 + name.length}?`
    const who = `"from":{"id":${person.id},"is_bot":false,"first_name":"А"},"chat":{"id":${person.id},"type":"private"}`
    const id = 5_000_000_000 + name.length
    const body = `{"update_id":${id},"message":{"message_id":${1_000 + name.length},"date":1,${who},"text":"${text}","odd":${odd}}}`
    const response = await fetch(`${world.backend().url}/telegram/webhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret },
      body,
    })
    expect(response.status).toBe(200)
    await person.hears(`2 + ${900 + name.length} = ${902 + name.length}`)
  })
})

test('what PostgreSQL refuses all the same is given up at once, and what came with it is answered', async () => {
  await world.sql`
    create function refuse() returns trigger language plpgsql as $$ begin
      raise exception 'character 0x98 has no equivalent' using errcode = '22P05';
    end $$`
  await world.sql`
    create trigger refuse before insert on inbox for each row when (new.payload::text like '%непонятное%') execute function refuse()`
  expect(await door.bring(message('непонятное'))).toBe(200)
  // By polling they come as one batch.
  await Promise.all([person.say('непонятное само'), person.say('сколько 3 + 900?')])
  await person.hears('3 + 900 = 903')
  await eventually(() => expectSettled(world))
  expect(await world.sql`select lane, attempts, payload - 'update_id' as rest from dead_updates`).toEqual([
    { lane: 'unstorable:message', attempts: 0, rest: {} },
    { lane: 'unstorable:message', attempts: 0, rest: {} },
  ])

  function message(text: string) {
    const chat = { id: person.id, type: 'private' }
    return { message: { message_id: 1, date: 1, chat, from: { id: person.id, is_bot: false, first_name: 'А' }, text } }
  }
})
