import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventually } from './world/eventually.ts'
import { keysOf, type Person } from './world/person.ts'
import { runTask } from './world/run-task.ts'
import { customer, lastAsked } from './world/sent-files.ts'
import { settled } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
let person: Person
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.end())
beforeEach(async () => {
  await world.sandbox.control('DELETE', '/trouble')
  person = await customer(world)
})

const turnOn = () => world.api.changeProfile({ telegramId: person.id, settings: { suggestions: true } })
const rows = () =>
  world.sql<{ question: string; answer: string; suggestions: string[] | null; price: number; status: string }>`
    select question, answer, suggestions, price, status from messages_log where user_id = ${person.id} order by id`
const told = async () => (await lastAsked(world)).map(({ words }) => words).join('\n')
const labels = async (text: string) => keysOf(await person.hears(text)).map((key) => key.text)
const journal = async () => JSON.stringify(await world.sandbox.control('GET', '/journal'))

test('are not asked for unless the person wants them, which the settings say', async () => {
  await person.say('2 + 3')
  expect(await labels('2 + 3 = 5')).toEqual(['↻ Заново · 1 кр.'])
  expect(await told()).not.toContain('⟦')
  await person.say('/settings')
  await person.hears('Подсказки: без вопросов под ответом')
  await person.press('Предлагать вопросы')
  await person.hears('Подсказки: под ответом вопросы, которые можно задать дальше')
  expect((await world.api.userProfile({ telegramId: person.id })).settings.suggestions).toBe(true)
})

test('stand under the answer at the price of a question, and one that is pressed is asked, once', async () => {
  await turnOn()
  await person.say('2 + 3')
  const answer = await person.hears('2 + 3 = 5')
  expect(keysOf(answer).map((key) => key.text)).toEqual([
    'Сколько будет 12 * 7? · 1 кр.',
    'Покажи таблицу · 1 кр.',
    'Что ты умеешь? · 1 кр.',
    '↻ Заново · 1 кр.',
  ])
  await settled(world)
  expect(await rows()).toMatchObject([
    {
      answer: expect.not.stringContaining('⟦'),
      suggestions: ['Сколько будет 12 * 7?', 'Покажи таблицу', 'Что ты умеешь?'],
    },
  ])
  expect(await journal()).not.toContain('⟦')
  const { callback_data: data } = keysOf(answer)[0] as { callback_data: string }
  expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64)
  await Promise.all([person.pressData(answer.message_id, data), person.pressData(answer.message_id, data)])
  const next = await person.hears('12 * 7 = 84')
  expect(next.text).toMatch(/^Сколько будет 12 \* 7\?\n/)
  await settled(world)
  expect(await rows()).toMatchObject([{}, { question: 'Сколько будет 12 * 7?', price: 1, status: 'answered' }])
  expect((await world.api.getCredits({ telegramId: person.id })).credits).toBe(48)
  const costs = await world.sql`select work_kind from costs where user_id = ${person.id}`
  expect(costs).toEqual([{ workKind: 'question' }, { workKind: 'question' }])
})

test('are words of a model, so a question that was pressed is nothing that the person said of themselves', async () => {
  await turnOn()
  await person.say('Я учу таблицу умножения')
  await person.press('Сколько будет 12 * 7?')
  await person.hears('12 * 7 = 84')
  await settled(world)
  await person.say('/new')
  await person.hears('чистого листа')
  await runTask(world, 'read-conversations')
  expect((await lastAsked(world)).at(-1)!.words).toBe(
    JSON.stringify({ known: [], messages: ['Я учу таблицу умножения'] }),
  )
})

describe('there are none', () => {
  test('in a group', async () => {
    await turnOn()
    const place = { telegramId: person.id, chatId: -5_000_011, threadId: 0, messageId: 1, updateId: 700_001 }
    for await (const event of world.api.streamAnswer({ ...place, text: '2 + 4' }))
      if (event.type === 'done') expect(event.suggestions).toEqual([])
    expect(await told()).not.toContain('⟦')
  })

  test('for an answer that was stopped, of which nothing behind the mark is seen', async () => {
    await turnOn()
    await world.sandbox.control('POST', '/trouble/model', { kind: 'slow', ms: 150, times: 1 })
    await person.say('2 + 5')
    const { draftId } = await person.watches('2 + 5')
    await person.stopsDraft(draftId)
    await settled(world)
    const [row] = await rows()
    expect(row).toMatchObject({ status: 'answered', suggestions: null })
    expect(row!.answer).not.toContain('⟦')
  })

  test('when nothing pays for a question: then there is the way to more', async () => {
    person = await customer(world, 1)
    await turnOn()
    await person.say('2 + 6')
    expect(await labels('2 + 6 = 8')).toEqual(['⭐ Пополнить'])
  })

  test('of an answer whose texts were deleted', async () => {
    await turnOn()
    await person.say('2 + 7')
    await person.hears('2 + 7 = 9')
    await settled(world)
    await world.api.deleteData({ telegramId: person.id })
    expect(await rows()).toMatchObject([{ question: null, suggestions: null }])
    await person.press('Покажи таблицу')
    await eventually(async () => expect((await person.heard()).at(-1)).not.toContain('Меркурий'))
    expect(await rows()).toHaveLength(1)
  })
})
