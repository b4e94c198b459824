import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDoor } from './world/door.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { settled as settledIn } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.end())

/** A person with credits, no trial, and so no quiet lines between the answers. */
async function customer(about: { language_code?: string } = {}): Promise<Person> {
  const person = await world.person(about)
  await person.say('/start')
  await person.hears(/Помогатор|Pomogator/)
  await world.api.updateCredits({ telegramId: person.id, delta: 50, reason: 'test', idempotencyKey: 'start' })
  return person
}

const credits = async (person: Person) => (await world.api.getCredits({ telegramId: person.id })).credits
const trouble = (kind: string, more: object = {}) =>
  world.sandbox.control('POST', '/trouble/model', { kind, times: 1, ...more })
const questions = (person: Person) =>
  world.sql<{ id: number; question: string; about: string | null; aboutId: number | null; status: string }>`
    select id, question, about, about_id, status from messages_log where user_id = ${person.id} order by id`
const settled = async () => {
  await settledIn(world)
  expect(await world.sql`select 1 from inbox`).toEqual([])
}
/** What the model was asked last: who it is, then the turns. */
const asked = async () => {
  const [last] = (await world.sandbox.control('GET', '/model/requests')) as {
    body: { messages: { content: string }[] }
  }[]
  const [system, ...turns] = last!.body.messages.map(({ content }) => content)
  return { system, turns }
}
const shown = async () => (await asked()).turns

describe('a long text', () => {
  test('that Telegram cut into several messages is one question with one answer and one price', async () => {
    const person = await customer()
    const paste = `сколько 2 + 3? ${'Условие задачи, пункт за пунктом. '.repeat(300)}`
    expect((await person.say(paste)).length).toBeGreaterThan(2)
    await person.hears('2 + 3 = 5')
    await settled()
    const asked = await questions(person)
    expect(asked).toHaveLength(1)
    expect(asked[0]!.question.replaceAll(/\s+/g, ' ')).toBe(paste.trim().replaceAll(/\s+/g, ' '))
    expect(await credits(person)).toBe(49)
  })

  test('that is too long for the model costs nothing, and the way to another model stands below', async () => {
    const person = await customer()
    await person.say('слово '.repeat(6_000))
    await person.hears('Вопрос слишком длинный')
    await settled()
    expect(await credits(person)).toBe(50)
    expect(await questions(person)).toEqual([])
  })
})

test('quick messages are answered in their order, and none is refused', async () => {
  const person = await customer()
  for (const n of [1, 2, 3, 4]) await person.say(`сколько ${n} + 200?`)
  await person.hears('4 + 200 = 204')
  await settled()
  const answers = (await person.heard()).filter((text) => text.includes('+ 200 ='))
  expect(answers.map((text) => text[0])).toEqual(['1', '2', '3', '4'])
})

describe('what a person points at', () => {
  test('an old answer that a person replies to is what the model sees last, also in another conversation', async () => {
    const person = await customer()
    await person.say('сколько 7 + 100?')
    const old = await person.hears('7 + 100 = 107')
    await person.say('/new')
    await person.hears('Начинаем с чистого листа')
    await person.post('/messages', { text: 'а почему так?', reply_to: old.message_id })
    await person.hears('а почему так?')
    expect(await shown()).toEqual(['сколько 7 + 100?', expect.stringContaining('107') as string, 'а почему так?'])
  })

  test('a part of a message that is no answer is quoted', async () => {
    const person = await customer()
    const menu = await person.hears('Помогатор')
    await person.post('/messages', { text: 'что это значит?', reply_to: menu.message_id })
    await eventually(async () => expect(await questions(person)).toHaveLength(1))
    await settled()
    expect((await shown()).at(-1)).toMatch(/Я пишу об этом сообщении:\n> [\s\S]*Помогатор[\s\S]*\n\nчто это значит\?$/)
  })
})

describe('under an answer', () => {
  test('asking again gives another answer for its price, and the conversation goes on with the new one', async () => {
    const person = await customer()
    await person.say('сколько 1 + 300?')
    await person.hears('1 + 300 = 301')
    expect(await person.buttons()).toEqual(['↻ Заново · 1 кр.'])
    await person.press('Заново')
    await eventually(async () => expect(await questions(person)).toHaveLength(2))
    await settled()
    const [first, second] = await questions(person)
    expect(second).toMatchObject({ question: first!.question, about: 'again', aboutId: first!.id, status: 'answered' })
    expect(await credits(person)).toBe(48)
    expect(await shown(), 'as it was asked the first time').toEqual(['сколько 1 + 300?'])

    await person.say('а дальше?')
    await person.hears('а дальше?')
    expect(await shown(), 'the first answer is replaced').toHaveLength(3)
  })

  test('an impatient finger asks once', async () => {
    const person = await customer()
    await person.say('сколько 1 + 310?')
    const { message_id: id } = await person.hears('1 + 310 = 311')
    await Promise.all([1, 2, 3].map(() => person.pressData(id, '↻ Заново · 1 кр.')))
    await settled()
    expect(await questions(person)).toHaveLength(2)
    expect(await credits(person)).toBe(48)
  })

  test('a long one can be had shorter, and one that was stopped goes on', async () => {
    const person = await customer()
    await person.say('длинный ответ')
    await person.hears('Глава 24')
    expect(await person.buttons()).toEqual(['↻ Заново · 1 кр.', '✂︎ Короче · 1 кр.'])
    await person.press('Короче')
    await person.hears('Коротко:')
    expect((await shown()).slice(0, 1)).toEqual(['длинный ответ'])
    await settled()

    await trouble('slow', { ms: 40 })
    await person.say('очень длинный ответ')
    const { draftId } = await person.watches('Глава 1')
    await person.stopsDraft(draftId)
    await person.hears('Глава 1')
    await settled()
    expect(await person.buttons()).toEqual(['▸ Дальше · 1 кр.', '↻ Заново · 1 кр.'])
    await person.press('Дальше')
    await person.hears('Глава 60')
    expect((await shown()).slice(-3, -2)).toEqual(['очень длинный ответ'])
    await settled()
    expect(await credits(person)).toBe(46)
  })

  test('a question that failed is tried again for its price only when it succeeds', async () => {
    const person = await customer()
    await trouble('error', { status: 400 })
    await person.say('сколько 1 + 320?')
    await person.hears('Ничего не списано')
    await trouble('error', { status: 400 })
    await person.press('Повторить')
    await eventually(async () =>
      expect((await person.heard()).filter((text) => text.includes('Ничего не списано'))).toHaveLength(2),
    )
    expect(await credits(person)).toBe(50)
    await person.press('Повторить')
    await person.hears('1 + 320 = 321')
    await settled()
    expect(await credits(person)).toBe(49)
    expect((await questions(person)).map(({ status }) => status)).toEqual(['failed', 'failed', 'answered'])
  })

  test('the answer of somebody else is nobody’s to follow up', async () => {
    const [anna, boris] = [await customer(), await customer()]
    await anna.say('сколько 1 + 330?')
    await anna.hears('1 + 330 = 331')
    const [question] = await questions(anna)
    await expect(
      world.api.processMessage({
        telegramId: boris.id,
        chatId: boris.id,
        messageId: 1,
        updateId: 77_777,
        followUp: { kind: 'again', questionId: question!.id },
      }),
    ).rejects.toMatchObject({ code: 'question_not_found' })
  })
})

describe('conversations', () => {
  test('have a title, and one can go back to an earlier one', async () => {
    const person = await customer()
    await person.say('меня зовут Аня')
    await person.hears('Приятно познакомиться')
    await person.say('/new')
    await person.hears('Разговор «меня зовут Аня» закончен')
    await person.say('как меня зовут?')
    await person.hears('ещё не называли')
    await person.press('Разговоры')
    const list = await person.hears('Выберите, какой продолжить')
    expect(list.reply_markup!.inline_keyboard.flat().map(({ text }) => text)).toEqual([
      '✓ как меня зовут?',
      'меня зовут Аня',
      '‹ Назад',
    ])
    await person.press('меня зовут Аня')
    await person.hears('Продолжаем разговор «меня зовут Аня»')
    await person.say('как меня зовут?')
    await person.hears('Вас зовут Аня')
  })

  test('of other people cannot be resumed', async () => {
    const [anna, boris] = [await customer(), await customer()]
    await anna.say('сколько 1 + 340?')
    await anna.hears('341')
    const place = { chatId: anna.id, threadId: 0 }
    const { conversations } = await world.api.conversations({ telegramId: anna.id, ...place })
    await expect(
      world.api.resumeConversation({ telegramId: boris.id, ...place, conversationId: conversations[0]!.id }),
    ).rejects.toMatchObject({ code: 'conversation_not_found' })
  })
})

describe('a conversation', () => {
  test('can be renamed and deleted from the menu, and what was deleted is gone from the database', async () => {
    const person = await customer()
    await person.say('сколько 1 + 370?')
    await person.hears('371')
    await person.say('/start')
    await person.press('Разговоры')
    await person.press('сколько 1 + 370')
    await person.hears('Продолжаем разговор')
    await person.press('Назвать иначе')
    const request = await person.hears('Как назвать этот разговор')
    await person.post('/messages', { text: '  Сложение *больших*\nчисел ', reply_to: request.message_id })
    await person.hears('называется «Сложение *больших* чисел')
    expect(await questions(person), 'a name is no question').toHaveLength(1)

    await person.press('Удалить')
    await person.hears('Удалить разговор «Сложение')
    await person.press('Да, удалить')
    await person.hears('разговор удалён')
    expect(await world.sql`select question, answer, status from messages_log where user_id = ${person.id}`).toEqual([
      { question: null, answer: null, status: 'answered' },
    ])
    expect(await world.sql`select title from conversations where user_id = ${person.id} and title is not null`).toEqual(
      [],
    )
    expect(await credits(person), 'what was paid stays paid').toBe(49)
    await person.say('сколько 1 + 380?')
    await person.hears('381')
    expect((await shown()).join(), 'the next question knows nothing of it').not.toContain('370')
  })

  test('of somebody else is neither renamed nor deleted, and one that is gone leads back to the list', async () => {
    const [anna, boris] = [await customer(), await customer()]
    await anna.say('сколько 1 + 390?')
    await anna.hears('391')
    const place = { chatId: anna.id, threadId: 0 }
    const { conversations } = await world.api.conversations({ telegramId: anna.id, ...place })
    const theirs = { telegramId: boris.id, ...place, conversationId: conversations[0]!.id }
    for (const change of [
      () => world.api.renameConversation({ ...theirs, title: 'x' }),
      () => world.api.deleteConversation(theirs),
    ])
      await expect(change()).rejects.toMatchObject({ code: 'conversation_not_found' })
    await anna.say('/conversations')
    const list = await anna.hears('Выберите, какой продолжить')
    await world.api.deleteConversation({ ...theirs, telegramId: anna.id })
    await anna.pressData(list.message_id, `conversation:${theirs.conversationId}`)
    await anna.hears('Разговоров пока нет')
  })

  test('in which an answer is being written is not deleted', async () => {
    const person = await customer()
    await trouble('silent')
    await person.say('сколько 1 + 400?')
    const pending = await eventually(async () => {
      const [row] = await world.sql<{ conversationId: number }>`
        select conversation_id from messages_log where user_id = ${person.id} and status = 'pending'`
      expect(row).toBeDefined()
      return row!
    })
    const which = { telegramId: person.id, chatId: person.id, threadId: 0, ...pending }
    expect(await world.api.deleteConversation(which)).toEqual({ deleted: false })
    await person.say('/stop')
    await settled()
    expect(await world.api.deleteConversation(which)).toEqual({ deleted: true })
  })
})

describe('what a command asks for', () => {
  test('is awaited before it is asked for, however soon it comes', async () => {
    const person = await customer()
    await world.sql.transaction(async (sql) => {
      await sql`select 1 from users where telegram_id = ${person.id} for update`
      await person.say('/promo')
      const waits = () =>
        world.sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
      await eventually(async () => expect(await waits()).not.toEqual([]))
      expect((await person.heard()).join()).not.toContain('промокод')
    })
    await person.hears('промокод')
  })
})

describe('a person’s own instructions', () => {
  test('are written by a reply, reach the model, and can be removed', async () => {
    const person = await customer()
    await person.say('/settings')
    await person.press('Свои указания')
    await person.press('Написать')
    const request = await person.hears('Ответьте на это сообщение')
    await person.post('/messages', { text: 'x'.repeat(1_001), reply_to: request.message_id })
    await person.hears(/Получилось 1.001 знак, а помещается/)
    const again = await person.hears('Ответьте на это сообщение')
    await person.post('/messages', { text: 'Отвечай стихами', reply_to: again.message_id })
    await person.hears(/Сохранено[\s\S]*Отвечай стихами/)
    expect(await questions(person), 'it is no question').toEqual([])

    await person.say('сколько 1 + 350?')
    await person.hears('351')
    expect((await asked()).system).toContain('Отвечай стихами')

    await person.say('/settings')
    await person.press('Свои указания')
    await person.press('Убрать')
    await person.hears('что учитывать в каждом ответе')
    await person.say('сколько 1 + 360?')
    await person.hears('361')
    expect((await asked()).system).not.toContain('стихами')
  })

  const requested = async (person: Person) => {
    await person.say('/settings')
    await person.press('Свои указания')
    await person.press('Написать')
    return person.hears('что учитывать в каждом ответе')
  }

  test.for<[string, (person: Person, request: number) => Promise<unknown>]>([
    ['as a reply', (person, id) => person.post('/messages', { text: 'Отвечай стихами', reply_to: id })],
    ['without a reply, as when its bar was closed', (person) => person.say('Отвечай стихами')],
    [
      'as a reply in another language than the request',
      async (person, id) => {
        await world.api.changeProfile({ telegramId: person.id, language: 'en' })
        await person.post('/messages', { text: 'Отвечай стихами', reply_to: id })
      },
    ],
    [
      'as a reply, long after',
      async (person, id) => {
        await world.sql`update users set settings = settings - 'awaits' where telegram_id = ${person.id}`
        await person.post('/messages', { text: 'Отвечай стихами', reply_to: id })
      },
    ],
    [
      'as a reply after other things',
      async (person, id) => {
        await person.say('/balance')
        await person.hears('Что у вас есть')
        await person.post('/messages', { text: 'Отвечай стихами', reply_to: id })
      },
    ],
  ])('are taken %s, and are no question', async ([, answer]) => {
    const person = await customer()
    await answer(person, (await requested(person)).message_id)
    await person.hears(/(Сохранено|Saved)[\s\S]*Отвечай стихами/)
    expect(await questions(person)).toEqual([])
    expect(await credits(person)).toBe(50)
  })

  test('are awaited once the request is there, however soon they come', async () => {
    const person = await customer()
    await requested(person)
    const { settings } = await world.api.userProfile({ telegramId: person.id })
    expect(settings.awaits).toMatchObject({ what: 'instructions' })
  })

  test('in many pieces are too long as a whole, and none of the pieces is taken for all of it', async () => {
    const person = await customer()
    await requested(person)
    await person.say('слово '.repeat(900))
    await person.hears(/Получилось 5.39\d знак/)
    await settled()
    expect(await questions(person)).toEqual([])
    expect((await world.api.userProfile({ telegramId: person.id })).settings.instructions).toBeNull()
  })

  test('are not awaited any more by who has turned to a command: then a question is a question', async () => {
    const person = await customer()
    await requested(person)
    await person.say('/help')
    await person.hears('Помощь')
    await person.say('сколько 1 + 410?')
    await person.hears('411')
    expect((await world.api.userProfile({ telegramId: person.id })).settings.instructions).toBeNull()
  })
})

describe('what is better as a file', () => {
  test('is offered as one, by a button that costs nothing', async () => {
    const person = await customer()
    await person.say('покажи длинный код')
    await person.hears('times_60')
    await person.press('Файлом')
    const file = await eventually(async () => {
      const found = (await person.messages()).find((message) => message.document)
      if (!found) throw new Error('No file yet')
      return found.document!
    })
    expect(file.file_name).toBe('numbers.py')
    expect(file.file_size).toBeGreaterThan(3_000)
    expect(await credits(person)).toBe(49)
  })
})

describe('in a topic', () => {
  test('of a private chat, everything that is sent carries the topic, and each topic is a conversation of its own', async () => {
    const person = await customer()
    await world.sandbox.control('DELETE', '/journal')
    await person.post('/messages', { text: 'меня зовут Аня', thread_id: 5 })
    await person.hears('Приятно познакомиться')
    await person.post('/messages', { text: 'как меня зовут?', thread_id: 6 })
    await person.hears('ещё не называли')
    await settled()
    const calls = (await world.sandbox.control('GET', '/journal')) as {
      method: string
      parameters: { chat_id?: number; message_thread_id?: number }
    }[]
    const sent = calls.filter(({ method }) => method.startsWith('send'))
    expect(sent.length).toBeGreaterThan(3)
    for (const { method, parameters } of sent) expect([5, 6], method).toContain(Number(parameters.message_thread_id))
  })

  test('what the bot has asked to be typed there is awaited there, and a question in another topic is answered', async () => {
    const person = await customer()
    await person.post('/messages', { text: '/promo', thread_id: 5 })
    await person.hears('промокод')
    await person.post('/messages', { text: 'сколько 3 + 40?', thread_id: 6 })
    await person.hears('3 + 40 = 43')
    await person.post('/messages', { text: 'НЕТТАКОГО', thread_id: 5 })
    const refused = await person.hears('Такого промокода нет')
    expect(refused.message_thread_id).toBe(5)
  })

  test('a message that names no other one replies to the first of the topic, which changes nothing', async () => {
    const person = await customer()
    const topic = { message_thread_id: 5, is_topic_message: true }
    const first = {
      message_id: 5,
      date: 1,
      chat: { id: person.id, type: 'private' },
      forum_topic_created: { name: 'X' },
    }
    const inTopic = (text: string, more: object = {}) =>
      createDoor(world).message(person.id, { text, ...topic, reply_to_message: { ...first, ...topic }, ...more })
    await inTopic('/promo', { entities: [{ type: 'bot_command', offset: 0, length: 6 }] })
    await person.hears('промокод')
    await settled()
    await inTopic('НЕТТАКОГО')
    await person.hears('Такого промокода нет')
    await inTopic('каждый день в 9 расскажи новости')
    await person.hears('Сколько у вас сейчас времени')
  })
})
