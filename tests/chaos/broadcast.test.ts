import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createDraft, findBroadcast, sendBroadcast, steerBroadcast } from '#modules/broadcasts/broadcasts.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { eventually } from '#tests/world/eventually.ts'
import { randomFrom } from './random.ts'

/** `npm run test:broadcast` takes a hundred thousand people and twenty kills. */
const people = Number(process.env['PEOPLE'] ?? 2_000)
const kills = Number(process.env['BROADCAST_KILLS'] ?? 5)
const random = randomFrom(Number(process.env['SEED'] ?? 1))
const limitMs = 1_200_000

let own: Awaited<ReturnType<typeof createTestDatabase>>
let sender: ChildProcess
/** How often Telegram was asked to write to each chat. */
const asked = new Map<number, number>()
let calls = 0
const telegram = createServer((request, response) => {
  let body = ''
  request.on('data', (piece: Buffer) => (body += piece.toString()))
  request.on('end', () => {
    const { chat_id: chatId } = JSON.parse(body) as { chat_id: number }
    asked.set(chatId, (asked.get(chatId) ?? 0) + 1)
    calls += 1
    response.setHeader('content-type', 'application/json')
    const message = { message_id: calls, date: 0, chat: { id: chatId, type: 'private' }, text: 'x' }
    // As long as the way to Telegram, so that a kill finds some of them on it.
    setTimeout(() => response.end(JSON.stringify({ ok: true, result: message })), 10)
  })
})

beforeAll(async () => {
  own = await createTestDatabase()
  await once(telegram.listen(0, '127.0.0.1'), 'listening')
  await own.database.sql`
    insert into users (telegram_id, first_name, language, takes_news)
    select n, 'P', case when n % 3 = 0 then 'en' else 'ru' end, true from generate_series(1, ${people}::integer) n`
})
afterEach(async () => {
  await end()
  asked.clear()
})
afterAll(async () => {
  telegram.close()
  await own.drop()
})

function start(): void {
  sender = spawn(process.execPath, ['tests/chaos/broadcast-sender.ts'], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: own.url,
      BOT_TOKEN: `123456789:${'A'.repeat(35)}`,
      TELEGRAM_API_ROOT: `http://127.0.0.1:${(telegram.address() as AddressInfo).port}`,
      TELEGRAM_CALLS_PER_SECOND: '1000',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}

async function end(): Promise<void> {
  if (sender.exitCode !== null || sender.signalCode !== null) return
  const gone = once(sender, 'exit')
  sender.kill('SIGKILL')
  await gone
}

/** As if the time had passed after which nobody knows what has become of those whom a dead sender had taken. */
async function passLeases(): Promise<void> {
  await own.database
    .sql`update broadcast_recipients set leased_until = now() - interval '1 second' where state = 'sending'`
  await own.database.sql`update broadcasts set sender_until = now() - interval '1 second' where sender is not null`
}

async function begin(): Promise<number> {
  const { sql } = own.database
  const texts = [{ language: 'ru', text: '**Новости**', buttons: [] }]
  const id = await createDraft(sql, { title: 'x', texts, conditions: { news: 'agreed' }, quiet: null, by: 1 })
  await sendBroadcast(sql, { id, revision: 1, beginsAt: null })
  return id
}

const shown = async (id: number) => (await findBroadcast(own.database.sql, id))!
const ended = (id: number) =>
  eventually(async () => {
    const broadcast = await shown(id)
    expect(broadcast.state, JSON.stringify(broadcast.figures)).toBe('sent')
    return broadcast
  }, limitMs)

test(
  'a broadcast whose sender is killed again and again reaches nobody twice, and says of whom it does not know',
  { timeout: limitMs },
  async () => {
    start()
    const id = await begin()
    const first = calls
    for (const share of Array.from({ length: kills }, () => random()).toSorted((a, b) => a - b)) {
      await eventually(() => expect(calls - first).toBeGreaterThanOrEqual(Math.floor(share * people * 0.9)), limitMs)
      await end()
      await passLeases()
      start()
    }
    const { figures } = await ended(id)
    const twice = [...asked].filter(([, times]) => times > 1)
    expect(twice).toEqual([])
    expect(figures).toMatchObject({ waiting: 0, sending: 0, failed: 0, blocked: 0, skipped: 0 })
    expect(figures.sent + figures.unknown).toBe(people)
    // Whom Telegram was never asked for is unknown too, and no more of them than the batches that the kills have met.
    expect(asked.size).toBeGreaterThanOrEqual(figures.sent)
    expect(figures.unknown).toBeLessThanOrEqual(kills * 20)
    process.stdout.write(
      `${people} people, ${kills} kills: ${figures.sent} sent, ${figures.unknown} unknown, 0 twice\n`,
    )
  },
)

test('once a stop is answered nobody more is taken, by this sender or the next', { timeout: limitMs }, async () => {
  start()
  const id = await begin()
  const first = calls
  await eventually(() => expect(calls - first).toBeGreaterThan(people / 10))
  await steerBroadcast(own.database.sql, { id, act: 'stop' })
  const { figures: stopped } = await shown(id)
  expect(stopped.waiting).toBeGreaterThan(0)
  await end()
  await passLeases()
  expect(asked.size).toBeLessThanOrEqual(people - stopped.waiting)
  await own.database.sql`update users set takes_news = telegram_id = 1`
  start()
  await ended(await begin())
  expect((await shown(id)).figures.waiting).toBe(stopped.waiting)
})
