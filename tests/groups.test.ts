import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createDoor, type Door, expectSettled } from './world/door.ts'
import { eventually } from './world/eventually.ts'
import type { Group } from './world/group.ts'
import { keysOf, type Person } from './world/person.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
let door: Door
let anna: Person
let boris: Person
let group: Group
const name = '@pomogator_sandbox_bot'

beforeAll(async () => {
  world = await createWorld()
  door = createDoor(world)
  ;[anna, boris] = [await customer('Аня'), await customer('Борис')]
})
afterAll(() => world.end())
beforeEach(async () => {
  await world.sandbox.control('DELETE', '/trouble')
  group = await world.group(anna, boris)
})

async function customer(first_name: string): Promise<Person> {
  const person = await world.person({ first_name })
  await person.say('/help')
  await person.hears('Помощь')
  await world.api.updateCredits({ telegramId: person.id, delta: 50, reason: 'test', idempotencyKey: 'start' })
  return person
}
const write = (person: Person, text: string) => person.post('/messages', { chat_id: group.id, text })
const hears = (text: string | RegExp) =>
  eventually(async () => expect((await group.heard()).join('\n---\n')).toMatch(text))
/** After everything before it has been handled, since the last is answered behind it. */
const handled = async (person = anna) => {
  await write(person, '/ask сколько 1 + 800?')
  await hears(/1 \+ 800 = 801/)
  await eventually(() => expectSettled(world))
  return (await group.heard()).filter((text) => !text.includes('801'))
}
const isKnown = async (id: number) => (await world.sql`select 1 from users where telegram_id = ${id}`).length > 0

describe('nothing is said to', () => {
  const words = `${name} сколько 2 + 3?`
  const entities = [{ type: 'mention', offset: 0, length: name.length }]
  test.each<[string, object]>([
    [
      'a post of the linked channel that names the bot',
      {
        from: { id: 777_000, is_bot: false, first_name: 'Telegram' },
        sender_chat: { id: -9, type: 'channel', title: 'X' },
        is_automatic_forward: true,
        forward_origin: { type: 'channel', date: 1, message_id: 3, chat: { id: -9, type: 'channel', title: 'X' } },
        text: words,
        entities,
      },
    ],
    ['an e-mail address with its name', { text: `foo${name}.example.com` }],
    [
      'an address with its name',
      { text: `https://example.com/${name}`, entities: [{ type: 'url', offset: 0, length: 40 }] },
    ],
    ['code with its name', { text: `const a = '${name}'`, entities: [{ type: 'pre', offset: 0, length: 30 }] }],
    ['a mention of another bot', { text: '@other_bot привет', entities: [{ type: 'mention', offset: 0, length: 10 }] }],
    [
      'what somebody forwards',
      { forward_origin: { type: 'hidden_user', date: 1, sender_user_name: 'X' }, text: words, entities },
    ],
  ])('%s', async (_name, message) => {
    await door.inGroup(group.id, anna.id, message)
    expect(await handled()).toEqual([])
    expect(await isKnown(777_000)).toBe(false)
  })
})

describe('one line is said, and nobody made known or charged, to', () => {
  test.each<[string, object]>([
    [
      'an anonymous administrator',
      {
        from: { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' },
        sender_chat: { id: -7, type: 'supergroup', title: 'Друзья' },
      },
    ],
    [
      'somebody who writes as a channel',
      {
        from: { id: 136_817_688, is_bot: true, first_name: 'Channel', username: 'Channel_Bot' },
        sender_chat: { id: -9, type: 'channel', title: 'X' },
      },
    ],
  ])('%s', async (_name, who) => {
    await door.inGroup(group.id, anna.id, { ...who, text: '/ask сколько 2 + 3?' })
    await hears('Я не вижу, кто вы')
    expect(await handled()).toHaveLength(1)
    expect(await isKnown((who as { from: { id: number } }).from.id)).toBe(false)
  })
})

describe('what cannot be read is answered as in private', () => {
  const video = { video: { file_id: 'v', file_unique_id: 'v', width: 9, height: 9, duration: 1 } }
  const bot = { reply_to_message: { message_id: 1, date: 1, chat: { id: 1 }, from: { id: 0, is_bot: true } } }
  test.each<[string, object, string]>([
    [
      'a video whose words name the bot',
      {
        ...video,
        caption: `${name} что это?`,
        caption_entities: [{ type: 'mention', offset: 0, length: name.length }],
      },
      'Видео я пока не смотрю',
    ],
    ['a video with /ask', { ...video, caption: '/ask что это?' }, 'Видео я пока не смотрю'],
    ['a place in reply to the bot', { ...bot, location: {} }, 'Карты я пока не понимаю'],
    ['a sticker that moves in reply to the bot', { ...bot, sticker: { is_animated: true } }, 'Симпатично'],
  ])('%s', async (_name, message, sentence) => {
    const { id } = ((await world.sandbox.call('GET', `/person/users/${anna.id}/chat`)) as { bot: { id: number } }).bot
    const reply =
      'reply_to_message' in message ? { reply_to_message: { ...bot.reply_to_message, from: { id, is_bot: true } } } : {}
    await door.inGroup(group.id, anna.id, { ...message, ...reply })
    await hears(sentence)
    expect(await handled()).toHaveLength(1)
  })

  test('not when it is said to others', async () => {
    await door.inGroup(group.id, anna.id, { ...video, caption: 'смотрите' })
    await door.inGroup(group.id, anna.id, { photo: [{ file_id: 'p', file_unique_id: 'p', width: 9, height: 9 }] })
    await door.inGroup(group.id, anna.id, { sticker: {} })
    expect(await handled()).toEqual([])
  })
})

describe('a group', () => {
  test('that takes the bot in is greeted, once', async () => {
    const member = (status: string) => ({ status, user: { id: 1, is_bot: true, first_name: 'B' } })
    const change = (before: string, now: string) =>
      door.bring({
        my_chat_member: {
          chat: { id: group.id, type: 'supergroup', title: 'Друзья' },
          from: { id: anna.id, is_bot: false, first_name: 'Аня', language_code: 'ru' },
          date: 1,
          old_chat_member: member(before),
          new_chat_member: member(now),
        },
      })
    await change('left', 'member')
    await change('member', 'administrator')
    await change('administrator', 'left')
    await hears(`/ask, напишите ${name}`)
    expect(await handled()).toHaveLength(1)
  })

  test('hears a question and what is forwarded with it as one', async () => {
    const forward_origin = { type: 'hidden_user', date: 1, sender_user_name: 'Тень' }
    const pieces: [number, object][] = [
      [anna.id, { text: '/ask кто прав?' }],
      [anna.id, { forward_origin, text: 'сколько 4 + 830?' }],
      [boris.id, { forward_origin, text: 'это сказано всем' }],
    ]
    await door.together(pieces, group.id)
    await hears(/4 \+ 830 = 834/)
    expect(await world.sql`select question from messages_log where question like 'кто прав%'`).toEqual([
      { question: 'кто прав?\n\n> Переслано от Тень: сколько 4 + 830?' },
    ])
  })

  test('has a list of commands of its own', async () => {
    await eventually(async () => {
      const chat = await world.sandbox.call('GET', `/person/users/${anna.id}/chat?chat_id=${group.id}`)
      const { commands } = chat as { commands: { command: string }[] }
      expect(commands.map(({ command }) => command)).toEqual(['ask', 'new', 'stop', 'help'])
    })
    expect(await anna.commands()).not.toContain('ask')
  })

  test.each([
    ['/help', 'Как спрашивать в группе'],
    ['/balance', 'Об этом лучше наедине'],
    ['/Model', 'Об этом лучше наедине'],
    [`/settings${name}`, 'Об этом лучше наедине'],
    ['/ASK сколько 2 + 810?', '2 \\+ 810 = 812'],
    ['/STOP', 'Сейчас я ничего не пишу'],
    [name, 'Напишите вопрос сразу после команды'],
  ])('answers %s', async (text, sentence) => {
    await write(anna, text)
    await hears(new RegExp(sentence))
  })
})

describe('a button in a group', () => {
  const taken = (question: string) => eventually(async () => expect(await handledQuestions(question)).toBe(true))
  const handledQuestions = async (question: string) =>
    (await world.sql`select 1 from messages_log where question like ${`%${question}%`} and status <> 'pending'`)
      .length > 0
  /** Presses the newest button with these words; what the presser is told. */
  const press = async (person: Person, label: string) => {
    const message = await eventually(async () => {
      const found = (await group.fromBot()).findLast((one) => keysOf(one).some(({ text }) => text.includes(label)))
      if (!found) throw new Error(`No button "${label}"`)
      return found
    })
    const button = keysOf(message).find(({ text }) => text.includes(label))!.text
    const where = { chat_id: group.id, message_id: message.message_id, button }
    const { answer } = (await person.post('/press', where)) as { answer: { text?: string } | null }
    return answer?.text
  }
  const notYours = 'Эта кнопка для того, кто задал вопрос'

  test('to ask again is the asker’s alone, however often the answer fails', async () => {
    await world.sandbox.control('POST', '/trouble/model', { kind: 'error', status: 400, times: 20 })
    await write(anna, '/ask сколько 7 + 70?')
    await taken('7 + 70')
    for (const times of [1, 2, 3]) {
      await eventually(async () =>
        expect((await group.heard()).filter((text) => text.includes('отклонила'))).toHaveLength(times),
      )
      expect(await press(boris, 'Повторить')).toBe(notYours)
      if (times === 3) await world.sandbox.control('DELETE', '/trouble')
      expect(await press(anna, 'Повторить')).toBeUndefined()
    }
    await hears(/7 \+ 70 = 77/)
  })

  test('to stop an answer is the asker’s alone, and nobody is told that nothing is being written', async () => {
    await world.sandbox.control('POST', '/trouble/model', { kind: 'slow', ms: 100, times: 1 })
    await write(anna, '/ask длинный ответ')
    expect(await press(boris, 'Стоп')).toBe(notYours)
    expect(await press(anna, 'Стоп')).toBe('Останавливаю.')
    await eventually(() => expectSettled(world))
  })

  test('to begin a new conversation begins none for somebody else', async () => {
    await write(boris, '/ask меня зовут Борис')
    await hears(/Борис/)
    await write(anna, '/ask сколько 8 + 80?')
    await hears(/8 \+ 80 = 88/)
    const own = (await group.messages()).find(({ text }) => text?.includes('8 + 80?'))!
    const message = { message_id: 1, date: 1, text: 'Начните новый разговор', reply_to_message: own }
    const from = { id: boris.id, is_bot: false, first_name: 'Борис', language_code: 'ru' }
    const chat = { id: group.id, type: 'supergroup', title: 'Друзья' }
    await door.bring({
      callback_query: { id: '1', from, chat_instance: '1', data: 'new', message: { ...message, chat } },
    })
    expect((await handled(boris)).join()).not.toContain('чистого листа')
    const open = await world.sql`
      select 1 from conversations where user_id = ${boris.id} and chat_id = ${group.id} and ended_at is null`
    expect(open).toHaveLength(1)
    await write(boris, '/ask как меня зовут?')
    await hears(/Вас зовут Борис/)
  })
})

describe('while an answer is being written', () => {
  /** Holds up the next answer of the model until the test has ended. */
  const holdUp = () => world.sandbox.control('POST', '/trouble/model', { kind: 'silent', times: 1 })
  const begun = (text: string) =>
    eventually(async () =>
      expect(await world.sql`select 1 from messages_log where question = ${text} and status = 'pending'`).toHaveLength(
        1,
      ),
    )

  test('another person of the group is answered', async () => {
    await holdUp()
    await write(anna, '/ask долгий вопрос')
    await begun('долгий вопрос')
    await write(boris, '/ask сколько 3 + 820?')
    await hears(/3 \+ 820 = 823/)
    await begun('долгий вопрос')
    await write(anna, '/stop')
    await hears('Остановлено')
  })

  test('in private commands and what cannot be read are answered at once', async () => {
    await holdUp()
    await anna.say('долгий вопрос наедине')
    await begun('долгий вопрос наедине')
    await anna.say('/balance')
    await anna.hears('Что у вас есть')
    await anna.say('/Status')
    await anna.hears(/Как я отвечаю[\s\S]*Модель: Стандартная, 1 кредит за ответ[\s\S]*Тема: «долгий вопрос наедине»/)
    await anna.send('video')
    await anna.hears('Видео я пока не смотрю')
    await begun('долгий вопрос наедине')
    await anna.say('/STOP')
    await anna.hears('Остановлено')
  })
})
