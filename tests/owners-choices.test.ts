import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ RICH_MESSAGES: 'on', GROUP_CHATS: 'off' })
})
afterAll(() => world.end())

async function reader(): Promise<Person> {
  const person = await world.person()
  await person.say('/start')
  await person.press('Попробовать бесплатно')
  await person.hears('Готово')
  return person
}

const lastAnswer = (person: Person) =>
  eventually(async () => {
    const found = (await person.messages()).findLast((message) => message.rich_message)
    if (!found) throw new Error('No rich message yet')
    return found
  })

describe('a bot whose owner wants rich messages and no groups', () => {
  test('sends tables and formulas as rich messages, until the person wants them as text', async () => {
    const person = await reader()
    await person.say('покажи таблицу')
    expect(JSON.stringify((await lastAnswer(person)).rich_message)).toContain('Меркурий')
    await person.say('покажи код')
    await person.hears('fibonacci(100)')

    await person.say('/settings')
    await person.press('Таблицы обычным текстом')
    await person.hears('Таблицы и формулы: обычным текстом')
    await person.say('покажи формулы')
    await person.hears('b² - 4ac')
  })

  test('sends them as text when Telegram does not take them, once', async () => {
    const person = await reader()
    const trouble = { method: 'sendRichMessage', kind: 'error', times: 1, status: 400 }
    await world.sandbox.control('POST', '/trouble/telegram', trouble)
    await person.say('покажи таблицу')
    await person.hears('Меркурий')
    await person.say('сколько 1 + 400?')
    await person.hears('1 + 400 = 401')
    expect((await person.heard()).filter((text) => text.includes('Меркурий'))).toHaveLength(1)
  })

  test('answers in no group, and says so to a person who asks there', async () => {
    const person = await reader()
    const group = await world.group(person)
    await group.write('просто разговор')
    await group.write('/ask сколько 2 + 2?')
    await eventually(async () =>
      expect(await group.heard()).toEqual(['В группах я не отвечаю. Напишите мне в личный чат.']),
    )
    expect(await world.sql`select 1 from messages_log where chat_id = ${group.id}`).toEqual([])
  })
})
