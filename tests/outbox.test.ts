import { Api, HttpError } from 'grammy'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { say } from '#modules/notifications/outbox.ts'
import { syncOwners } from '#modules/users/roles.ts'
import { Sender } from '#modules/notifications/tasks/sender.ts'
import { connect } from '#platform/database/connect.ts'
import type { Database } from '#platform/database/sql.ts'
import { createLog } from '#platform/runtime/log.ts'
import { Pacing } from '#platform/telegram/pacing.ts'
import { eventually } from './world/eventually.ts'
import { createWorld, type World } from './world/world.ts'

type Reply = { error_code: number; description: string; parameters?: object } | undefined

let world: World
let database: Database
let senders: Sender[] = []
/** What was sent, and what Telegram says to it. */
let calls: { method: string; chat: number; text: string; replyTo: number | undefined }[] = []
let answer: (call: { chat: number; text: string }) => Reply | Promise<Reply> = () => undefined

beforeAll(async () => {
  world = await createWorld({ withoutBot: true })
  database = connect({ url: world.environment['DATABASE_URL']!, applicationName: 'pomogator-worker' })
})
afterEach(async () => {
  await stopAll()
  await world.sql`delete from outbox`
  calls = []
  answer = () => undefined
})
afterAll(async () => {
  await database.close()
  await world.end()
})

async function stopAll() {
  await Promise.all(senders.map((sender) => sender.stop()))
  senders = []
}

async function startSender(owners: number[] = [], pacing = new Pacing({ perSecond: 1000 })) {
  await syncOwners(world.sql, owners)
  const telegram = new Api('1:a')
  telegram.config.use(async (_call, method, payload) => {
    const { chat_id, text, caption, reply_parameters: reply } = payload as Record<string, unknown>
    // What the owner says carries an invisible mark, by which a reply to it is known.
    const call = { chat: Number(chat_id), text: String(text ?? caption).replace('\u200c', '') }
    calls.push({ method, ...call, replyTo: (reply as { message_id: number } | undefined)?.message_id })
    const refused = await answer(call)
    return refused ? { ok: false, ...refused } : { ok: true, result: { message_id: calls.length } as never }
  })
  const log = createLog('tests', { level: 'silent' })
  senders.push(await new Sender({ database, telegram, pacing, log }).start())
}

let people = 500_000
async function person(language: 'ru' | 'en' = 'ru') {
  const id = (people += 1)
  await world.api.register({ telegramId: id, firstName: 'Аня', languageCode: language })
  return id
}

const support = (telegramId: number, text: string, key = text) =>
  say(world.sql, { key, to: { telegramId }, kind: 'support_answered', data: { text } })
const rows = () => world.sql`select kind, state, attempts from outbox order by id`
const eventuallyRows = (expected: object[]) => eventually(async () => expect(await rows()).toEqual(expected))
const texts = () => calls.map(({ text }) => text)

describe('what stands in the outbox', () => {
  test('is sent once for its key, in order, and its text is not kept', async () => {
    const id = await person()
    for (const text of ['один', 'два', 'три', 'один']) await support(id, text)
    await startSender()
    await eventually(() => expect(calls).toHaveLength(3))
    await eventuallyRows(Array.from({ length: 3 }, () => ({ kind: 'support_answered', state: 'sent', attempts: 1 })))
    expect(texts().map((text) => text.split('\n').at(-1))).toEqual(['один', 'два', 'три'])
    expect(await world.sql`select distinct data from outbox`).toEqual([{ data: {} }])
    await support(id, 'один')
    await support(id, 'ещё')
    await eventually(() => expect(texts().at(-1)).toContain('ещё'))
    expect(calls).toHaveLength(4)
  })

  test('may have a picture, with a short text below it and a long one after it, and keeps neither', async () => {
    const id = await person()
    const picture = Buffer.from('a picture')
    for (const text of ['коротко', 'длинно '.repeat(300)])
      await say(world.sql, { key: text, to: { telegramId: id }, picture, kind: 'support_answered', data: { text } })
    await startSender()
    await eventuallyRows(Array.from({ length: 2 }, () => ({ kind: 'support_answered', state: 'sent', attempts: 1 })))
    expect(calls.map(({ method, text }) => [method, /коротко|длинно/.exec(text)?.[0]])).toEqual([
      ['sendPhoto', 'коротко'],
      ['sendPhoto', undefined],
      ['sendMessage', 'длинно'],
    ])
    expect(await world.sql`select 1 from outbox where picture is not null`).toEqual([])
  })

  test('is not there when what causes it is rolled back', async () => {
    const id = await person()
    await expect(
      world.sql.transaction(async (sql) => {
        await say(sql, { key: 'x', to: { telegramId: id }, kind: 'support_answered', data: { text: 'x' } })
        throw new Error('No')
      }),
    ).rejects.toThrow('No')
    expect(await rows()).toEqual([])
  })

  test('has the language that the person has when it is sent', async () => {
    const id = await person('ru')
    await support(id, 'yes')
    await world.api.changeProfile({ telegramId: id, language: 'en' })
    await startSender()
    await eventually(() => expect(texts()).toEqual(['The answer to your question about payments:\n\nyes']))
  })

  test('is sent once by two workers', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, () => person()))
    await Promise.all([startSender(), startSender()])
    for (const id of ids) await support(id, `для ${id}`)
    await eventuallyRows(Array.from({ length: 30 }, () => ({ kind: 'support_answered', state: 'sent', attempts: 1 })))
    expect(calls.map(({ chat }) => chat).toSorted((a, b) => a - b)).toEqual(ids.toSorted((a, b) => a - b))
  })

  test('comes in order also while an earlier one waits to be tried again, beside two workers', async () => {
    const id = await person()
    let refusals = 4
    answer = ({ text }) =>
      text.endsWith('1') && (refusals -= 1) > 0 ? { error_code: 502, description: 'Bad Gateway' } : undefined
    for (const text of ['1', '2', '3', '4']) await support(id, text)
    await Promise.all([startSender(), startSender()])
    await eventually(async () => {
      await world.sql`update outbox set not_before = now() where error is not null and state = 'waiting'`
      expect(await world.sql`select 1 from outbox where state = 'sent'`).toHaveLength(4)
    })
    expect(texts().map((text) => text.at(-1))).toEqual(['1', '1', '1', '1', '2', '3', '4'])
  })

  test('and takes several messages goes on behind the last one that arrived', async () => {
    const id = await person()
    answer = () => (calls.length === 2 ? { error_code: 502, description: 'Bad Gateway' } : undefined)
    await support(id, `${'слово '.repeat(1_500)}конец`)
    await startSender()
    await eventually(async () =>
      expect(await world.sql`select state, parts_sent from outbox`).toEqual([{ state: 'waiting', partsSent: 1 }]),
    )
    await world.sql`update outbox set not_before = now()`
    await eventuallyRows([{ kind: 'support_answered', state: 'sent', attempts: 2 }])
    const [first, ...rest] = texts()
    expect(first).toMatch(/^Ответ на ваш вопрос/)
    expect(rest.filter((text) => text === first)).toEqual([])
    expect(rest.at(-1)).toMatch(/конец$/)
  })

  test('for the owners goes to each of them', async () => {
    await say(world.sql, { key: 'h', to: 'owners', kind: 'payment_history', data: { count: 7 } })
    await startSender([11, 12])
    await eventually(() => expect(calls.map(({ chat }) => chat).toSorted((a, b) => a - b)).toEqual([11, 12]))
    expect(texts()[0]).toContain('7 charges')
  })
})

describe('what Telegram does not take', () => {
  test.each([
    [403, 'Forbidden: bot was blocked by the user'],
    [400, 'Bad Request: chat not found'],
  ])('for good (%i %s) is tried once, and an owner in whose name it is said hears of it', async (code, description) => {
    const id = await person()
    const owner = await person()
    answer = ({ chat }) => (chat === id ? { error_code: code, description } : undefined)
    await say(world.sql, {
      key: 'a',
      to: { telegramId: id },
      saidBy: owner,
      kind: 'support_answered',
      data: { text: 'да' },
    })
    await startSender()
    await eventuallyRows([
      { kind: 'support_answered', state: 'refused', attempts: 1 },
      { kind: 'not_told', state: 'sent', attempts: 1 },
    ])
    expect(calls.map(({ chat }) => chat)).toEqual([id, owner])
    expect(texts()[1]).toContain(`Написать человеку ${id} не получилось`)
  })

  test('now is tried again, after the pause that Telegram asks for', async () => {
    const id = await person()
    answer = () =>
      calls.length === 1
        ? { error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 500 } }
        : undefined
    await support(id, 'да')
    await startSender()
    await eventually(async () =>
      expect(
        await world.sql`select state, round(extract(epoch from not_before - now()) / 100)::integer as pause from outbox where error is not null`,
      ).toEqual([{ state: 'waiting', pause: 5 }]),
    )
    await world.sql`update outbox set not_before = now()`
    await eventuallyRows([{ kind: 'support_answered', state: 'sent', attempts: 2 }])
  })

  test('as far as we know, because its reply was lost, is sent once more', async () => {
    const id = await person()
    answer = () => {
      if (calls.length === 1) throw new HttpError('Network request failed', new Error('socket hang up'))
      return undefined
    }
    await support(id, 'да')
    await startSender()
    await eventuallyRows([{ kind: 'support_answered', state: 'sent', attempts: 2 }])
    expect(calls).toHaveLength(2)
  })

  test('for a day is given up', async () => {
    const id = await person()
    answer = () => ({ error_code: 502, description: 'Bad Gateway' })
    await support(id, 'да')
    await world.sql`update outbox set created_at = now() - interval '1 day'`
    await startSender()
    await eventuallyRows([{ kind: 'support_answered', state: 'given_up', attempts: 1 }])
    expect(calls).toHaveLength(1)
  })
})

test('a worker that has waited for its turn too long leaves the message to who has taken it meanwhile', async () => {
  const id = await person()
  const turn = Promise.withResolvers<void>()
  const waiting = Promise.withResolvers<void>()
  const slow = new Pacing({ perSecond: 1000 })
  slow.turn = () => (waiting.resolve(), turn.promise)
  await support(id, 'да')
  await startSender([], slow)
  await waiting.promise
  await world.sql`update outbox set not_before = now()`
  await startSender()
  await eventuallyRows([{ kind: 'support_answered', state: 'sent', attempts: 2 }])
  turn.resolve()
  await stopAll()
  expect(calls).toHaveLength(1)
})

test('a worker that dies between sending and noting it leaves the message to the next, which sends it once more', async () => {
  const id = await person()
  await support(id, 'да')
  // As after such a death: taken and sent, but not noted.
  await world.sql`update outbox set attempts = 1, not_before = now() - interval '1 second'`
  calls.push({ method: 'sendMessage', chat: id, text: 'да', replyTo: undefined })
  await startSender()
  await eventuallyRows([{ kind: 'support_answered', state: 'sent', attempts: 2 }])
  await stopAll()
  await startSender()
  await support(id, 'ещё')
  await eventually(() => expect(texts().at(-1)).toContain('ещё'))
  expect(calls).toHaveLength(3)
})

test('what a killed worker was sending goes on long before its lease ends; that of a living one, and what was put off, stays', async () => {
  const holds = async (worker: string | null, text: string) => {
    await support(await person(), text)
    await world.sql`
      update outbox set attempts = 1, not_before = now() + interval '1 hour', worker = ${worker} where key = ${text}`
  }
  const alive = new pg.Client({ connectionString: world.databaseUrl })
  await alive.connect()
  await alive.query(`select pg_advisory_lock(hashtextextended('session:alive:1', 0))`)
  await holds('session:alive:1', 'живой')
  await holds(null, 'отложено')
  await holds('session:gone:1', 'ушедший')
  await startSender()
  await eventually(async () =>
    expect(await world.sql`select key, attempts from outbox where state = 'sent'`).toEqual([
      { key: 'ушедший', attempts: 2 },
    ]),
  )
  await alive.end()
  await eventually(() => expect(texts().map((text) => text.split('\n').at(-1))).toEqual(['ушедший', 'живой']))
  // What was sent is noted a moment later.
  await eventually(async () =>
    expect(await world.sql`select key from outbox where state = 'waiting'`).toEqual([{ key: 'отложено' }]),
  )
})

test('a worker whose connections have ended is told from a killed one: it sends on by itself, once', async () => {
  const sending = Promise.withResolvers<void>()
  const arrives = Promise.withResolvers<undefined>()
  answer = () => (sending.resolve(), arrives.promise)
  await support(await person(), 'да')
  await startSender()
  await sending.promise
  const worker = async () => (await world.sql<{ worker: string }>`select worker from outbox`)[0]!.worker
  const before = await worker()
  expect(before).toMatch(/^session:.*:1$/)
  await startSender()
  await world.sql`
    select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid in (
      select pid from pg_stat_activity where application_name = 'pomogator-worker' and datname = current_database())`
  await eventually(async () => expect(await worker()).toMatch(/^session:.*:2$/))
  arrives.resolve(undefined)
  await eventuallyRows([{ kind: 'support_answered', state: 'sent', attempts: 1 }])
  expect(calls).toHaveLength(1)
})

test('what is said to a person is in their export and goes with their data', async () => {
  const id = await person()
  await support(id, 'тайна')
  const { data } = await world.api.exportData({ telegramId: id })
  expect(data['notices']).toMatchObject([{ kind: 'support_answered', data: { text: 'тайна' }, state: 'waiting' }])
  await world.api.deleteData({ telegramId: id })
  expect(await rows()).toEqual([])
})

test('what a person wrote to the owners is in their export and goes with their data, before and after it is for each owner', async () => {
  const id = await person()
  await world.api.openSupportRequest({ telegramId: id, updateId: id, text: 'тайна' })
  answer = () => ({ error_code: 502, description: 'Bad Gateway' })
  await startSender([11])
  await eventuallyRows([
    { kind: 'support_asked', state: 'sent', attempts: 1 },
    { kind: 'support_asked', state: 'waiting', attempts: 1 },
  ])
  const { data } = await world.api.exportData({ telegramId: id })
  expect(data['notices']).toMatchObject([
    { kind: 'support_asked', data: {} },
    { kind: 'support_asked', data: { text: 'тайна' } },
  ])
  await world.api.deleteData({ telegramId: id })
  expect(await rows()).toEqual([])
  await world.api.openSupportRequest({ telegramId: id, updateId: id + 1_000_000, text: 'и это' })
  await stopAll()
  await world.api.deleteData({ telegramId: id })
  expect(await rows()).toEqual([])
})
