import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '#tests/world/person.ts'
import { eventually } from '#tests/world/eventually.ts'
import { createWorld, type World } from '#tests/world/world.ts'
import { accept } from '#platform/inbox/accept.ts'
import { laneOf } from '#platform/inbox/lane.ts'
import { data } from '#bot-kit/callback-data.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ TRIAL_MESSAGES: '5', withoutBot: true })
  await world.startBot({ SUPPORT_CONTACT: '@owner' })
})
afterAll(() => world.end())
beforeEach(() => world.sandbox.control('DELETE', '/trouble'))

const trialLeft = async (person: Person) => (await world.api.getCredits({ telegramId: person.id })).trial?.left
const isKnown = async (person: Person) =>
  (await world.sql`select 1 from users where telegram_id = ${person.id}`).length > 0
const buttonUnder = (person: Person, text: string | RegExp) => person.hears(text).then((message) => message.message_id)

async function withTrial(about: { first_name?: string } = {}): Promise<Person> {
  const person = await world.person(about)
  await person.say('/start')
  await person.press('Попробовать бесплатно')
  await person.hears('у вас 5 сообщений')
  return person
}

describe('one press', () => {
  test('on "Try for free" begins the trial and answers the question that was waiting for it', async () => {
    const person = await world.person()
    await person.say('сколько 20 + 1?')
    await person.press('Попробовать бесплатно')
    await person.hears('Отвечаю на ваш вопрос')
    await person.hears('20 + 1 = 21')
    expect(await trialLeft(person)).toBe(4)
  })

  test('that comes several times from an impatient finger begins everything once', async () => {
    const person = await world.person()
    await person.say('сколько 30 + 1?')
    const offer = await buttonUnder(person, 'бесплатный пробный период')
    await Promise.all([1, 2, 3].map(() => person.pressData(offer, data.trial())))
    await person.hears('30 + 1 = 31')

    await world.sandbox.control('POST', '/trouble/model', { kind: 'error', status: 400, times: 1 })
    await person.say('сколько 40 + 1?')
    const { message_id: note, reply_markup: buttons } = await person.hears('Ничего не списано')
    const retry = buttons!.inline_keyboard[0]![0]!.text
    expect(retry).toBe('↻ Повторить · 1 сообщ.')
    await Promise.all([1, 2, 3].map(() => person.pressData(note, retry)))
    await person.hears('40 + 1 = 41')

    await person.say('сколько 50 + 1?')
    await person.hears('50 + 1 = 51')
    expect(await trialLeft(person)).toBe(2)
    const answers = (await person.heard()).filter((text) => / \+ 1 = /.test(text))
    expect(answers).toHaveLength(3)
  })
})

describe('a button with data that we have never written', () => {
  const forged = [
    'ask:again:0',
    'ask:edited:00',
    'ask:continue:-1',
    'ask:shorter:99999999999999999999',
    'ask:again:9007199254740993',
    'files:0',
    'conversation:0',
    'stop:9007199254740993',
    'model:',
    'product:../x',
    'style:rude',
    '\u0000',
  ]
  test.each(forged)('is answered at once as an outdated one, and never tried again: %j', async (data) => {
    const person = await withTrial()
    const menu = await buttonUnder(person, 'у вас 5 сообщений')
    const [history] = (await world.sandbox.control('GET', '/updates')) as { update: { update_id: number } }[]
    const update_id = history!.update.update_id + 1_000_000 + forged.indexOf(data)
    const update = {
      update_id,
      callback_query: {
        id: String(update_id),
        chat_instance: '1',
        from: { id: person.id, is_bot: false, first_name: 'Аня', language_code: 'ru' },
        message: { message_id: menu, date: 1_700_000_000, chat: { id: person.id, type: 'private' }, text: 'x' },
        data,
      },
    }
    await accept(world.sql, [laneOf(update)!])
    await eventually(async () => expect(await world.sql`select 1 from inbox`).toEqual([]))
    const calls = (await world.sandbox.control('GET', '/journal')) as {
      method: string
      payload?: { callback_query_id?: string; text?: string }
    }[]
    const answers = calls.filter((call) => JSON.stringify(call).includes(`"${update_id}"`))
    expect(answers).toHaveLength(1)
    expect(JSON.stringify(answers[0])).toContain('Эта кнопка больше не действует')
    expect(await world.sql`select 1 from dead_updates`).toEqual([])
    expect(await world.sql`select 1 from events where kind = 'bot_exception'`).toEqual([])
  })
})

describe('edits', () => {
  test('cost nothing by themselves: asking again is offered, once, and done when the person wants it', async () => {
    const person = await withTrial()
    const [message] = await person.say('сколько 1 + 60?')
    await person.hears('1 + 60 = 61')
    await person.edit(message!.message_id, 'сколько 1 + 70?')
    await person.say('сколько 1 + 80?')
    await person.hears('1 + 80 = 81')
    await person.hears('Вы изменили вопрос. Ответить на новый?')
    expect((await person.heard()).join()).not.toContain('1 + 70')
    expect(await trialLeft(person)).toBe(3)

    await person.edit(message!.message_id, 'сколько 1 + 75?')
    await person.press('Ответить заново')
    await person.hears('1 + 75 = 76')
    expect(await trialLeft(person)).toBe(2)
    expect((await person.heard()).filter((text) => text.includes('изменили вопрос'))).toHaveLength(1)
  })
})

describe('a blocked person', () => {
  test('hears it once, with the way to the owner, also when it happened a moment ago', async () => {
    const person = await withTrial()
    await world.sql`update users set blocked_at = now() where telegram_id = ${person.id}`
    const before = (await person.heard()).length
    for (const n of [1, 2, 3]) await person.say(`сколько ${n} + 90?`)
    await person.hears(/Доступ к боту для вас закрыт\. Связаться с владельцем бота: @owner/)
    await eventually(async () => expect(await world.sql`select 1 from inbox`).toEqual([]))
    expect(await person.heard()).toHaveLength(before + 1)
  })
})

describe('in a group', () => {
  const call = async (path: string, body: unknown) => {
    const response = await fetch(`${world.sandbox.url}/person${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return (await response.json()) as { id: number; answer: { text?: string } | null }
  }
  const chatOf = async (person: Person, groupId: number) => {
    const response = await fetch(`${world.sandbox.url}/person/users/${person.id}/chat?chat_id=${groupId}`)
    return (await response.json()) as {
      messages: {
        message_id: number
        text?: string
        from: { is_bot: boolean }
        reply_markup?: { inline_keyboard: { text: string; url?: string }[][] }
      }[]
    }
  }

  async function groupOf(...members: Person[]) {
    const group = await call('/groups', { title: 'Друзья', members: members.map(({ id }) => id) })
    const heard = async () => (await chatOf(members[0]!, group.id)).messages.filter((message) => message.from.is_bot)
    return {
      heard,
      write: (person: Person, text: string) => call(`/users/${person.id}/messages`, { chat_id: group.id, text }),
      press: (person: Person, messageId: number, button: string) =>
        call(`/users/${person.id}/press`, { chat_id: group.id, message_id: messageId, button }),
      hears: (text: string) =>
        eventually(async () => {
          const found = (await heard()).find((message) => message.text?.includes(text))
          expect(found, text).toBeDefined()
          return found!
        }),
    }
  }

  test('nobody who only talks to others is made known', async () => {
    const [anna, boris] = [await withTrial(), await world.person({ first_name: 'Борис' })]
    const group = await groupOf(anna, boris)
    await group.write(boris, 'привет всем')
    await group.write(boris, '/start')
    await group.write(boris, '/balance@other_bot')
    await group.write(boris, '/start@other_bot')
    await group.write(anna, '/ask сколько 2 + 90?')
    await group.hears('2 + 90 = 92')
    expect(await group.heard()).toHaveLength(1)
    expect(await isKnown(boris)).toBe(false)
  })

  test('nothing personal is shown: the way leads to the private chat', async () => {
    const [anna, boris] = [await withTrial(), await world.person({ first_name: 'Борис' })]
    const group = await groupOf(anna, boris)
    await group.write(anna, '/balance@pomogator_sandbox_bot')
    const hint = await group.hears('Об этом лучше наедине')
    expect(hint.reply_markup?.inline_keyboard.flat()).toMatchObject([{ url: 'https://t.me/pomogator_sandbox_bot' }])
    await group.write(boris, '/ask сколько 3 + 90?')
    const refusal = await group.hears('начните бесплатный пробный период')
    expect(refusal.reply_markup?.inline_keyboard.flat()).toMatchObject([{ url: 'https://t.me/pomogator_sandbox_bot' }])
    expect((await group.heard()).map(({ text }) => text).join()).not.toContain('Кредиты')
  })

  test('a question is asked again only by whoever asked it', async () => {
    const [anna, boris] = [await withTrial(), await withTrial({ first_name: 'Борис' })]
    const group = await groupOf(anna, boris)
    await world.sandbox.control('POST', '/trouble/model', { kind: 'error', status: 400, times: 1 })
    await group.write(anna, '/ask сколько 4 + 90?')
    const note = await group.hears('Ничего не списано')
    expect(await group.press(boris, note.message_id, '↻ Повторить')).toMatchObject({
      answer: { text: 'Эта кнопка для того, кто задал вопрос' },
    })
    await group.press(anna, note.message_id, '↻ Повторить')
    await group.hears('4 + 90 = 94')
    expect([await trialLeft(anna), await trialLeft(boris)]).toEqual([4, 5])
  })
})
