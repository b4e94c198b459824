import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from './world/person.ts'
import { customer } from './world/sent-files.ts'
import { settled } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.end())

/** All that is kept of a person. */
async function everything({ id }: Person): Promise<object> {
  const { data } = await world.api.exportData({ telegramId: id })
  return { ...data, exported_at: undefined }
}

test.each([
  ['a fact to remember', 'Запомни: я живу в Омске', 'Запомни: я живу в Томске'],
  ['a schedule', 'каждый день в 9 расскажи новости', 'каждый день в 10 расскажи новости'],
  ['a command', '/paysupport Где кредиты?', '/paysupport Где мои кредиты?'],
  ['a question that becomes a fact', 'сколько 1 + 1?', 'Запомни: 1 + 1 = 2'],
])('the edit of %s says that it changes nothing, and changes nothing', async (_, first, then) => {
  const person = await customer(world)
  const [said] = await person.say(first)
  await settled(world)
  const before = await everything(person)
  await person.edit(said!.message_id, then)
  const told = await person.hears('Правка этого сообщения ничего не меняет.')
  expect(told.reply_to_message?.message_id).toBe(said!.message_id)
  await settled(world)
  expect(await everything(person)).toEqual(before)
})

test('the edit of a question offers to answer it again', async () => {
  const person = await customer(world)
  const [said] = await person.say('сколько 2 + 2?')
  await person.hears('2 + 2 = 4')
  await person.edit(said!.message_id, 'сколько 2 + 3?')
  await person.hears('Вы изменили вопрос.')
  await person.press('Ответить заново · 1 кр.')
  await person.hears('2 + 3 = 5')
})

test('the button after a failure says what asking once more costs', async () => {
  const person = await customer(world)
  await world.sandbox.control('POST', '/trouble/model', { kind: 'error', status: 400, times: 10 })
  await person.say('сколько 3 + 3?')
  await person.hears('Ничего не списано')
  await world.sandbox.control('DELETE', '/trouble')
  await person.press('Повторить · 1 кр.')
  await person.hears('3 + 3 = 6')
})

test('a button shows no price where nothing pays', async () => {
  const person = await customer(world, 1)
  const [said] = await person.say('сколько 4 + 4?')
  await person.hears('4 + 4 = 8')
  await person.edit(said!.message_id, 'сколько 4 + 5?')
  await person.hears('Вы изменили вопрос.')
  expect(await person.buttons()).toEqual(['↻ Ответить заново'])
})
