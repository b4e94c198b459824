import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { pressOld } from './world/press-old.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.end())

const creditsOf = async (person: Person) => (await world.api.getCredits({ telegramId: person.id })).credits
const give = (person: Person, delta: number) =>
  world.api.updateCredits({ telegramId: person.id, delta, reason: 'test', idempotencyKey: `${person.id}:${delta}` })
const choose = (person: Person, model: string) =>
  world.api.changeProfile({ telegramId: person.id, settings: { model } })
const chargedOf = (person: Person) =>
  world.sql<{ purse: string; price: number; model: string }>`
    select purse, price, model from messages_log where user_id = ${person.id} and status = 'answered' order by id`

/** A person without a trial, who has this much. */
async function withCredits(credits: number): Promise<Person> {
  const person = await world.person()
  await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
  await world.sql`insert into trials (user_id, granted, used) values (${person.id}, 1, 0)`
  await world.sql`insert into conversations (user_id, chat_id, ended_at) values (${person.id}, ${person.id}, now())`
  await world.sql.transaction(async (sql) => {
    await sql`insert into messages_log (user_id, update_id, chat_id, message_id, conversation_id, model, purse, price, status, answered_at)
      select ${person.id}, -1, ${person.id}, 1, id, 'standard', 'trial', 1, 'answered', now() from conversations where user_id = ${person.id}`
    await sql`update trials set used = 1 where user_id = ${person.id}`
  })
  if (credits > 0) await give(person, credits)
  return person
}

describe('a button with a price', () => {
  test('charges what it shows: after a dearer model was chosen it asks first', async () => {
    const person = await withCredits(50)
    await person.say('1 + 1')
    await person.hears('1 + 1 = 2')
    await choose(person, 'expert')
    await person.press('Заново · 1 кр.')
    await person.hears('Теперь это стоит 10 кр., цена изменилась. Продолжить?')
    expect(await creditsOf(person)).toBe(49)
    await person.press('Заново · 10 кр.')
    await eventually(async () => expect(await creditsOf(person)).toBe(39))
  })

  test('of the trial asks before it takes credits', async () => {
    const person = await world.person()
    await person.say('/start')
    await person.press('Попробовать')
    await person.hears('Напишите первый вопрос')
    await person.say('1 + 2')
    await person.hears('1 + 2 = 3')
    await give(person, 19)
    await choose(person, 'expert')
    await person.press('Заново · 1 сообщ.')
    await person.hears('Теперь это стоит 10 кр., цена изменилась. Продолжить?')
    expect(await creditsOf(person)).toBe(19)
  })

  test('that showed none costs no more than the question itself did', async () => {
    const person = await withCredits(50)
    await person.say('1 + 3')
    const { message_id } = await person.hears('1 + 3 = 4')
    const [question] = await world.sql<{ id: number }>`
      select id from messages_log where user_id = ${person.id} and question = '1 + 3'`
    await choose(person, 'expert')
    await world.sandbox.control('POST', '/trouble/telegram', {
      method: 'editMessageReplyMarkup',
      kind: 'slow',
      ms: 1,
      times: 1,
    })
    await pressOld(world, person, message_id, `ask:again:${question!.id}`)
    await person.hears('Теперь это стоит 10 кр., цена изменилась. Продолжить?')
    expect(await creditsOf(person)).toBe(49)
  })

  test('that has become cheaper is simply answered', async () => {
    const person = await withCredits(50)
    await choose(person, 'expert')
    await person.say('1 + 4')
    await person.hears('1 + 4 = 5')
    await eventually(async () => expect(await creditsOf(person)).toBe(40))
    await choose(person, 'standard')
    await person.press('Заново · 10 кр.')
    await eventually(async () => expect(await creditsOf(person)).toBe(39))
  })
})

describe('a question that nothing pays for', () => {
  test('is answered right after the purchase', async () => {
    const person = await withCredits(0)
    await person.say('20 + 22')
    await person.hears('Пробные сообщения закончились')
    await person.press('50 кредитов · 100 ⭐')
    await person.pay()
    await person.hears('Отвечаю на ваш вопрос «20 + 22».')
    await person.hears('20 + 22 = 42')
    await eventually(async () => expect(await creditsOf(person)).toBe(49))
    expect(await world.sql`select 1 from waiting_questions where user_id = ${person.id}`).toEqual([])
    await person.say('1 + 1')
    await person.hears('1 + 1 = 2')
    expect(
      (await person.heard()).filter((text) => text.includes('42')),
      'once',
    ).toHaveLength(1)
  })

  test('of longer ago is answered by one button after the purchase', async () => {
    const person = await withCredits(0)
    await person.say('20 + 22')
    await person.hears('Пробные сообщения закончились')
    await world.sql`update waiting_questions set asked_at = now() - interval '2 hours' where user_id = ${person.id}`
    await person.press('50 кредитов · 100 ⭐')
    await person.pay()
    await person.hears('Оплата получена')
    await person.press('Ответить на «20 + 22» · 1 кр.')
    await person.hears('20 + 22 = 42')
    await eventually(async () => expect(await creditsOf(person)).toBe(49))
  })

  test('at the dear model is answered by the standard one at its price', async () => {
    const person = await withCredits(3)
    await choose(person, 'expert')
    await person.say('30 + 3')
    await person.hears('На эту модель не хватает кредитов')
    await person.press('Ответит «Стандартная» · 1 кр.')
    await person.hears('30 + 3 = 33')
    await eventually(async () => expect(await creditsOf(person)).toBe(2))
    expect((await chargedOf(person)).at(-1)).toEqual({ purse: 'credits', price: 1, model: 'standard' })
    expect((await world.api.userProfile({ telegramId: person.id })).settings.model).toBe('expert')
  })

  test('is answered after another model was chosen, and the newest of several is the one that waits', async () => {
    const person = await withCredits(3)
    await choose(person, 'expert')
    await person.say('31 + 3')
    await person.say('32 + 3')
    await eventually(async () =>
      expect((await person.heard()).filter((text) => text.includes('не хватает кредитов'))).toHaveLength(2),
    )
    await person.say('/model')
    await person.hears('Выберите, кто отвечает')
    await person.press('Стандартная')
    await person.press('Ответить на «32 + 3» · 1 кр.')
    await person.hears('32 + 3 = 35')
    expect(await creditsOf(person)).toBe(2)
  })

  test('is in the export, and gone when the person deletes their data', async () => {
    const person = await withCredits(0)
    await person.say('сколько звёзд на небе')
    await person.hears('Пробные сообщения закончились')
    const { data } = await world.api.exportData({ telegramId: person.id })
    expect(data).toMatchObject({ waiting_question: { question: 'сколько звёзд на небе' } })
    await world.api.deleteData({ telegramId: person.id })
    expect(await world.sql`select 1 from waiting_questions where user_id = ${person.id}`).toEqual([])
  })
})

describe('the menu', () => {
  test('keeps the trial until it is used, and offers a subscription where there is none', async () => {
    const person = await world.person()
    await person.say('/start')
    await person.press('Не сейчас')
    await person.press('Баланс')
    await person.press('Назад')
    await person.hears('Меню')
    expect(await person.buttons()).toContain('🎁 Попробовать бесплатно')
    await person.press('Подписка')
    await person.hears('У вас нет подписки')
    expect(await person.buttons()).toEqual(expect.arrayContaining(['Месяц · 400 ⭐']))
    await person.press('Назад')
    await person.press('Попробовать бесплатно')
    await person.hears('Напишите первый вопрос')
    expect(await person.buttons()).not.toContain('🎁 Попробовать бесплатно')
  })
})
