import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorCodes } from '#platform/http/error-codes.ts'
import { endpoints } from '#modules/modules.ts'
import type { StreamEvent } from '#modules/questions/stream.ts'
import { collect } from './world/collect.ts'
import { eventually } from './world/eventually.ts'
import { backendToken, createWorld, webhookSecret, type World } from './world/world.ts'

let world: World
let lastId = 5_000_000
let lastUpdate = 1_000
beforeAll(async () => {
  world = await createWorld({ withoutBot: true, modelTokenDelayMs: 1 })
})
afterAll(() => world.end())

async function newUser(credits = 0): Promise<number> {
  const telegramId = (lastId += 1)
  await world.api.register({ telegramId, firstName: 'Ann', languageCode: 'en' })
  if (credits > 0)
    await world.api.updateCredits({ telegramId, delta: credits, reason: 'test', idempotencyKey: 'start' })
  return telegramId
}
const question = (telegramId: number, text: string) => ({
  telegramId: telegramId,
  chatId: telegramId,
  messageId: 1,
  updateId: ++lastUpdate,
  text,
})

async function request(
  method: string,
  path: string,
  options: { body?: unknown; raw?: string; token?: string | null; headers?: Record<string, string> } = {},
) {
  const response = await fetch(world.backend().url + path, {
    method,
    headers: {
      ...(options.token === null ? {} : { authorization: `Bearer ${options.token ?? backendToken}` }),
      ...(options.body === undefined && options.raw === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(options.body === undefined && options.raw === undefined
      ? {}
      : { body: options.raw ?? JSON.stringify(options.body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: () => JSON.parse(text) as { error: { code: string; details?: { fields?: Record<string, string> } } },
  }
}

async function modelCalls(): Promise<number> {
  const [row] = await world.sql<{ n: number }>`select count(*) as n from events where kind = 'question_answered'`
  return row!.n
}

describe('the way into the API', () => {
  test('is closed to whoever has no token or a wrong one', async () => {
    for (const token of [null, '', 'wrong', `${backendToken}x`]) {
      const { status, json } = await request('GET', '/user_profile?telegram_id=1', { token })
      expect([status, json().error.code]).toEqual([401, 'unauthorized'])
    }
  })

  test('names the field that is wrong', async () => {
    const cases: [string, string, unknown, string][] = [
      ['POST', '/register', { telegram_id: 'x', first_name: 'A' }, 'telegram_id'],
      ['POST', '/register', { telegram_id: 1 }, 'first_name'],
      ['POST', '/update_credits', { telegram_id: 1, delta: 0, reason: 'r', idempotency_key: 'k' }, 'delta'],
      ['POST', '/update_credits', { telegram_id: 1, delta: 1.5, reason: 'r', idempotency_key: 'k' }, 'delta'],
      ['POST', '/process_message', { telegram_id: 1, chat_id: 1, message_id: 1, update_id: 1, text: '   ' }, 'text'],
      ['PATCH', '/user_profile', { telegram_id: 1, settings: { answer_style: 'rude' } }, 'settings.answer_style'],
    ]
    for (const [method, path, body, field] of cases) {
      const { status, json } = await request(method, path, { body })
      expect(status, path).toBe(400)
      expect(Object.keys(json().error.details!.fields!), path).toContain(field)
    }
    expect((await request('GET', '/user_profile?telegram_id=abc')).status).toBe(400)
    expect((await request('POST', '/register', { raw: '{"no json' })).json().error.code).toBe('bad_request')
    expect((await request('GET', '/nowhere')).json().error.code).toBe('not_found')
    expect(
      (await request('POST', '/register', { raw: JSON.stringify({ first_name: 'x'.repeat(1_100_000) }) })).status,
    ).toBe(413)
  })

  test('knows who is unknown, on every address that is about a person', async () => {
    for (const [method, path, body] of [
      ['GET', '/user_profile?telegram_id=42', undefined],
      ['GET', '/get_credits?telegram_id=42', undefined],
      ['GET', '/offers?telegram_id=42', undefined],
      ['PATCH', '/user_profile', { telegram_id: 42, language: 'en' }],
      ['POST', '/start_trial', { telegram_id: 42 }],
      ['POST', '/update_credits', { telegram_id: 42, delta: 1, reason: 'r', idempotency_key: 'k' }],
      ['POST', '/process_message', { telegram_id: 42, chat_id: 1, message_id: 1, update_id: 1, text: 'x' }],
      ['POST', '/start_conversation', { telegram_id: 42, chat_id: 1 }],
      ['POST', '/delete_data', { telegram_id: 42 }],
    ] as const) {
      const { status, json } = await request(method, path, body ? { body } : {})
      expect([path, status, json().error.code]).toEqual([path, 404, 'user_not_found'])
    }
  })

  test('describes itself: OpenAPI with every endpoint, and a page to read', async () => {
    const { paths } = JSON.parse((await request('GET', '/openapi.json', { token: null })).text) as {
      paths: Record<string, Record<string, unknown>>
    }
    for (const { method, path } of Object.values(endpoints))
      expect(paths[path], path).toHaveProperty(method.toLowerCase())
    const groups = Object.values(paths).flatMap((path) =>
      Object.values(path).map((route) => (route as { tags?: string[] }).tags),
    )
    expect(
      groups.filter((tags) => tags?.length !== 1),
      'every route stands in one group',
    ).toEqual([])
    expect(new Set(groups.flat()).size).toBeGreaterThan(6)
    const page = await request('GET', '/docs/', { token: null })
    expect(page.status).toBe(200)
    expect(page.text).toContain('swagger')
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self'(?!.*unsafe-eval)/)
    for (const [name, value] of Object.entries({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' }))
      expect(page.headers.get(name)).toBe(value)
  })

  test('tells whether it lives, can work, and what it has done', async () => {
    expect((await request('GET', '/health', { token: null })).status).toBe(200)
    await eventually(async () => expect((await request('GET', '/ready', { token: null })).status).toBe(200))
    const { text } = await request('GET', '/metrics', { token: null })
    for (const name of [
      'pomogator_inbox{what="waiting"}',
      'pomogator_questions_pending',
      'pomogator_answers_running',
      'pomogator_http_request_seconds_bucket',
    ])
      expect(text).toContain(name)
  })

  test('has every code of its errors in docs/api.md', async () => {
    const { readFileSync } = await import('node:fs')
    const page = readFileSync('docs/api.md', 'utf8')
    for (const [code, { status }] of Object.entries(errorCodes)) expect(page).toContain(`| \`${code}\` | ${status} |`)
    for (const { method, path } of Object.values(endpoints)) expect(page).toContain(`\`${method} ${path}\``)
  })
})

describe('credits', () => {
  test('move once per key, and the same key tells the first outcome again', async () => {
    const id = await newUser()
    const change = { telegramId: id, delta: 5, reason: 'gift', idempotencyKey: 'a' }
    expect(await world.api.updateCredits(change)).toEqual({ credits: 5, repeated: false })
    await world.api.updateCredits({ ...change, delta: 3, idempotencyKey: 'b' })
    expect(await world.api.updateCredits(change)).toEqual({ credits: 5, repeated: true })
    await expect(world.api.updateCredits({ ...change, delta: 6 })).rejects.toMatchObject({
      status: 409,
      code: 'idempotency_key_reused',
    })
    expect((await world.api.getCredits({ telegramId: id })).credits).toBe(8)
  })

  test('never fall below zero', async () => {
    const id = await newUser(2)
    await expect(
      world.api.updateCredits({ telegramId: id, delta: -3, reason: 'r', idempotencyKey: 'x' }),
    ).rejects.toMatchObject({
      status: 409,
      code: 'insufficient_credits',
      details: { credits: 2 },
    })
    expect((await world.api.getCredits({ telegramId: id })).credits).toBe(2)
  })

  test('move once though the same change comes fifty times at once', async () => {
    const id = await newUser()
    const change = { telegramId: id, delta: 7, reason: 'gift', idempotencyKey: 'storm' }
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => world.api.updateCredits(change)))
    expect(outcomes.filter((outcome) => !outcome.repeated)).toHaveLength(1)
    expect(outcomes.every((outcome) => outcome.credits === 7)).toBe(true)
  })

  test('the last one is spent once though twenty questions want it', async () => {
    const id = await newUser(1)
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => world.api.processMessage(question(id, '1 + 1'))),
    )
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ status: 402, code: 'no_access' })
    expect((await world.api.getCredits({ telegramId: id })).credits).toBe(0)
  })
})

describe('the database itself', () => {
  test('refuses what the ledger forbids', async () => {
    const id = await newUser(5)
    await expect(world.sql`update users set credits = 100 where telegram_id = ${id}`).rejects.toThrow(
      'only through an entry',
    )
    await expect(
      world.sql`insert into users (telegram_id, first_name, language, credits) values (1, 'x', 'ru', 5)`,
    ).rejects.toThrow('no credits')
    await expect(world.sql`update credit_entries set delta = 9 where user_id = ${id}`).rejects.toThrow('only added')
    await expect(world.sql`delete from credit_entries where user_id = ${id}`).rejects.toThrow('only added')
    await expect(world.sql`truncate credit_entries`).rejects.toThrow('only added')
    await expect(
      world.sql`insert into credit_entries (user_id, delta, balance_after, kind, reason, idempotency_key) values (${id}, 5, 99, 'adjustment', 'x', 'x')`,
    ).rejects.toThrow('does not follow')
    await expect(
      world.sql`update trials set used = granted + 1`.then(
        () => world.sql`insert into trials (user_id, granted, used) values (${id}, 3, 4)`,
      ),
    ).rejects.toThrow('trials_used_within_granted')
  })

  test('refuses a question that took its price and was not answered, or was answered and took none', async () => {
    const id = await newUser(5)
    await world.api.processMessage(question(id, '1 + 1'))
    await expect(world.sql`update messages_log set status = 'undelivered' where user_id = ${id}`).rejects.toThrow(
      'has taken 1 of 0',
    )
    await expect(
      world.sql`insert into messages_log (user_id, update_id, chat_id, message_id, conversation_id, model, purse, price, status, working_until)
        select ${id}, 1, 1, 1, id, 'standard', 'credits', 2, 'pending', now() from conversations where user_id = ${id}`,
    ).rejects.toThrow('has taken 0 of 2')
  })
})

describe('a question', () => {
  test('may come in parts: texts are one question, and what nobody could read is refused and costs nothing', async () => {
    const id = await newUser(5)
    const { text: _, ...asked } = question(id, '')
    const parts = [
      { type: 'text' as const, text: 'Two and two.' },
      { type: 'text' as const, text: 'how much is 2 + 2?' },
    ]
    const image = { type: 'image' as const, fileId: 'nobody-knows-it', fileUniqueId: 'nor-this' }
    await expect(
      world.api.processMessage({ ...asked, updateId: asked.updateId + 500_000, parts: [...parts, image] }),
    ).rejects.toMatchObject({ status: 422, code: 'unreadable_file', details: { problem: 'gone', name: null } })
    expect(await world.api.getCredits({ telegramId: id })).toMatchObject({ credits: 5 })
    expect((await world.api.processMessage({ ...asked, parts })).answer).toContain('4')
    const rows = await world.sql<{ question: string }>`select question from messages_log where user_id = ${id}`
    expect(rows).toEqual([{ question: 'Two and two.\n\nhow much is 2 + 2?' }])
    for (const wrong of [[], [{ type: 'text' as const, text: '\u200b' }], [{ ...image, fileId: '' }]])
      await expect(world.api.processMessage({ ...asked, parts: wrong })).rejects.toMatchObject({ status: 400 })
  })

  test('is answered as JSON at the end, with what it cost and what is left', async () => {
    const id = await newUser(3)
    const answer = await world.api.processMessage(question(id, 'what is 6 * 7?'))
    expect(answer).toMatchObject({
      model: 'standard',
      fellBack: false,
      finishReason: 'stop',
      charged: { purse: 'credits', price: 1 },
      left: { credits: 2 },
    })
    expect(answer.answer).toContain('6 * 7 = 42')
    expect(answer.usage.outputTokens).toBeGreaterThan(0)
  })

  test('or as a stream of events: accepted, the text piece by piece, done', async () => {
    const id = await newUser(3)
    const events = await collect(world.api.streamAnswer(question(id, 'what is 6 * 7?')))
    expect(events[0]).toMatchObject({ type: 'accepted' })
    const deltas = events.filter((event) => event.type === 'delta')
    expect(deltas.length).toBeGreaterThan(1)
    expect(events.at(-1)).toMatchObject({ type: 'done', answer: deltas.map((event) => event.text).join('') })
  })

  test('without anything that pays is refused with its reason and the offers, in both ways of asking', async () => {
    const id = await newUser()
    await expect(world.api.processMessage(question(id, 'x'))).rejects.toMatchObject({
      status: 402,
      code: 'no_access',
      details: { reason: 'trial_not_started', offers: { trialMessages: 10 } },
    })
    const [event] = await collect(world.api.streamAnswer(question(id, 'x')))
    expect(event).toMatchObject({
      type: 'refused',
      reason: 'trial_not_started',
      offers: { packs: [{ id: 'pack-50' }, {}, {}] },
    })
  })

  test('that comes again, later or many times at once, has one outcome, one charge and one call of the model', async () => {
    const id = await newUser(5)
    const asked = question(id, 'tell me about lighthouses')
    const before = await modelCalls()
    const all = await Promise.all(Array.from({ length: 10 }, () => world.api.processMessage(asked)))
    const later = await world.api.processMessage(asked)
    expect(new Set([...all, later].map((answer) => answer.answer)).size).toBe(1)
    expect(new Set([...all, later].map((answer) => answer.questionId)).size).toBe(1)
    expect((await modelCalls()) - before).toBe(1)
    expect((await world.api.getCredits({ telegramId: id })).credits).toBe(4)
  })

  test('is answered to the end and kept when nobody listens any more', async () => {
    const id = await newUser(5)
    const asked = question(id, 'tell me about the sea')
    const hangUp = new AbortController()
    const stream = world.api.streamAnswer(asked, { signal: hangUp.signal })
    await stream.next()
    hangUp.abort()
    await stream.return(undefined).catch(() => undefined) // hung up, as meant
    await eventually(async () =>
      expect(await world.sql`select 1 from messages_log where user_id = ${id} and status = 'answered'`).toHaveLength(1),
    )
    const before = await modelCalls()
    expect((await world.api.processMessage(asked)).answer).toContain('sea')
    expect(await modelCalls()).toBe(before)
  })

  test('that the model cannot answer costs nothing and stays failed when it comes again', async () => {
    const id = await newUser(5)
    await world.sandbox.control('POST', '/trouble/model', { kind: 'error', status: 400, times: 1 })
    const asked = question(id, 'x y z')
    await expect(world.api.processMessage(asked)).rejects.toMatchObject({
      status: 502,
      code: 'answer_failed',
      details: { reason: 'bad_request' },
    })
    await expect(world.api.processMessage(asked)).rejects.toMatchObject({ code: 'answer_failed' })
    expect((await world.api.getCredits({ telegramId: id })).credits).toBe(5)
    const entries =
      await world.sql`select delta, kind from credit_entries where user_id = ${id} and question_id is not null order by id`
    expect(entries).toEqual([
      { delta: -1, kind: 'hold' },
      { delta: 1, kind: 'release' },
    ])
  })

  test('to a dear model that a cheaper one had to answer costs the cheaper price', async () => {
    const id = await newUser(19)
    await world.sandbox.control('POST', '/trouble/model', { kind: 'error', status: 404, times: 1 })
    const answer = await world.api.processMessage({ ...question(id, '2 + 2'), model: 'expert' })
    expect(answer).toMatchObject({
      model: 'standard',
      fellBack: true,
      charged: { purse: 'credits', price: 1 },
      left: { credits: 18 },
    })
  })

  test('whose process died is taken over when its lease has ended, without a second charge', async () => {
    const id = await newUser(5)
    const asked = question(id, '20 + 3')
    // What a process leaves behind that was killed while the model was thinking.
    await world.api.processMessage({ ...asked, updateId: ++lastUpdate })
    await world.sql`update messages_log set status = 'pending', answer = null, answered_at = null, working_until = now() + interval '1 second' where user_id = ${id}`
    const before = await modelCalls()
    const answer = await world.api.processMessage({ ...asked, updateId: lastUpdate })
    expect(answer.answer).toContain('20 + 3 = 23')
    expect((await modelCalls()) - before).toBe(1)
    expect((await world.api.getCredits({ telegramId: id })).credits).toBe(4)
    expect(await world.sql`select attempt from messages_log where user_id = ${id}`).toEqual([{ attempt: 2 }])
  })

  test('whose process is gone is taken over at once, long before its lease ends; one whose process lives is left to it', async () => {
    const leftBehind = async (worker: string) => {
      const id = await newUser(5)
      const asked = question(id, '20 + 4')
      await world.api.processMessage(asked)
      await world.sql`
        update messages_log set status = 'pending', answer = null, answered_at = null, working_until = now() + interval '1 hour',
          worker = ${worker} where user_id = ${id}`
      return asked
    }
    const attemptOf = async ({ telegramId }: { telegramId: number }) =>
      (await world.sql<{ attempt: number }>`select attempt from messages_log where user_id = ${telegramId}`)[0]!.attempt
    const alive = new pg.Client({ connectionString: world.databaseUrl })
    await alive.connect()
    await alive.query(`select pg_advisory_lock(hashtextextended('session:alive:1', 0))`)
    const [left, gone] = [await leftBehind('session:alive:1'), await leftBehind('session:gone:1')]
    const waits = collect(world.api.streamAnswer(left))
    expect((await collect(world.api.streamAnswer(gone))).at(-1)).toMatchObject({ type: 'done' })
    expect([await attemptOf(left), await attemptOf(gone)]).toEqual([1, 2])
    await alive.end()
    expect((await waits).at(-1)).toMatchObject({ type: 'done', left: { credits: 4 } })
    expect(await attemptOf(left)).toBe(2)
  })

  test('is stopped on request: what was written is the answer and counts', async () => {
    const id = await newUser(5)
    const asked = question(id, 'a slow answer please')
    const events: StreamEvent[] = []
    for await (const event of world.api.streamAnswer(asked)) {
      events.push(event)
      if (event.type === 'delta' && events.filter(({ type }) => type === 'delta').length === 3)
        expect(await world.api.stopAnswer({ telegramId: id, chatId: id })).toEqual({ stopping: true })
    }
    const done = events.at(-1)!
    expect(done).toMatchObject({ type: 'done', finishReason: 'stopped', left: { credits: 4 } })
    expect((done as { answer: string }).answer.length).toBeLessThan(500)
    expect(await world.api.stopAnswer({ telegramId: id, chatId: id })).toEqual({ stopping: false })
  })

  test('stopped before its first word costs nothing', async () => {
    const id = await newUser(5)
    await world.sandbox.control('POST', '/trouble/model', { kind: 'silent', ms: 20_000, times: 1 })
    const events: StreamEvent[] = []
    for await (const event of world.api.streamAnswer(question(id, 'x'))) {
      events.push(event)
      if (event.type === 'accepted') await world.api.stopAnswer({ telegramId: id, chatId: id })
    }
    expect(events.at(-1)).toMatchObject({ type: 'failed', reason: 'stopped' })
    expect((await world.api.getCredits({ telegramId: id })).credits).toBe(5)
  })

  test('whose answer Telegram refused for good is paid back, once, and only until all of it was delivered', async () => {
    const id = await newUser(5)
    const { questionId: question_id } = await world.api.processMessage(question(id, '1 + 1'))
    const report = { telegramId: id, questionId: question_id, messageIds: [], complete: false, refused: 'blocked' }
    expect(await world.api.reportDelivery(report)).toEqual({ refunded: true })
    expect(await world.api.reportDelivery(report)).toEqual({ refunded: false })
    expect((await world.api.getCredits({ telegramId: id })).credits).toBe(5)

    const second = await world.api.processMessage(question(id, '1 + 2'))
    await world.api.reportDelivery({
      telegramId: id,
      questionId: second.questionId,
      messageIds: [7],
      complete: false,
    })
    expect(await world.api.reportDelivery({ ...report, questionId: second.questionId })).toEqual({ refunded: true })

    const third = await world.api.processMessage(question(id, '1 + 3'))
    const whole = { telegramId: id, questionId: third.questionId, messageIds: [8], complete: true }
    expect(await world.api.reportDelivery(whole)).toEqual({ refunded: false })
    expect(await world.api.reportDelivery({ ...report, questionId: third.questionId })).toEqual({ refunded: false })
    expect((await world.api.getCredits({ telegramId: id })).credits).toBe(4)
    await expect(
      world.api.reportDelivery({ ...report, questionId: 999_999, messageIds: [1], refused: undefined }),
    ).rejects.toMatchObject({ code: 'question_not_found' })
  })

  test('with characters that PostgreSQL cannot store is answered all the same', async () => {
    const id = await newUser(5)
    await expect(world.api.processMessage(question(id, 'a\0b \ud800 5 + 5'))).resolves.toMatchObject({
      finishReason: 'stop',
    })
  })
})

describe('the webhook', () => {
  const callWebhook = (body: unknown, secret: string | null = webhookSecret, raw?: string) =>
    request('POST', '/telegram/webhook', {
      token: null,
      ...(raw === undefined ? { body } : { raw }),
      headers: secret === null ? {} : { 'x-telegram-bot-api-secret-token': secret },
    })

  test('stores an update once, however often it is brought', async () => {
    const update = {
      update_id: 77_001,
      message: { message_id: 1, date: 0, chat: { id: 1, type: 'private' }, text: 'hello' },
    }
    expect((await callWebhook(update)).status).toBe(200)
    expect((await callWebhook(update)).status).toBe(200)
    expect(await world.sql`select lane from inbox where update_id = 77001`).toEqual([{ lane: 'chat:1' }])
  })

  test('takes nothing from whoever does not know the secret', async () => {
    for (const secret of [null, '', 'wrong-secret-wrong-secret'])
      expect((await callWebhook({ update_id: 77_002 }, secret)).status).toBe(401)
    expect(await world.sql`select 1 from inbox where update_id = 77002`).toEqual([])
  })

  test('says no to what is no update, and to what is too large', async () => {
    for (const body of [{}, [], { update_id: 'x' }, { update_id: -1 }, null, 'text', 5])
      expect((await callWebhook(body)).status, JSON.stringify(body)).toBe(400)
    expect((await callWebhook(undefined, webhookSecret, '{"update_id":')).status).toBe(400)
    expect((await callWebhook({ update_id: 77_003, message: { text: 'x'.repeat(1_100_000) } })).status).toBe(413)
  })

  test('asks Telegram to come again when the update cannot be stored', async () => {
    await world.sql`alter table inbox rename to inbox_away`
    try {
      expect((await callWebhook({ update_id: 77_004, message: { chat: { id: 1 } } })).status).toBe(503)
    } finally {
      await world.sql`alter table inbox_away rename to inbox`
    }
    expect((await callWebhook({ update_id: 77_004, message: { chat: { id: 1 } } })).status).toBe(200)
  })
})

describe('the event log', () => {
  test('has what happened with ids and figures, and no word of what people wrote', async () => {
    const id = await newUser()
    await world.api.startTrial({ telegramId: id })
    await world.api.processMessage(question(id, 'a-very-secret-question'))
    await world.api.reportError({
      kind: 'bot_exception',
      telegramId: id,
      message: 'Error: token 1000000001:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA broke',
    })
    const events = await world.sql<{
      kind: string
      data: unknown
    }>`select kind, data from events where user_id = ${id} order by id`
    expect(events.map((event) => event.kind)).toEqual([
      'user_registered',
      'trial_started',
      'question_asked',
      'question_answered',
      'bot_exception',
    ])
    expect(JSON.stringify(events)).not.toContain('a-very-secret-question')
    expect(JSON.stringify(events)).not.toContain('AAAAAAAA')
    expect(events[3]!.data).toMatchObject({ purse: 'trial', price: 1, model: 'standard' })
  })
})
