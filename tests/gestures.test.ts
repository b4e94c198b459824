import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { claim } from '#platform/inbox/claim.ts'
import { createDoor, type Door, expectSettled, shownToModel } from './world/door.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
let door: Door
/** A bot that waits long enough for pieces that come one by one, also on a busy machine. */
let patient: World
beforeAll(async () => {
  world = await createWorld()
  patient = await createWorld({ GATHER_MS: '2000' })
  door = createDoor(world)
})
afterAll(async () => {
  await world.end()
  await patient.end()
})

async function customer(inWorld = world): Promise<Person> {
  const person = await inWorld.person()
  // Telegram lets a bot write only to those who wrote first.
  await person.say('/help')
  await inWorld.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
  await inWorld.api.updateCredits({ telegramId: person.id, delta: 50, reason: 'test', idempotencyKey: 'start' })
  if (inWorld === world || inWorld === patient) await person.hears('Помощь')
  return person
}
const settled = (inWorld = world) => eventually(() => expectSettled(inWorld))
const questions = async (person: Person, inWorld = world) => {
  await settled(inWorld)
  const rows = await inWorld.sql<{ question: string }>`
    select question from messages_log where user_id = ${person.id} and status = 'answered' order by id`
  return rows.map(({ question }) => question)
}
const credits = async (person: Person, inWorld = world) =>
  (await inWorld.api.getCredits({ telegramId: person.id })).credits
const brings = (person: Person, pieces: object[]) =>
  door.together(pieces.map((piece): [number, object] => [person.id, piece]))

const from = (name: string) => ({
  forward_origin: { type: 'user', date: 1_699_990_000, sender_user: { id: 5, is_bot: false, first_name: name } },
})
const video = { video: { file_id: 'v', file_unique_id: 'v', width: 9, height: 9, duration: 1 } }

describe('what is sent in one gesture is one question at one price', () => {
  test.each<[string, object[], string]>([
    [
      'a comment and a forward',
      [{ text: 'Это правда?' }, { ...from('Иван'), text: 'Земля плоская' }],
      'Это правда?\n\n> Переслано от Иван: Земля плоская',
    ],
    [
      'a forward and a comment',
      [{ ...from('Иван'), text: 'Земля плоская' }, { text: 'Это правда?' }],
      '> Переслано от Иван: Земля плоская\n\nЭто правда?',
    ],
    [
      'forwards of several origins with several lines',
      [
        { text: 'Кто прав?' },
        { forward_origin: { type: 'hidden_user', date: 1, sender_user_name: 'Тень' }, text: 'раз\nдва' },
        {
          forward_origin: {
            type: 'channel',
            date: 1,
            message_id: 2,
            chat: { id: -9, type: 'channel', title: 'Новости' },
          },
          text: 'три',
        },
        {
          forward_origin: { type: 'chat', date: 1, sender_chat: { id: -8, type: 'supergroup', title: 'Двор' } },
          text: 'четыре',
        },
      ],
      'Кто прав?\n\n> Переслано от Тень: раз\n> два\n\n> Переслано от Новости: три\n\n> Переслано от Двор: четыре',
    ],
    [
      'a comment and a forwarded album of videos whose words stand under one of them',
      [
        { text: 'О чём это?' },
        { ...from('Пётр'), ...video, media_group_id: 'a', caption: 'Закат' },
        { ...from('Пётр'), ...video, media_group_id: 'a' },
      ],
      'О чём это?\n\n> Переслано от Пётр: [видео]\n> Закат\n\n> Переслано от Пётр: [видео]',
    ],
    [
      '/ask and a forward',
      [{ text: '/ask переведи' }, { ...from('Ann'), text: 'hello' }],
      'переведи\n\n> Переслано от Ann: hello',
    ],
    [
      'a forward and /ask',
      [{ ...from('Ann'), text: 'hello' }, { text: '/ask переведи' }],
      '> Переслано от Ann: hello\n\nпереведи',
    ],
    ['a forward alone, also of a command', [{ ...from('Ann'), text: '/new' }], '> Переслано от Ann: /new'],
    [
      'a long text in pieces and a forward',
      [{ text: `${'а'.repeat(4_000)}.` }, { text: 'конец' }, { ...from('Ann'), text: 'hello' }],
      `${'а'.repeat(4_000)}.\nконец\n\n> Переслано от Ann: hello`,
    ],
  ])('%s', async (_name, pieces, question) => {
    const person = await customer()
    await brings(person, pieces)
    expect(
      await eventually(async () => {
        const asked = await questions(person)
        expect(asked).not.toEqual([])
        return asked
      }),
    ).toEqual([question])
    expect((await shownToModel(world)).at(-1)).toBe(question)
    expect(await credits(person)).toBe(49)
  })

  test('forty forwards and a question that come one by one: one price, and nothing is lost', async () => {
    const person = await customer(patient)
    const itsDoor = createDoor(patient)
    for (let n = 1; n <= 40; n += 1) await itsDoor.message(person.id, { ...from('Иван'), text: `пункт ${n}.` })
    await itsDoor.message(person.id, { text: 'Подведи итог' })
    await eventually(async () => expect(await questions(person, patient)).toHaveLength(1))
    const [question] = await questions(person, patient)
    for (let n = 1; n <= 40; n += 1) expect(question).toContain(`пункт ${n}.`)
    expect(question).toMatch(/Подведи итог$/)
    expect(await credits(person, patient)).toBe(49)
    expect((await person.heard()).join()).not.toMatch(/очень быстро|не поместилось/)
  })

  test('forwards for which there is no room are counted to the person, and the comment stays', async () => {
    const person = await customer()
    const forwards = Array.from({ length: 10 }, (_, n) => ({
      ...from('Иван'),
      text: `${n + 1}. ${'слово '.repeat(600)}`,
    }))
    await brings(person, [...forwards, { text: 'сколько 5 + 600?' }])
    await person.hears('5 + 600 = 605')
    await person.hears('4 пересланных сообщения из последних я не прочитал')
    const [question] = await questions(person)
    expect(question).toContain('> Переслано от Иван: 6. ')
    expect(question).not.toContain('> Переслано от Иван: 7. ')
    expect(await credits(person)).toBe(49)
  })

  test('several questions of one’s own stay several, and so do gestures that are seconds apart', async () => {
    const person = await customer()
    const date = 1_700_000_000
    await door.message(person.id, { date, text: 'сколько 1 + 610?' })
    await door.message(person.id, { date, text: 'сколько 1 + 620?' })
    await door.message(person.id, { date: date + 9, ...from('Иван'), text: 'сколько 1 + 630?' })
    await person.hears('1 + 630 = 631')
    expect(await questions(person)).toEqual([
      'сколько 1 + 610?',
      'сколько 1 + 620?',
      '> Переслано от Иван: сколько 1 + 630?',
    ])
  })
})

test('before the trial a part of a question is not answered by itself: it is asked for again, whole', async () => {
  const person = await patient.person()
  await person.post('/messages', { text: 'Это правда?' })
  await person.post('/messages', { text: 'Земля плоская', forward_from: 'Иван' })
  await person.hears('начните бесплатный пробный период')
  await person.press('Попробовать бесплатно')
  await person.hears('Напишите первый вопрос')
  expect(await questions(person, patient)).toEqual([])
  expect((await patient.api.getCredits({ telegramId: person.id })).trial).toMatchObject({ used: 0 })
})

test('a question is put together though the process dies between its pieces', async () => {
  const inWorld = await createWorld({ withoutBot: true })
  try {
    const person = await customer(inWorld)
    const itsDoor = createDoor(inWorld)
    await itsDoor.message(person.id, { text: 'Это правда?' })
    const dying = { kind: 'message', lanes: 10, perLane: 10, leaseMs: 0, owner: 'a process that dies' } as const
    expect(await claim(inWorld.sql, dying)).toHaveLength(1)
    await itsDoor.message(person.id, { ...from('Иван'), text: 'Земля плоская' })
    await inWorld.startBot()
    await eventually(async () =>
      expect(await questions(person, inWorld)).toEqual(['Это правда?\n\n> Переслано от Иван: Земля плоская']),
    )
  } finally {
    await inWorld.end()
  }
})

describe('what cannot be read is said once', () => {
  test.each<[string, object[], RegExp]>([
    [
      'an album of six videos',
      Array.from({ length: 6 }, () => ({ ...video, media_group_id: 'b' })),
      /Видео я пока не смотрю/,
    ],
    [
      'an album with words under a video',
      [
        { ...video, media_group_id: 'c', caption: 'что это?' },
        { ...video, media_group_id: 'c' },
      ],
      /Видео я пока не смотрю/,
    ],
    [
      'forwarded stickers',
      [
        { ...from('Ann'), sticker: {} },
        { ...from('Ann'), sticker: {} },
      ],
      /Симпатично/,
    ],
    ['a forwarded rich message', [{ ...from('Ann'), rich_message: { blocks: [] } }], /Такое я пока не понимаю/],
    ['an invoice', [{ invoice: {} }], /Такое я пока не понимаю/],
    ['a giveaway', [{ giveaway: {} }], /Такое я пока не понимаю/],
    ['something newer than this bot', [{ hologram: {} }], /Такое я пока не понимаю/],
    ['a filler letter', [{ text: '\u3164' }], /Напишите вопрос обычным сообщением/],
    [
      'an invisible space, a soft hyphen and an empty Braille cell',
      [{ text: '\u200b\u00ad \u2800' }],
      /Напишите вопрос обычным сообщением/,
    ],
  ])('%s', async (_name, pieces, sentence) => {
    const person = await customer()
    await brings(person, pieces)
    await person.hears(sentence)
    expect(await questions(person)).toEqual([])
    expect(await person.heard()).toHaveLength(2)
    expect(await credits(person)).toBe(50)
  })

  test('what Telegram itself says about a chat is no message to answer', async () => {
    const person = await customer()
    await door.message(person.id, { pinned_message: {} })
    await door.message(person.id, { message_auto_delete_timer_changed: {} })
    await door.message(person.id, { text: 'сколько 1 + 640?' })
    await person.hears('1 + 640 = 641')
    expect(await person.heard()).toHaveLength(2)
  })
})
