import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  answerOf,
  choice,
  delta,
  finish,
  line,
  raw,
  refusal,
  type Reply,
  stream,
  TestServer,
} from '#platform/models/testing-server.ts'
import { noteRefusedProvider } from '#modules/notifications/owner-alerts.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { settled as settledIn } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

const model = new TestServer()
const ownerId = 7_000_001
let world: World
let owner: Person
beforeAll(async () => {
  await model.start()
  world = await createWorld({ ADMIN_IDS: String(ownerId), OPENAI_BASE_URL: model.address() })
  owner = await world.person()
  await owner.say('/start')
  await owner.hears('Помогатор')
})
afterEach(() => model.clear())
afterAll(async () => {
  await world.end()
  model.stop()
})

/** A server of its own for each test: what a process has learned of one says nothing about another. */
async function asking(address: string, more: Record<string, string> = {}) {
  await world.stopBackend()
  Object.assign(world.environment, { OPENAI_BASE_URL: address, ...more })
  await world.startBackend()
}

async function customer(): Promise<Person> {
  const person = await world.person()
  await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
  await world.api.updateCredits({ telegramId: person.id, delta: 50, reason: 'test', idempotencyKey: 'start' })
  return person
}
const credits = async (person: Person) => (await world.api.getCredits({ telegramId: person.id })).credits
const settled = async () => {
  await settledIn(world)
  expect(await world.sql`select 1 from inbox`).toEqual([])
}
const stored = async (person: Person) =>
  (
    await world.sql<{ answer: string | null }>`select answer from messages_log where user_id = ${person.id} order by id`
  ).map(({ answer }) => answer)
/** What the model was told last: who it is, then the turns. */
const told = () => model.asked.at(-1)!.body.messages.map(({ content }) => content)

describe('a model’s answer', () => {
  test.each<[string, Reply, string | RegExp, string, number, number]>([
    ['without a finish', stream(delta('Да, можно.'), '[DONE]'), 'Да, можно.', '', 1, 49],
    [
      'that is a refusal',
      stream(choice({ delta: { refusal: 'Этого не могу.' } }), finish('stop')),
      'Этого не могу.',
      '',
      1,
      49,
    ],
    ['cut by a filter', stream(delta('Начало'), finish('content_filter')), 'Начало', 'не пропустил фильтр', 1, 49],
    ['that a filter lets none of through', stream(finish('content_filter')), /Фильтр .* Ничего не списано/, '', 1, 50],
    [
      'for which thinking left no room',
      stream(delta('<think>'), finish('length')),
      /думала так долго.* Ничего не списано/,
      '',
      1,
      50,
    ],
    [
      'that is a picture',
      stream(choice({ delta: { images: [{}] } }), finish('stop')),
      /не текстом.* Ничего не списано/,
      '',
      1,
      50,
    ],
    [
      'that nobody may have',
      refusal(402, { error: { message: 'Pay first' } }),
      /недоступна\. Ничего не списано/,
      '',
      1,
      50,
    ],
  ])('%s reaches the person with its price', async (_name, reply, said, line, calls, left) => {
    model.clear(reply)
    const person = await customer()
    await person.say('Можно?')
    await person.hears(said)
    if (line) await person.hears(line)
    await settled()
    expect(model.asked).toHaveLength(calls)
    expect(await credits(person)).toBe(left)
  })

  test('has no thinking in it, in the chat, in the database or in what the model is told next', async () => {
    const person = await customer()
    model.clear(answerOf('тайная мысль, ', 'ещё одна</thi', 'nk>\n\nОтвет.'))
    await person.say('Первый?')
    await person.hears(/^Ответ\.$/)
    model.clear(answerOf('<think>снова</think>И второй.'))
    await settled()
    await person.say('Второй?')
    await person.hears(/^И второй\.$/)
    await settled()
    expect(told().slice(1)).toEqual(['Первый?', 'Ответ.', 'Второй?'])
    expect(await stored(person)).toEqual(['Ответ.', 'И второй.'])

    // One that was stored by an earlier release.
    await world.sql`update messages_log set answer = '<think>старая мысль</think>Да' where user_id = ${person.id} and question = 'Второй?'`
    await person.say('Третий?')
    await eventually(() => expect(told().slice(1)).toEqual(['Первый?', 'Ответ.', 'Второй?', 'Да', 'Третий?']))
  })

  test('has a picture’s kind in place of its bytes', async () => {
    const person = await customer()
    const picture = `![кот](data:image/png;base64,${'A'.repeat(288_000)})`
    model.clear(answerOf('Вот кот: ', picture.slice(0, 20), picture.slice(20, 90_000), picture.slice(90_000), ' Всё.'))
    await person.say('Нарисуй кота')
    await person.hears('Всё.')
    await settled()
    expect((await person.heard()).join('')).not.toContain('AAAA')
    expect(await stored(person)).toEqual(['Вот кот: ![кот](image/png) Всё.'])
  })

  test('without end is stored and shown to a multiple of the model’s limit, and can be gone on with', async () => {
    const person = await customer()
    const piece = line(delta('Слово за словом. '.repeat(500)))
    model.clear((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const more = () => {
        while (!response.destroyed && response.write(piece));
      }
      response.on('drain', more)
      more()
    })
    const reply = await world.api.processMessage(
      { telegramId: person.id, chatId: person.id, messageId: 1, updateId: 800_001, text: 'Рассказывай' },
      { signal: AbortSignal.timeout(50_000) },
    )
    expect(reply.finishReason).toBe('length')
    expect(reply.answer.length).toBe(8 * 8_000)
    expect((await stored(person))[0]!.length).toBe(reply.answer.length)
    await eventually(() => expect(model.hungUp).toBe(1))
  })
})

test('a conversation that is too long is told with less of the past, and the way out is a new one', async () => {
  const tooLong = refusal(400, { error: { message: 'maximum context length', code: 'context_length_exceeded' } })
  const shortOnly: Reply = (response, asked) =>
    (asked.body.messages.length > 2 ? tooLong : answerOf('Коротко.'))(response, asked)
  const person = await customer()
  model.clear(shortOnly)
  await person.say('Первый?')
  await person.hears('Коротко.')
  await settled()
  model.clear(shortOnly)
  await person.say('Второй?')
  await eventually(async () => expect((await person.heard()).filter((text) => text === 'Коротко.')).toHaveLength(2))
  await settled()
  expect(model.asked.map(({ body }) => body.messages.length)).toEqual([4, 2])

  model.clear(tooLong)
  await person.say('Третий?')
  await person.hears(/не помещается в модель.* Ничего не списано/)
  await settled()
  expect(model.asked).toHaveLength(2)
  expect(await credits(person)).toBe(48)
  expect(await person.buttons()).toEqual(['💬 Новый разговор'])
  await person.press('Новый разговор')
  await person.hears('Начинаем с чистого листа')
  model.clear(answerOf('Ответ.'))
  await person.say('Третий?')
  await person.hears('Ответ.')
  expect(told().slice(1)).toEqual(['Третий?'])
})

describe('what the model is told', () => {
  test('ends with the date where the people live, after what never changes', async () => {
    model.clear(answerOf('Да.'))
    for (const [zone, offset] of [
      ['Pacific/Kiritimati', 14],
      ['Etc/GMT+12', -12],
    ] as const) {
      await asking(model.address(), { TIME_ZONE: zone })
      const person = await customer()
      const date = () =>
        new Date(Date.now() + offset * 3_600_000).toLocaleDateString('ru-RU', { dateStyle: 'full', timeZone: 'UTC' })
      const before = date()
      await person.say('Какое число?')
      await person.hears('Да.')
      expect([before, date()].map((day) => `Сегодня ${day} (часовой пояс ${zone}).`)).toContain(
        told()[0]!.split('\n').at(-1),
      )
      expect(told()[0]).toMatch(/^Ты Помогатор/)
    }
    await asking(model.address(), { TIME_ZONE: '' })
    const person = await customer()
    await person.say('Какое число?')
    await person.hears('Да.')
    expect(told()[0]).toMatch(/Сегодня \S+, \d+ \S+ \d{4} г\. \(часовой пояс Europe\/Moscow\)\.$/)
  })

  test('has a person’s own instructions in their private chat, and in no group', async () => {
    model.clear(answerOf('Да.'))
    const person = await customer()
    await world.api.changeProfile({ telegramId: person.id, settings: { instructions: 'Я болею, отвечай ласково' } })
    const ask = async (chat_id: number, update_id: number) => {
      await world.api.processMessage({
        telegramId: person.id,
        chatId: chat_id,
        messageId: 1,
        updateId: update_id,
        text: 'Как быть?',
      })
      return told().join('\n')
    }
    expect(await ask(person.id, 810_001)).toContain('Я болею')
    expect(await ask(-100_500, 810_002)).not.toContain('Я болею')
    expect(await ask(-100_500, 810_003)).not.toContain('Я болею')
  })
})

test('a person whom the provider holds for an abuser costs nothing and is told so, and their owner hears of the third time', async () => {
  const address = model.address('abuse/v1')
  await asking(address)
  const message = 'Your prompt was flagged as potentially violating our usage policy.'
  model.clear(refusal(400, { error: { message, code: 'invalid_prompt' } }))
  const person = await customer()
  const told = async () =>
    (await owner.heard()).filter((text) => text.includes(`не стал отвечать человеку ${person.id}`))
  for (const n of [1, 2, 3, 4]) {
    await person.say(`Вопрос ${n}`)
    await eventually(async () =>
      expect((await person.heard()).filter((text) => text.includes('нарушением своих правил'))).toHaveLength(n),
    )
    await settled()
    if (n < 3) expect(await told()).toEqual([])
    else await eventually(async () => expect(await told()).toHaveLength(1))
  }
  expect(await person.buttons()).toContain('💬 Новый разговор')
  expect([model.asked.length, await credits(person)]).toEqual([4, 50])
  expect(
    await world.sql`select 1 from events where kind = 'question_failed' and data ->> 'reason' = 'abuse' and user_id = ${person.id}`,
  ).toHaveLength(4)
})

describe('a provider that refuses everybody', () => {
  const forget = async () => {
    await world.sql`delete from events where kind = 'provider_refused'`
    await world.sql`delete from outbox`
  }
  const told = async () => {
    await eventually(async () =>
      expect(await world.sql`select 1 from outbox where kind = 'provider_refused' and state = 'sent'`).toHaveLength(2),
    )
    return (await owner.heard()).filter((text) => text.includes('отклоняет запросы'))
  }

  test.each<[number, object]>([
    [401, { message: 'Incorrect API key provided: sk-1234567890abcdef' }],
    [403, { message: 'Country not supported' }],
    [404, { message: 'The model does not exist', code: 'model_not_found' }],
    [429, { message: 'You exceeded your current quota', code: 'insufficient_quota' }],
  ])('by %i is unavailable to people and a matter for the owner, who hears of it once', async (status, error) => {
    await forget()
    const before = (await owner.heard()).length
    const errorsBefore = (await world.api.stats({})).today.errors
    model.clear(refusal(status, { error }))
    const person = await customer()
    for (const n of [1, 2]) {
      await person.say(`Вопрос ${n}`)
      await eventually(async () =>
        expect((await person.heard()).filter((text) => text.includes('недоступна. Ничего не списано'))).toHaveLength(n),
      )
    }
    await settled()
    expect(model.asked).toHaveLength(2)
    expect(await credits(person)).toBe(50)
    expect((await world.api.stats({})).today.errors).toBeGreaterThan(errorsBefore)
    expect(await world.sql`select level from events where kind = 'provider_refused'`).toEqual([{ level: 'error' }])

    const texts = (await told()).slice(-1)
    expect((await owner.heard()).length - before).toBe(1)
    expect(texts[0]).toContain(`(${status})`)
    expect(texts[0]).toContain('standard')
    expect(texts[0]).not.toContain('1234567890abcdef')
  })

  test('is told again when Telegram could not take it', async () => {
    await forget()
    const before = (await owner.heard()).length
    model.clear(refusal(401, 'no'))
    const person = await customer()
    await person.say('Вопрос')
    await person.hears('недоступна')
    await told()
    await forget()
    await world.sandbox.control('POST', '/trouble/telegram', {
      method: 'sendMessage',
      kind: 'error',
      status: 502,
      times: 1,
    })
    await noteRefusedProvider(world.sql, { model: 'standard', status: 401, message: 'no' })
    await told()
    expect((await owner.heard()).length - before).toBe(2)
    const rows = await world.sql`select attempts from outbox where chat_id = ${owner.id}`
    expect(rows).toEqual([{ attempts: 2 }])
  })
})

test('a server that answers with a page of HTML has not answered', async () => {
  model.clear(raw('<html>Sign in to the network</html>', 'text/html'))
  const person = await customer()
  await person.say('Вопрос')
  await person.hears(/недоступна\. Ничего не списано/)
  await settled()
  expect(await credits(person)).toBe(50)
})
