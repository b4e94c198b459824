import type { Message } from 'grammy/types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shownToModel } from './world/door.ts'
import { keysOf, type Person } from './world/person.ts'
import { settled } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ asksToAgree: true, TRIAL_MESSAGES: '3' })
})
afterAll(() => world.end())

const notice = /прочитайте условия \(\/terms\)/
const meansOf = ({ id }: Person) => world.api.getCredits({ telegramId: id })
const asked = ({ id }: Person) =>
  world.sql<{ question: string; purse: string }>`
    select question, purse from messages_log where user_id = ${id} order by id`

/** A person who has credits, and has agreed to nothing. */
async function newcomer(): Promise<Person> {
  const person = await world.person()
  const telegramId = person.id
  await world.api.register({ telegramId, firstName: 'Аня', languageCode: 'ru' })
  await world.api.updateCredits({ telegramId, delta: 20, reason: 'test', idempotencyKey: `test:${telegramId}` })
  return person
}

async function agreed(): Promise<Person> {
  const person = await newcomer()
  const { version } = await world.api.agreement({ telegramId: person.id })
  await world.api.agree({ telegramId: person.id, version, how: 'start' })
  return person
}

/** Everything of theirs that is kept beside questions. */
const kept = async ({ id }: Person) =>
  (
    await world.sql<{ text: string }>`
      select title || ': ' || prompt as text from own_assistants where user_id = ${id}
      union all select fact from memory_facts where user_id = ${id}
      union all select said from schedules where user_id = ${id}
      union all select prompt from image_wishes where user_id = ${id}
      union all select settings ->> 'instructions' from users where telegram_id = ${id} and settings ->> 'instructions' is not null`
  ).map(({ text }) => text)

describe('before a person has agreed nothing that they write is kept', () => {
  test.each([
    ['a name for an assistant', '/assistants', ['➕ Свой помощник'], 'Как назвать помощника?', 'Физик', 'Физик: '],
    [
      'instructions',
      '/settings',
      ['✍️ Свои указания', 'Написать'],
      'что учитывать в каждом ответе?',
      'Отвечай стихами',
      'Отвечай стихами',
    ],
    ['a wish for a picture', '/image', [], 'Опишите, что нарисовать', 'рыжий кот', 'рыжий кот'],
    ['a question by the clock', '/schedule', ['Новый вопрос'], 'О чём спрашивать?', 'Как дела?', 'Как дела?'],
  ])(
    '%s is asked for behind the agreement, with whose press it goes on',
    async (_, command, way, request, said, is) => {
      const person = await newcomer()
      await person.say(command)
      for (const label of way) await person.press(label)
      await person.hears(notice)
      expect((await person.heard()).some((text) => text.includes(request))).toBe(false)
      await person.press('Согласиться')
      await person.hears('согласие записано')
      await person.hears(request)
      await person.say(said)
      await settled(world)
      expect(await kept(person)).toEqual([is])
      expect(await asked(person), 'none of it is a question').toEqual([])
    },
  )

  test.each([
    ['a fact', 'Запомни, что я вегетарианец', 'Запомнил: «Я вегетарианец»', 'Я вегетарианец'],
    ['a wish for a picture', '/image рыжий кот', 'Как нарисовать?', 'рыжий кот'],
    [
      'a question by the clock',
      'каждый день в 9 расскажи новости',
      'Сколько у вас сейчас времени?',
      'каждый день в 9 расскажи новости',
    ],
  ])('%s in words waits in the chat alone, and the press goes on with it', async (_, said, answer, is) => {
    const person = await newcomer()
    await person.say(said)
    const shown = await person.hears(notice)
    expect(shown.reply_to_message?.text).toBe(said)
    expect(await kept(person)).toEqual([])
    const press = () => person.pressData(shown.message_id, '✅ Согласиться')
    await Promise.all([press(), press()])
    await person.hears(answer)
    await settled(world)
    expect(await kept(person)).toEqual([is])
    expect(await world.sql`select given, how from consents where user_id = ${person.id}`).toEqual([
      { given: true, how: 'question' },
      { given: true, how: 'question' },
    ])
  })

  test('who withdraws while something is awaited is asked to agree, and then for it once more', async () => {
    const person = await agreed()
    await person.say('/assistants')
    await person.press('➕ Свой помощник')
    await person.hears('Как назвать помощника?')
    await world.api.withdrawAgreement({ telegramId: person.id })
    await person.say('Физик')
    await person.hears(notice)
    expect(await kept(person)).toEqual([])
    await person.press('Согласиться')
    await settled(world)
    expect((await person.heard()).filter((text) => text.includes('Как назвать помощника?'))).toHaveLength(2)
    await person.say('Химик')
    await person.hears('Что должен уметь помощник «Химик»')
    expect(await kept(person)).toEqual(['Химик: '])
  })

  test('the backend takes no words without agreement, and goes on deleting', async () => {
    const person = await agreed()
    const telegramId = person.id
    const { id } = await world.api.createAssistant({ telegramId, updateId: 1, title: 'Физик' })
    const { fact } = await world.api.rememberFact({ telegramId, updateId: 2, text: 'Я вегетарианец' })
    await world.api.changeProfile({ telegramId, settings: { instructions: 'Отвечай стихами' } })
    const place = { telegramId, chatId: telegramId, threadId: 0 }
    await world.api.processMessage({ ...place, messageId: 3, updateId: 3, text: 'сколько 2 + 60?' })
    const [conversation] = (await world.api.conversations(place)).conversations
    await world.api.withdrawAgreement({ telegramId })
    const before = await kept(person)

    for (const write of [
      () => world.api.createAssistant({ telegramId, updateId: 4, title: 'Химик' }),
      () => world.api.changeAssistant({ telegramId, id, prompt: 'Объясняй просто' }),
      () => world.api.changeFact({ telegramId, factId: fact.id, text: 'Я веган' }),
      () => world.api.changeProfile({ telegramId, settings: { instructions: 'Отвечай прозой' } }),
      () => world.api.renameConversation({ ...place, conversationId: conversation!.id, title: 'Сложение' }),
    ])
      await expect(write()).rejects.toMatchObject({ status: 403, code: 'agreement_needed' })
    const edit = { ...place, messageId: 3, updateId: 5, text: 'сколько 2 + 61?' }
    expect(await world.api.questionEdited(edit)).toEqual({ questionId: null, price: null })
    expect(await kept(person)).toEqual(before)
    expect(await world.sql`select edited from messages_log where user_id = ${telegramId}`).toEqual([{ edited: null }])

    await world.api.changeProfile({ telegramId, settings: { instructions: null } })
    await world.api.deleteAssistant({ telegramId, id })
    await world.api.deleteFact({ telegramId, factId: fact.id })
    expect(await kept(person)).toEqual([])
  })
})

describe('questions that are sent in a row before the person may ask', () => {
  const texts = (count: number) => Array.from({ length: count }, (_, index) => `сколько ${index + 2} + 70?`)
  const labels = (message: Message) => keysOf(message).map(({ text }) => text)

  test('are answered together, in their order and at one price, when they agree', async () => {
    const person = await newcomer()
    for (const text of texts(3)) await person.say(text)
    await person.hears('Ваш вопрос сохранён')
    await person.hears('Ваши сообщения сохранены, их 2')
    const last = await person.hears('Ваши сообщения сохранены, их 3: отвечу на все сразу после этого.')
    expect(labels(last)).toEqual(['✅ Согласиться'])
    await person.press('Согласиться')
    await person.hears('Спасибо, согласие записано.\n\nОтвечаю сразу на 3 ваших сообщения.')
    await settled(world)
    expect(await asked(person)).toEqual([{ question: texts(3).join('\n\n'), purse: 'credits' }])
    expect((await shownToModel(world)).join()).toContain(texts(3).join('\n\n'))
    expect(await meansOf(person)).toMatchObject({ credits: 19 })
    expect(await world.sql`select 1 from waiting_questions where user_id = ${person.id}`).toEqual([])
  })

  test('are answered together by the press that begins the trial, under whichever of them', async () => {
    const person = await world.person()
    await person.say('сколько 2 + 71?')
    const first = await person.hears('начните бесплатный пробный период')
    await person.say('сколько 3 + 71?')
    await person.hears(/начните бесплатный пробный период\. Ваши сообщения сохранены, их 2/)
    await person.pressData(first.message_id, '🎁 Попробовать бесплатно')
    await person.hears('Готово: у вас 3 сообщения. Отвечаю сразу на 2 ваших сообщения.')
    await settled(world)
    expect(await asked(person)).toEqual([{ question: 'сколько 2 + 71?\n\nсколько 3 + 71?', purse: 'trial' }])
    expect((await meansOf(person)).trial).toMatchObject({ left: 2 })
  })

  test('are one message more by each update, however often it comes', async () => {
    const { id: telegramId } = await newcomer()
    const ask = (updateId: number) =>
      world.api.processMessage({ telegramId, chatId: telegramId, messageId: 1, updateId, text: `вопрос ${updateId}` })
    for (const [updateId, messages] of [
      [9_300_001, 1],
      [9_300_001, 1],
      [9_300_002, 2],
      [9_300_002, 2],
    ] as const)
      await expect(ask(updateId)).rejects.toMatchObject({
        code: 'agreement_needed',
        details: { waiting: updateId, kept: { messages, replaces: false } },
      })
    expect(await world.sql`select question, messages from waiting_questions where user_id = ${telegramId}`).toEqual([
      { question: 'вопрос 9300001\n\nвопрос 9300002', messages: 2 },
    ])
  })

  test('that cannot be put together leave the last one, which is said; what is old is simply gone', async () => {
    const person = await newcomer()
    await person.say('сколько 2 + 72?')
    await person.hears('Ваш вопрос сохранён')
    await person.send('photo')
    await person.hears('Сохранён последний вопрос: отвечу на него сразу после этого. Прежний пришлите')
    await world.sql`update waiting_questions set asked_at = now() - interval '2 hours' where user_id = ${person.id}`
    await person.say('сколько 3 + 72?')
    await settled(world)
    expect((await person.heard()).at(-1)).toContain('Ваш вопрос сохранён')
    await person.press('Согласиться')
    await person.hears('3 + 72 = 75')
    expect(await asked(person)).toHaveLength(1)
  })
})

test('the balance says what will really pay, also when the free messages of the day are used up', async () => {
  const person = await world.person()
  await person.say('/start')
  await person.press('Попробовать бесплатно')
  await person.hears('у вас 3 сообщения')
  await person.say('/balance')
  await person.hears('Следующий вопрос: за счёт пробного периода')
  await world.sql`delete from free_days`
  await world.sql`
    insert into free_days (day, scope, slot, day_limit, most, used)
    values ((now() at time zone 'UTC')::date, 'everybody', 0, 1, 1000000, 1000000)`
  const again = /Бесплатные ответы пока закончились\. Снова они появятся .* по Москве\./
  await person.say('/balance')
  const balance = await person.hears(again)
  expect(balance.text).toContain('осталось 3 из 3')
  expect(balance.text).not.toContain('Следующий вопрос')
  await person.say('/start')
  await person.hears(/С возвращением!.*Бесплатные ответы пока закончились\. Снова они появятся/)
  await person.say('сколько 2 + 73?')
  await person.hears(/^Бесплатные ответы пока закончились\. Снова.*Вопрос сохранён/)

  await world.api.updateCredits({ telegramId: person.id, delta: 5, reason: 'test', idempotencyKey: 'balance' })
  await person.say('/balance')
  await person.hears('Следующий вопрос: 1 кредит')
  await person.say('сколько 3 + 73?')
  await person.hears('3 + 73 = 76')
  expect(await meansOf(person)).toMatchObject({ credits: 4, trial: { left: 3 }, next: { purse: 'credits', price: 1 } })
})
