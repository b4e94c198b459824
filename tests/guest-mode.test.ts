import type { InlineKeyboardButton, Message, Update } from 'grammy/types'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { expectSettled, shownToModel } from './world/door.ts'
import { eventually } from './world/eventually.ts'
import { createGroup } from './world/group.ts'
import { keysOf, type Person } from './world/person.ts'
import { runTask } from './world/run-task.ts'
import { tracesOf } from './world/traces.ts'
import { createWorld, type World } from './world/world.ts'

const limit = 5
const name = '@pomogator_sandbox_bot'
let world: World
/** Has agreed and has credits. */
let payer: Person
let friend: Person

beforeAll(async () => {
  world = await createWorld({ GUEST_ANSWERS_PER_DAY: String(limit) })
  payer = await world.person({ first_name: 'Аня' })
  friend = await world.person({ first_name: 'Борис' })
  await payer.say('/start')
  await payer.hears('Здравствуйте')
  await world.api.updateCredits({ telegramId: payer.id, delta: 50, reason: 'test', idempotencyKey: 'start' })
})
afterAll(() => world.end())
beforeEach(async () => {
  await world.sandbox.control('DELETE', '/trouble')
  await world.sql`delete from free_questions`
  await world.sql`delete from free_days`
})

/** A chat in which the bot is no member, as one of its people sees it. */
async function chatOf(person: Person, ...others: Person[]) {
  const about = { title: 'Мы', without_bot: true }
  const { id, fromBot } = await createGroup(world.sandbox.call, [person, ...others], about)
  return {
    id,
    write: async (who: Person, text: string, more = {}) =>
      (await who.post('/messages', { chat_id: id, text, ...more })) as unknown as Message[],
    /** Asks the bot by its name. */
    ask: (who: Person, words: string, more = {}) =>
      who.post('/messages', { chat_id: id, text: `${name} ${words}`, ...more }),
    post: (who: Person, path: string, body: object) => who.post(path, { chat_id: id, ...body }),
    fromBot,
    /** Waits until the only message of the bot says this. */
    hears: (text: string | RegExp) =>
      eventually(async () => {
        const said = await fromBot()
        expect(said.map((message) => message.text).join('\n---\n')).toMatch(text)
        expect(said).toHaveLength(1)
        return said[0]!
      }),
  }
}

const newcomer = () => world.person({ first_name: 'Вера' })
const credits = async () => (await world.api.getCredits({ telegramId: payer.id })).credits
/** What the model was asked, newest first; with words only where they stand. */
const modelRequests = async (words = '') =>
  ((await world.sandbox.control('GET', '/model/requests')) as { at: string; body: unknown }[])
    .map((request) => JSON.stringify(request))
    .filter((request) => request.includes(words))
const links = (message: Message) =>
  keysOf(message).map((key) => [key.text, (key as InlineKeyboardButton.UrlButton).url.replace(/^.*\?/, '')])
const settled = () => eventually(() => expectSettled(world))
const guestUpdates = async () =>
  ((await world.sandbox.control('GET', '/updates')) as { update: Update }[]).filter(
    ({ update }) => update.guest_message,
  )

describe('a person who has credits and asks where the bot is no member', () => {
  test('is answered there at the usual price, at first by a word that the answer then takes the place of', async () => {
    const chat = await chatOf(payer, friend)
    await world.sandbox.control('DELETE', '/journal')
    const before = await credits()
    await chat.write(payer, 'Сейчас спрошу бота')
    await chat.ask(payer, 'сколько 20 + 22?')
    const answer = await chat.hears('20 + 22 = 42')
    expect(keysOf(answer)).toEqual([])
    await settled()
    expect(await credits()).toBe(before - 1)
    const journal = (await world.sandbox.control('GET', '/journal')) as { method: string; parameters: object }[]
    const calls = journal.filter(({ method }) => /Guest|edit|send/.test(method))
    expect(calls[0]).toMatchObject({
      method: 'answerGuestQuery',
      parameters: { result: { input_message_content: { message_text: 'Думаю…' } } },
    })
    expect(new Set(calls.slice(1).map(({ method }) => method))).toEqual(new Set(['editMessageText']))
    expect(await shownToModel(world)).toEqual(['сколько 20 + 22?'])
  })

  test('is told nothing of what stands elsewhere, and asks elsewhere without this', async () => {
    await world.api.changeProfile({ telegramId: payer.id, settings: { instructions: 'Называй меня капитаном' } })
    await payer.say('меня зовут Анна')
    await payer.hears('Приятно познакомиться')
    const chat = await chatOf(payer, friend)
    await chat.ask(payer, 'как меня зовут?')
    await chat.hears('ещё не называли')
    expect((await modelRequests())[0]).not.toMatch(/капитан|Анна/)
    await chat.ask(payer, 'меня зовут Жанна')
    await eventually(async () => expect(await chat.fromBot()).toHaveLength(2))
    await settled()
    await payer.say('как меня зовут?')
    await payer.hears('Вас зовут Анна')
    expect(await shownToModel(world)).not.toContain('меня зовут Жанна')
  })

  test('asks about the message that they reply to', async () => {
    const chat = await chatOf(payer, friend)
    const [said] = await chat.write(friend, 'Столица Австралии — Сидней')
    await chat.write(friend, 'Секрет, которого бот не видит')
    await chat.ask(payer, 'это правда?', { reply_to: said!.message_id })
    await chat.hears('это правда')
    const shown = (await shownToModel(world)).join('\n')
    expect(shown).toContain('> Столица Австралии — Сидней')
    expect(shown).not.toContain('Секрет')
  })

  test('leaves on record who asked, the words on both sides and the answer, but not in which chat; all of it goes with their data', async () => {
    const asker = await world.person({ first_name: 'Ефросинья', username: 'efrosinya' })
    await asker.say('/start')
    await asker.hears('Здравствуйте')
    await world.api.updateCredits({ telegramId: asker.id, delta: 5, reason: 'test', idempotencyKey: 'asker' })
    const chat = await chatOf(asker, friend)
    const [said] = await chat.write(friend, 'чужие-слова')
    await chat.ask(asker, 'своя-тайна: сколько 30 + 4?', { reply_to: said!.message_id })
    await chat.hears('30 + 4 = 34')
    await settled()
    const traces = (word: string) => tracesOf(world.sql, word)
    expect([await traces('Ефросинья'), await traces('efrosinya')]).toEqual([['users'], ['users']])
    expect(await traces('30 + 4 = 34')).toEqual(['messages_log'])
    expect(await traces('чужие-слова')).toEqual(['messages_log'])
    expect(await traces('своя-тайна')).toEqual(expect.arrayContaining(['messages_log']))
    expect(await traces(String(chat.id)), 'the chat').toEqual([])
    await world.api.deleteData({ telegramId: asker.id })
    for (const word of ['Ефросинья', 'efrosinya', 'своя-тайна', 'чужие-слова', '30 + 4 = 34'])
      expect(await traces(word), word).toEqual([])
  })

  test('has the beginning of a long answer there, and the whole of it by a link that is theirs', async () => {
    const chat = await chatOf(payer, friend)
    await chat.ask(payer, 'ответь очень длинно')
    const answer = await eventually(async () => {
      const [message] = await chat.fromBot()
      expect(keysOf(message!)).toHaveLength(1)
      return message!
    })
    expect(answer.text!.length).toBeLessThanOrEqual(4096)
    const [[label, start]] = links(answer) as [[string, string]]
    expect(label).toBe('📖 Читать целиком')
    const before = (await payer.heard()).length
    await payer.say(start.replace('start=', '/start '))
    await eventually(async () => {
      const brought = (await payer.heard()).slice(before)
      expect(brought.length).toBeGreaterThan(2)
      expect(brought[0]!.slice(0, 1_000)).toBe(answer.text!.slice(0, 1_000))
    })
    await friend.say(start.replace('start=', '/start '))
    await friend.hears('Здравствуйте')
    await settled()
    expect(await friend.heard()).toHaveLength(1)
  })

  test('is told when there is no answer, pays nothing, and what to do', async () => {
    const chat = await chatOf(payer, friend)
    const before = await credits()
    await chat.ask(payer, 'сломайся')
    const said = await chat.hears(/Не получилось ответить.*Ничего не списано\. Спросите ещё раз/)
    expect(links(said)[0]![0]).toBe('💬 Личный чат')
    await settled()
    expect(await credits()).toBe(before)
  })

  test('is pointed to the private chat with files, and told how to ask without words', async () => {
    const [one, two] = [await chatOf(payer, friend), await chatOf(payer, friend)]
    const [last] = await modelRequests()
    await one.post(payer, '/photo', { caption: name })
    await one.hears('Здесь я отвечаю только на слова')
    await two.write(payer, name)
    await two.hears(`Напишите вопрос рядом с моим именем: ${name}`)
    expect((await modelRequests())[0]).toBe(last)
  })
})

describe('a stranger', () => {
  test('has one short answer a day with the way to the bot, then only the way, and the next day another', async () => {
    const stranger = await newcomer()
    const [one, two, three] = await Promise.all([1, 2, 3].map(() => chatOf(stranger, friend)))
    await one!.ask(stranger, 'сколько 1 + 1?')
    // While it grows it has no button.
    await eventually(async () => {
      expect(links(await one!.hears('1 + 1 = 2'))).toEqual([['💬 Спросить наедине', 'start=guest_more']])
    })
    expect(await modelRequests('1 + 1')).toEqual([expect.stringContaining('Отвечай кратко')])
    await two!.ask(stranger, 'сколько 2 + 2?')
    const said = await two!.hears('Продолжим в личном чате')
    expect(links(said)).toEqual([['💬 Личный чат', 'start=guest_come']])
    await world.sql`update free_questions set day = day - 1`
    await three!.ask(stranger, 'сколько 3 + 3?')
    await three!.hears('3 + 3 = 6')
    await stranger.say('/start guest_more')
    await stranger.hears('Здравствуйте')
    await settled()
    expect(await world.sql`select first_kind, first_name from starts where user_id = ${stranger.id}`).toEqual([
      { firstKind: 'guest', firstName: null },
    ])
    expect(await world.sql`select purse, price from messages_log where user_id = ${stranger.id}`).toEqual([
      { purse: 'credits', price: 0 },
      { purse: 'credits', price: 0 },
    ])
  })

  test('who got no answer may have another one on the same day', async () => {
    const stranger = await newcomer()
    const [one, two] = [await chatOf(stranger, friend), await chatOf(stranger, friend)]
    await one.ask(stranger, 'сломайся')
    await one.hears('Не получилось ответить')
    await two.ask(stranger, 'сколько 4 + 4?')
    await two.hears('4 + 4 = 8')
  })

  test('is answered within the limit of the whole bot, however many come at once', async () => {
    const crowd = await Promise.all(Array.from({ length: 20 }, newcomer))
    const chats = await Promise.all(crowd.map((stranger) => chatOf(stranger, friend)))
    await Promise.all(chats.map((chat, index) => chat.ask(crowd[index]!, 'сколько 5 + 5?')))
    const said = await Promise.all(chats.map((chat) => chat.hears(/5 \+ 5 = 10|Продолжим в личном чате/)))
    expect(said.filter(({ text }) => text!.includes('10'))).toHaveLength(limit)
    await settled()
    expect(await world.sql`select sum(used)::integer as used from free_days where scope = 'guests'`).toEqual([
      { used: limit },
    ])
  })

  test('who was blocked by the owner gets a word and nothing else', async () => {
    const stranger = await newcomer()
    await world.api.register({ telegramId: stranger.id, firstName: 'Вера' })
    await world.api.blockUser({ telegramId: stranger.id, blocked: true, reason: 'test' })
    const chat = await chatOf(stranger, friend)
    await chat.ask(stranger, 'сколько 6 + 6?')
    const said = await chat.hears('Доступ к боту для вас закрыт')
    expect(said.edit_date).toBeUndefined()
    await settled()
    expect(await modelRequests('6 + 6')).toEqual([])
  })

  test('is answered before they have agreed to the terms; who pays has to agree first', async () => {
    const stranger = await newcomer()
    const [one, two] = [await chatOf(stranger, friend), await chatOf(stranger, friend)]
    await stranger.say('/start')
    await stranger.hears('Здравствуйте')
    await world.sql`update users set agreement = null where telegram_id = ${stranger.id}`
    await one.ask(stranger, 'сколько 7 + 7?')
    await one.hears('7 + 7 = 14')
    await world.api.updateCredits({ telegramId: stranger.id, delta: 5, reason: 'test', idempotencyKey: 'guest' })
    await two.ask(stranger, 'сколько 8 + 8?')
    expect(links(await two.hears('примите условия в личном чате'))).toEqual([['💬 Личный чат', 'start=agree']])
  })
})

describe('a question is answered and paid once', () => {
  test('though Telegram brings it twice', async () => {
    const chat = await chatOf(payer, friend)
    const before = await credits()
    await chat.ask(payer, 'сколько 9 + 9?')
    await chat.hears('9 + 9 = 18')
    await settled()
    const { update } = (await guestUpdates()).at(-1)!
    const repeat = () => world.sandbox.control('POST', '/updates/repeat', { update_id: update.update_id })
    await repeat()
    // As if nothing were known of it any more: then its question is.
    await world.sql`delete from seen_updates where update_id = ${update.update_id}`
    await world.sql`update guest_queries set ended_at = null where update_id = ${update.update_id}`
    await world.sql`update messages_log set delivered_at = null where update_id = ${update.update_id}`
    await repeat()
    await eventually(async () =>
      expect(
        await world.sql`select delivered_at from messages_log where update_id = ${update.update_id} and delivered_at is not null`,
      ).toHaveLength(1),
    )
    await settled()
    await chat.hears('9 + 9 = 18')
    expect(await credits()).toBe(before - 1)
    expect(await modelRequests('9 + 9')).toHaveLength(1)
  })

  test('though the bot ends after the first word: the next one changes the same message', async () => {
    const chat = await chatOf(payer, friend)
    const before = await credits()
    await world.sandbox.control('POST', '/trouble/model', { kind: 'silent', ms: 12_000, times: 1 })
    await chat.ask(payer, 'сколько 10 + 11?')
    await eventually(async () =>
      expect(await world.sql`select 1 from messages_log where status = 'pending'`).toHaveLength(1),
    )
    await world.stopBots()
    await chat.hears('Думаю…')
    await world.startBot()
    await chat.hears('10 + 11 = 21')
    await settled()
    expect(await credits()).toBe(before - 1)
    expect(await modelRequests('10 + 11')).toHaveLength(1)
  })

  test('and what its update has left behind is told to have failed', async () => {
    const chat = await chatOf(payer, friend)
    await chat.ask(payer, 'сколько 12 + 12?')
    await chat.hears('12 + 12 = 24')
    await settled()
    await world.sql`
      update guest_queries set ended_at = null, asked_at = now() - interval '5 minutes'
      where update_id = (select max(update_id) from guest_queries)`
    await runTask(world, 'end-guest-queries')
    await chat.hears('Не получилось ответить. Спросите ещё раз, пожалуйста')
    expect(await world.sql`select 1 from guest_queries where ended_at is null`).toEqual([])
  })
})

test('help says how to ask in other chats as long as the owner has switched that on in @BotFather', async () => {
  await payer.say('/help')
  await payer.hears(`напишите там ${name} и вопрос`)
  await world.stopBots()
  await world.sandbox.control('PUT', '/guests', { on: false })
  await world.startBot()
  const count = (await guestUpdates()).length
  const chat = await chatOf(payer, friend)
  await chat.ask(payer, 'сколько 1 + 2?')
  await friend.say('/help')
  expect((await friend.hears('**Помощь**'.replaceAll('*', ''))).text).not.toContain('и вопрос, и я отвечу')
  expect(await guestUpdates()).toHaveLength(count)
  expect(await chat.fromBot()).toEqual([])
})
