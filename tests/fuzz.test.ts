import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from '#modules/modules.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { backendToken, createWorld, webhookSecret, type World } from './world/world.ts'

/** Whatever comes in is answered with a clear no, never with a fault of ours and never with what belongs to another person. */
let world: World
let anna: Person
beforeAll(async () => {
  world = await createWorld({ ADMIN_IDS: '999', GATHER_MS: '0' })
  anna = await world.person()
  await anna.say('/start')
  await anna.press('Попробовать бесплатно')
  await anna.hears('Готово')
  await anna.say('мой тайный вопрос: сколько 17 + 25?')
  await anna.hears('17 + 25 = 42')
  await world.api.register({ telegramId: right.telegram_id, firstName: 'X' })
})
afterAll(() => world.end())

const nasty = fc.constantFrom(
  '',
  ' ',
  '\0',
  '\ud800',
  '\u202eabc',
  '\u200b\u200d',
  '👩‍👩‍👧‍👦'.repeat(50),
  "'; drop table users; --",
  '<script>alert(1)</script>',
  '${7*7} {{7*7}} %s %n',
  '../../etc/passwd',
  'a'.repeat(40_000),
  '9'.repeat(400),
  'NaN',
  '1e309',
  '-0',
)
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    nasty,
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.integer(),
    fc.double(),
    fc.constantFrom(null, true, false, 0, -1, 2 ** 31, 2 ** 53, -(2 ** 63), 123_456_789),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.string({ maxLength: 12 }), tie('any'), { maxKeys: 5 }),
  ),
})).any

/** Fields as they should be, so that not every body fails at its first one. */
const right = {
  telegram_id: 7_200_000,
  chat_id: 7_200_000,
  message_id: 5,
  update_id: 5,
  question_id: 1,
  conversation_id: 1,
  text: 'сколько 2 + 2?',
  product: 'pack-50',
  invoice_payload: 'unknown',
  telegram_payment_charge_id: 'unknown',
  currency: 'XTR',
  amount: 1,
  delta: 1,
  reason: 'x',
  idempotency_key: 'x',
  by: 999,
  state: 'active',
  kind: 'bot_exception',
  message: 'x',
  blocked: false,
  message_ids: [1],
  complete: true,
  first_name: 'X',
}

/** A body with some of the fields that an endpoint knows, right, wrong or missing, and some that it does not. */
const bodyFor = (fields: string[]): fc.Arbitrary<Record<string, unknown>> => {
  const names = fc.constantFrom(...fields, 'nonsense', '__proto__', 'constructor')
  return fc
    .tuple(fc.constantFrom({}, right, right), fc.dictionary(names, value, { maxKeys: 4 }))
    .map(([some, others]) => ({ ...some, ...others }))
}

async function send(method: string, path: string, body: unknown, headers: Record<string, string>) {
  const response = await fetch(world.backend().url + path, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    signal: AbortSignal.timeout(15_000),
  })
  return { status: response.status, text: await response.text() }
}
const authorization = `Bearer ${backendToken}`

describe('every endpoint', () => {
  for (const endpoint of Object.values(endpoints)) {
    const shape = 'body' in endpoint ? endpoint.body.shape : endpoint.query.shape
    test(`${endpoint.method} ${endpoint.path} never breaks`, async () => {
      await fc.assert(
        fc.asyncProperty(bodyFor(Object.keys(shape)), async (given) => {
          const fields = Object.entries(given).map(([key, each]) => [key, JSON.stringify(each) ?? ''])
          const query = new URLSearchParams(Object.fromEntries(fields)).toString().slice(0, 8_000)
          const { status, text } =
            endpoint.method === 'GET'
              ? await send('GET', `${endpoint.path}?${query}`, undefined, { authorization })
              : await send(endpoint.method, endpoint.path, given, { authorization })
          expect(status, text).toBeLessThan(500)
          expect(text).not.toMatch(/тайный|at \w+ \(|node_modules|select |insert /)
        }),
        { numRuns: 25 },
      )
    })
  }

  test('is as calm about bodies that are no JSON, too large or too deep', async () => {
    const path = '/process_message'
    for (const raw of ['{', '[]', '"x"', 'null', '[['.repeat(20_000), `{"text":"${'x'.repeat(2_000_000)}"}`, '\0'])
      expect((await send('POST', path, raw, { authorization })).status, raw.slice(0, 20)).toBeLessThan(500)
    for (const strange of [
      `/${'x'.repeat(5_000)}`,
      '/%00',
      '/user_profile?telegram_id=%F0%9F%98%80',
      '//..//',
      '/metrics/..',
    ])
      expect((await send('GET', strange, undefined, { authorization })).status, strange.slice(0, 20)).toBeLessThan(500)
  })
})

describe('the webhook and the bot behind it', () => {
  const secret = { 'x-telegram-bot-api-secret-token': webhookSecret }
  /** Several, because Telegram bears one message a second in a chat. */
  const strangers = Array.from({ length: 20 }, (_, n) => 7_100_001 + n)
  let lastUpdate = 900_000_000

  test('take any update that is one, refuse all else, and go on', async () => {
    const kinds = [
      'message',
      'edited_message',
      'callback_query',
      'pre_checkout_query',
      'my_chat_member',
      'subscription',
      'x',
    ]
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom('update_id', ...kinds), value, { maxKeys: 3 }), async (update) => {
        expect((await send('POST', '/telegram/webhook', update, secret)).status).toBeLessThan(500)
      }),
      { numRuns: 100 },
    )
  })

  test('whatever a person writes or a forged button says, nobody else’s data comes out and the next question is answered', async () => {
    const texts = fc.oneof(
      nasty,
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom('/start@', '/ask', '/buy x', '/'),
    )
    const forged = fc.oneof(
      nasty.map((text) => text.slice(0, 60)),
      fc.constantFrom(
        'ask:again:1',
        'ask:edited:1',
        'ask:shorter:99999999999999999',
        'files:1',
        'conversation:1',
        'stop:1',
      ),
      fc.constantFrom(
        'product:pack-50',
        'product:',
        'model:../x',
        'style:rude',
        'renewal:cancel',
        'forget:yes ',
        'language:xx',
      ),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          texts.map((text) => ({ text })),
          forged.map((data) => ({ data })),
        ),
        async (what) => {
          lastUpdate += 1
          const id = strangers[lastUpdate % strangers.length]!
          const from = { id, is_bot: false, first_name: 'X' }
          const chat = { id, type: 'private', first_name: 'X' }
          // Written a while apart: what is written too fast would wait for the next minute.
          const message = { message_id: lastUpdate, date: 1_700_000_000 + lastUpdate * 10, chat, from }
          const update =
            'text' in what
              ? { message: { ...message, text: what.text } }
              : { callback_query: { id: `${lastUpdate}`, from, chat_instance: '1', data: what.data, message } }
          const { status } = await send('POST', '/telegram/webhook', { update_id: lastUpdate, ...update }, secret)
          expect(status).toBe(200)
        },
      ),
      { numRuns: 60 },
    )
    await anna.say('сколько 40 + 2?')
    await anna.hears('40 + 2 = 42')
    await eventually(async () => expect(await world.sql`select 1 from inbox`).toEqual([]))
    const others =
      await world.sql`select 1 from messages_log where user_id = any (${strangers}::bigint[]) and question like '%тайный%'`
    expect(others).toEqual([])
    expect(await world.sql`select data from events where kind in ('backend_exception', 'database_error')`).toEqual([])
    const calls = (await world.sandbox.control('GET', '/journal')) as { parameters: { chat_id?: unknown } }[]
    const told = calls.filter(({ parameters }) => strangers.includes(Number(parameters.chat_id)))
    expect(JSON.stringify(told)).not.toContain('тайный')
  })
})
