import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { createClient } from '#bot-kit/backend-client.ts'
import { connect } from '#platform/database/connect.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { accept } from '#platform/inbox/accept.ts'
import { startConsumer } from '#platform/inbox/consumer.ts'
import { giveUpUnsettled } from '#platform/inbox/give-up.ts'
import { laneOf } from '#platform/inbox/lane.ts'
import { stats } from '#platform/inbox/stats.ts'
import { createLog } from '#platform/runtime/log.ts'
import { eventually } from '#tests/world/eventually.ts'
import type { Person } from '#tests/world/person.ts'
import { backendToken, createWorld, type World } from '#tests/world/world.ts'

test('one person’s flood holds up nobody else: another is answered while the flood still waits', async () => {
  const world = await createWorld({ modelTokenDelayMs: 20 })
  try {
    const [flooding, other] = [await customer(world), await customer(world)]
    for (let n = 1; n <= 25; n += 1) await flooding.say(`${n} + 60`)
    await other.say('1 + 70')
    await other.hears('1 + 70 = 71')
    const [lane] = await world.sql<{ waiting: number }>`
      select waiting from lanes where lane = ${`chat:${flooding.id}`}`
    expect(lane!.waiting, 'the flood still waits').toBeGreaterThan(5)
    expect((await flooding.heard()).some((text) => text.includes('25 + 60 ='))).toBe(false)
  } finally {
    await world.end()
  }
})

test('thousands of updates that have waited are handled once and in order per chat', async () => {
  const waiting = await createTestDatabase()
  const { url, database } = waiting
  const chats = 100
  const each = 40
  const updates = Array.from({ length: chats * each }, (_, n) => ({
    update_id: n + 1,
    message: { message_id: n + 1, chat: { id: (n % chats) + 1 }, text: 'x' },
  }))
  for (let at = 0; at < updates.length; at += 500)
    await accept(
      database.sql,
      updates.slice(at, at + 500).flatMap((update) => laneOf(update) ?? []),
    )
  expect((await stats(database.sql)).waiting).toBe(chats * each)

  const handled = new Map<number, number[]>()
  const own = connect({ url, applicationName: 'overload' })
  const consumer = await startConsumer({
    database: own,
    owner: 'overload',
    log: createLog('overload', { level: 'silent' }),
    giveUp: (_update, _error, given) => giveUpUnsettled(own.sql, given),
    async handle(update) {
      const chat = (update['message'] as { chat: { id: number } }).chat.id
      handled.set(chat, [...(handled.get(chat) ?? []), update.update_id])
    },
  })
  await eventually(async () => expect((await stats(database.sql)).waiting).toBe(0))
  await consumer.stop({ timeoutMs: 1_000 })
  await own.close()
  await waiting.drop()
  expect(handled.size).toBe(chats)
  for (const [chat, ids] of handled) expect(ids).toEqual(Array.from({ length: each }, (_, n) => chat + n * chats))
})

test('five hundred answers that are written and listened to at once take a bounded amount of memory', async () => {
  const people = 500
  /** For everything of this test in one process: backend, listeners and the sandbox with its model. */
  const mostGrowth = 400 * 1024 * 1024
  const world = await createWorld({ modelTokenDelayMs: 1_000, withoutBot: true })
  const over = new AbortController()
  const listening: Promise<unknown>[] = []
  // A machine that is busy with something else may take its time for so many.
  const api = createClient({ baseUrl: world.backend().url, token: backendToken, silenceMs: 120_000 })
  const accepted = new Set<number>()
  try {
    await world.sql`
        insert into users (telegram_id, first_name, language) select n, 'Ann', 'en' from generate_series(1, ${people}::integer) as n`
    await world.sql`insert into trials (user_id, granted) select telegram_id, 1 from users`
    const before = heapInUse()
    for (let id = 1; id <= people; id += 1) listening.push(listen(id).catch(() => undefined))
    // Figures are asked for when all have begun: to collect them takes as long as some questions.
    await eventually(() => expect(accepted.size).toBe(people))
    const metrics = async () => (await fetch(`${world.backend().url}/metrics`)).text()
    await eventually(async () => expect(await metrics()).toContain(`pomogator_answers_running ${people}\n`))
    const growth = heapInUse() - before
    process.stdout.write(`500 answers: the heap grew by ${Math.round(growth / 1024 / 1024)} MB\n`)
    expect(growth).toBeLessThan(mostGrowth)
    await eventually(async () => expect((await fetch(`${world.backend().url}/ready`)).status).toBe(200))
  } finally {
    over.abort()
    await Promise.all(listening)
    await world.end()
  }

  async function listen(id: number) {
    const question = { telegramId: id, chatId: id, messageId: 1, updateId: id, text: 'long answer' }
    let text = ''
    for await (const event of api.streamAnswer(question, { signal: over.signal })) {
      if (event.type === 'accepted') accepted.add(id)
      if (event.type === 'delta') text += event.text
    }
    return text
  }
})

/** After a garbage collection: how much garbage there is depends on how busy the machine is. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed
}

async function customer(world: World): Promise<Person> {
  const person = await world.person()
  await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
  await world.api.updateCredits({ telegramId: person.id, delta: 50, reason: 'test', idempotencyKey: 'start' })
  return person
}
