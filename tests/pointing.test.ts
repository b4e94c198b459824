import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDoor, type Door, expectSettled, shownToModel } from './world/door.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
let door: Door
let person: Person
const groupId = -1_001_000_000_001
beforeAll(async () => {
  world = await createWorld()
  door = createDoor(world)
  person = await world.person()
  await person.say('/help')
  await person.hears('Помощь')
  await world.api.updateCredits({ telegramId: person.id, delta: 50, reason: 'test', idempotencyKey: 'start' })
})
afterAll(() => world.end())

/** What the model is shown last after the message has been handled. */
async function asked(send: () => Promise<unknown>): Promise<string> {
  const count = async () => (await world.sql`select 1 from messages_log`).length
  const before = await count()
  await send()
  await eventually(async () => {
    await expectSettled(world)
    expect(await count()).toBe(before + 1)
  })
  return (await shownToModel(world)).at(-1)!
}

const chat = { id: groupId, type: 'supergroup', title: 'Друзья' }
const boris = { id: 7, is_bot: false, first_name: 'Борис' }
const said = (more: object) => ({ message_id: 111, date: 1_699_999_999, chat, from: boris, ...more })
const video = { video: { file_id: 'v', file_unique_id: 'v', width: 9, height: 9, duration: 1 } }
const name = '@pomogator_sandbox_bot'
const mention = (text = '') => ({
  text: `${name} ${text}`.trim(),
  entities: [{ type: 'mention', offset: 0, length: name.length }],
})
const about = (words: string, text: string) => `Я пишу об этом сообщении:\n${words.replace(/^/gm, '> ')}\n\n${text}`

describe('in a group the model is asked about', () => {
  test.each<[string, object, string]>([
    [
      'a root message, whose id Telegram gives as a thread though there are no topics',
      { ...mention('переведи'), message_thread_id: 111, reply_to_message: said({ text: 'ВСТРЕЧА в 15:00' }) },
      about('ВСТРЕЧА в 15:00', 'переведи'),
    ],
    [
      'a channel’s post that a comment stands under',
      {
        ...mention('о чём это?'),
        message_thread_id: 111,
        reply_to_message: said({
          text: 'Пост',
          from: { id: 777_000, is_bot: false, first_name: 'Telegram' },
          is_automatic_forward: true,
        }),
      },
      about('Пост', 'о чём это?'),
    ],
    [
      'the words under a video',
      { ...mention('переведи'), reply_to_message: said({ ...video, caption: 'Sunset' }) },
      about('[видео]\nSunset', 'переведи'),
    ],
    [
      'exactly the chosen part',
      {
        ...mention('почему?'),
        reply_to_message: said({ text: 'Небо синее, трава зелёная' }),
        quote: { text: 'трава зелёная', position: 12 },
      },
      about('трава зелёная', 'почему?'),
    ],
    [
      'a message that only the bot’s name answers',
      { ...mention(), reply_to_message: said({ text: 'сколько 5 + 700?' }) },
      about('сколько 5 + 700?', 'Ответь на это сообщение.'),
    ],
    [
      'a message that only /ask answers',
      { text: '/ask', reply_to_message: said({ text: 'сколько 5 + 710?' }) },
      about('сколько 5 + 710?', 'Ответь на это сообщение.'),
    ],
    [
      'nothing, when a topic is all that a message replies to',
      {
        ...mention('что нового?'),
        message_thread_id: 111,
        is_topic_message: true,
        reply_to_message: said({ forum_topic_created: { name: 'Тема', icon_color: 1 } }),
      },
      'что нового?',
    ],
  ])('%s', async (_name, message, question) => {
    expect(await asked(() => door.inGroup(groupId, person.id, message))).toBe(question)
  })
})

describe('in private the model is asked about', () => {
  const external = {
    origin: { type: 'channel', date: 1, message_id: 3, chat: { id: -9, type: 'channel', title: 'X' } },
  }

  test.each<[string, object, string]>([
    [
      'a quote from another chat',
      { text: 'Это правда?', external_reply: external, quote: { text: 'Земля полая внутри', position: 0 } },
      about('Земля полая внутри', 'Это правда?'),
    ],
    [
      'a quote from another chat that /ask alone answers',
      { text: '/ask', external_reply: external, quote: { text: 'Земля полая', position: 0 } },
      about('Земля полая', 'Ответь на это сообщение.'),
    ],
    [
      'a message of another chat that can only be named',
      { text: 'Что там?', external_reply: { ...external, ...video } },
      about('[видео]', 'Что там?'),
    ],
  ])('%s', async (_name, message, question) => {
    expect(await asked(() => door.message(person.id, message))).toBe(question)
  })

  test('the part chosen from an answer, which stands before it in full', async () => {
    await asked(() => person.say('сколько 5 + 720?'))
    const answer = await person.hears('5 + 720 = 725')
    const question = await asked(() =>
      person.post('/messages', { text: 'почему?', reply_to: answer.message_id, quote: '720 = 725' }),
    )
    expect(question).toBe(about('720 = 725', 'почему?'))
    expect((await shownToModel(world)).at(-2)).toContain('5 + 720 = 725')
  })

  test('their own words of long ago', async () => {
    const [first] = await person.say('сколько 5 + 730?')
    await person.hears('5 + 730 = 735')
    await person.say('/new')
    await person.hears('Начинаем с чистого листа')
    const again = { text: 'а ещё раз?', reply_to: first!.message_id }
    expect(await asked(() => person.post('/messages', again))).toBe(about('сколько 5 + 730?', 'а ещё раз?'))
  })
})

test('a video that only /ask answers is said to be beyond the bot, and costs nothing', async () => {
  await door.message(person.id, {
    text: '/ask',
    reply_to_message: { message_id: 1, date: 1, chat: { id: 1 }, from: boris, ...video },
  })
  await person.hears('Видео я пока не смотрю')
})
