import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Message } from 'grammy/types'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { mostParts } from '#platform/telegram/parts.ts'
import { stats } from '#platform/inbox/stats.ts'
import { eventually } from './world/eventually.ts'
import { type Front, startFront } from './world/front.ts'
import type { Person } from './world/person.ts'
import { settled as settledIn } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
const ends: (() => Promise<void>)[] = []
beforeAll(async () => {
  world = await createWorld({ withoutBot: true })
})
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})
afterAll(() => world.end())

async function customer(credits: number): Promise<Person> {
  const person = await world.person()
  await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
  if (credits > 0)
    await world.api.updateCredits({ telegramId: person.id, delta: credits, reason: 'test', idempotencyKey: 'start' })
  return person
}
const credits = async (person: Person) => (await world.api.getCredits({ telegramId: person.id })).credits
const settled = async () => {
  await settledIn(world)
  expect(await stats(world.sql)).toMatchObject({ givenUp: 0 })
}
async function modelAt(url: string) {
  await world.stopBackend()
  world.environment['OPENAI_BASE_URL'] = url
  await world.startBackend()
}
const fromBot = async (person: Person) => (await person.messages()).filter(({ from }) => from?.is_bot)
const keysUnder = (message: Message) => (message.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text)

/** A model that says the same to everybody; returns how to go back to the usual one. */
async function modelSays(text: string): Promise<() => Promise<void>> {
  const server = createServer((_request, response) => {
    const say = (choice: object) => response.write(`data: ${JSON.stringify({ choices: [choice] })}\n\n`)
    response.setHeader('content-type', 'text/event-stream')
    say({ index: 0, delta: { content: text }, finishReason: null })
    say({ index: 0, delta: {}, finishReason: 'stop' })
    response.end('data: [DONE]\n\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const usual = world.environment['OPENAI_BASE_URL']!
  await modelAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`)
  return async () => {
    await modelAt(usual)
    server.close()
  }
}

/** A front before Telegram, and the bot behind it. */
async function telegramBehindFront(): Promise<Front> {
  const port = Number(new URL(world.sandbox.url).port)
  const telegram = await startFront(() => [port])
  ends.push(
    () => world.stopBots(),
    () => telegram.stop(),
  )
  return telegram
}

describe('what a question cost', () => {
  test('is the last line of its answer and no message of its own', async () => {
    await world.onlyBot()
    const person = await customer(12)
    await person.say('/model')
    await person.press('Эксперт')
    await person.say('5 + 6')
    const answer = await person.hears('5 + 6 = 11')
    await settled()
    expect(answer.text!.split('\n').at(-1)).toBe('Списано: 10 кредитов, осталось 2.')
    expect(answer.entities!.at(-1)).toMatchObject({ type: 'italic' })
    expect((await fromBot(person)).at(-1)!.message_id).toBe(answer.message_id)
  })

  test('stands at the end of the last of several messages', async () => {
    await world.onlyBot()
    const person = await customer(2)
    await person.say('длинный ответ')
    const last = await person.hears('Глава 24')
    await settled()
    expect(last.text!.split('\n').at(-1)).toBe('Осталось: 1 кредит.')
    expect((await person.heard()).filter((text) => text.includes('Осталось'))).toHaveLength(1)
  })

  test('and what pays next: where nothing does, the way to more stands under the answer', async () => {
    await world.onlyBot()
    const person = await customer(1)
    await person.say('5 + 7')
    const answer = await person.hears('5 + 7 = 12')
    await settled()
    expect(answer.text!.split('\n').at(-1)).toBe('Осталось: 0 кредитов.')
    expect(keysUnder(answer)).toEqual(['⭐ Пополнить'])
  })

  test('is the last line of a rich message too', async () => {
    await world.onlyBot({ RICH_MESSAGES: 'on' })
    ends.push(await modelSays('| a | b |\n|---|---|\n| 1 | 2 |'))
    const person = await customer(2)
    await person.say('таблица')
    await settled()
    const journal = (await world.sandbox.control('GET', '/journal')) as { method: string; payload?: unknown }[]
    const rich = journal.filter(({ method }) => method === 'sendRichMessage')
    expect(rich).toHaveLength(1)
    expect(JSON.stringify(rich[0])).toContain('Осталось: 1 кредит.')
  })
})

describe('buttons under answers', () => {
  test('stand only under the newest answer of a chat', async () => {
    await world.onlyBot()
    const [person, other] = [await customer(50), await customer(50)]
    await other.say('9 + 9')
    await other.hears('9 + 9 = 18')
    for (const n of [1, 2, 3, 4]) {
      await person.say(`${n} + 10`)
      await person.hears(`${n} + 10 = ${n + 10}`)
    }
    await settled()
    const withKeys = (await fromBot(person)).filter((message) => keysUnder(message).length > 0)
    expect(withKeys.map(({ text }) => text)).toEqual([expect.stringContaining('4 + 10 = 14')])
    expect((await fromBot(other)).filter((message) => keysUnder(message).length > 0)).toHaveLength(1)
  })

  test('are gone also where the older answer came in several messages, and where the newer one failed they stay', async () => {
    await world.onlyBot()
    const person = await customer(50)
    await person.say('длинный ответ')
    await person.hears('Глава 24')
    await settled()
    await world.sandbox.control('POST', '/trouble/model', { kind: 'error', status: 400, times: 1 })
    await person.say('1 + 20')
    await person.hears('Ничего не списано')
    await settled()
    const long = await person.hears('Глава 24')
    expect(keysUnder(long)).not.toEqual([])
    await person.say('2 + 20')
    await person.hears('2 + 20 = 22')
    await settled()
    expect(keysUnder(await person.hears('Глава 24'))).toEqual([])
  })
})

describe('an answer to a button', () => {
  test('that offered to answer edited words replies to these words and does not quote the bot', async () => {
    await world.onlyBot()
    const person = await customer(50)
    const [question] = await person.say('1 + 60')
    await person.hears('1 + 60 = 61')
    await person.edit(question!.message_id, '1 + 70')
    await person.press('Ответить заново')
    const answer = await person.hears('1 + 70 = 71')
    expect(answer.reply_to_message?.message_id).toBe(question!.message_id)
  })

  test('under a failure replies to the question that failed', async () => {
    await world.onlyBot()
    const person = await customer(50)
    await world.sandbox.control('POST', '/trouble/model', { kind: 'error', status: 400, times: 1 })
    const [question] = await person.say('1 + 30')
    await person.press('Повторить')
    const answer = await person.hears('1 + 30 = 31')
    expect(answer.reply_to_message?.message_id).toBe(question!.message_id)
  })

  test('under an answer replies to that answer', async () => {
    await world.onlyBot()
    const person = await customer(50)
    await person.say('1 + 30')
    const answer = await person.hears('1 + 30 = 31')
    await settled()
    await person.press('Заново')
    await eventually(async () =>
      expect((await person.hears('1 + 30 = 31')).reply_to_message?.message_id).toBe(answer.message_id),
    )
  })
})

describe('an answer that needs more messages than anybody reads', () => {
  const long = Array.from({ length: 550 }, (_, n) => `Абзац ${n + 1}. ${'слово '.repeat(12).trimEnd()}`).join('\n\n')
  const documents = async (person: Person) => (await fromBot(person)).filter(({ document }) => document)
  let usualModel: () => Promise<void>
  beforeAll(async () => {
    usualModel = await modelSays(long)
  })
  afterAll(() => usualModel())

  test('goes on as one file with all of it', async () => {
    await world.onlyBot({ PROGRESS: 'off' })
    const person = await customer(2)
    await person.say('расскажи всё')
    await settled()
    const said = await fromBot(person)
    expect(said).toHaveLength(mostParts + 1)
    expect(said.at(-2)!.text).toBe('Ответ не поместился в сообщения. Целиком он в файле.\n\nОсталось: 1 кредит.')
    expect(said.at(-1)!.document).toMatchObject({ file_name: 'answer.md', file_size: Buffer.byteLength(long) })
    expect(keysUnder(said.at(-1)!)).toContain('↻ Заново · 1 кр.')
    const shown = said
      .slice(0, -2)
      .map((message) => message.text)
      .join('\n\n')
    expect(long.slice(0, shown.length)).toBe(shown)
    expect(await credits(person)).toBe(1)
  })

  test('whose file Telegram refuses for good was not delivered whole, and is not charged', async () => {
    const telegram = await telegramBehindFront()
    telegram.faults = ({ path }) =>
      path.endsWith('/sendDocument')
        ? { answer: { status: 400, body: { ok: false, error_code: 400, description: 'Bad Request: strange file' } } }
        : {}
    await world.onlyBot({ PROGRESS: 'off', TELEGRAM_API_ROOT: telegram.url })
    const person = await customer(2)
    await person.say('расскажи всё')
    await person.hears('Не получилось показать ответ целиком. Ничего не списано.')
    await settled()
    expect(await documents(person)).toEqual([])
    expect(await credits(person)).toBe(2)
  })

  test('is not sent a second time by a bot that dies before its file', async () => {
    const telegram = await telegramBehindFront()
    // A pause that is too long for this bot to wait for.
    const flood = { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 300 } }
    telegram.faults = ({ path }) => (path.endsWith('/sendDocument') ? { answer: { status: 429, body: flood } } : {})
    await world.onlyBot({ PROGRESS: 'off', TELEGRAM_API_ROOT: telegram.url })
    const person = await customer(2)
    await person.say('расскажи всё')
    await eventually(async () =>
      expect(await world.sql`select 1 from lanes where waiting > 0 and owner is null`).toHaveLength(1),
    )
    await world.stopBots()
    telegram.faults = () => ({})
    await world.sql`update lanes set ready_at = now() where waiting > 0`
    await world.onlyBot({ PROGRESS: 'off', TELEGRAM_API_ROOT: telegram.url })
    await settled()
    expect(await fromBot(person)).toHaveLength(mostParts + 1)
    expect(await documents(person)).toHaveLength(1)
    expect(await credits(person)).toBe(1)
  })
})
