import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from './world/eventually.ts'
import { type Passage, startPassage } from './world/passage.ts'
import type { Person } from './world/person.ts'
import { settled } from './world/settled.ts'
import { statementReader } from './world/statements.ts'
import { createWorld, type World } from './world/world.ts'

/** What goes on whether or not anybody asks. */
const housekeeping = [
  /^select kind from unnest/, // looking around
  /owners as materialized/, // looking for processes that are gone
  /lanes\.owner is not null/, // leases
  /^update messages_log m set working_until/,
  /^select pg_backend_pid/,
  /from outbox/,
  /announced|watched/,
]
/** What shows that an answer grows, and may be left out. */
const progress = new Set(['sendChatAction', 'sendMessageDraft'])
const questions = 10

let world: World
let statements: string[] = []
/** Paths of the backend that were called. */
let requests: string[] = []
const ways: Record<'database' | 'telegram' | 'backend' | 'model', Passage> = {} as never
let person: Person

/** Everything goes through passages that count. */
beforeAll(async () => {
  world = await createWorld({ withoutBot: true })
  await world.stopBackend()
  const { environment } = world
  ways.database = await startPassage(environment['DATABASE_URL']!, () =>
    statementReader((text) => statements.push(text.trim())),
  )
  ways.telegram = await startPassage(world.sandbox.url)
  ways.model = await startPassage(environment['OPENAI_BASE_URL']!)
  environment['DATABASE_URL'] = ways.database.url
  environment['OPENAI_BASE_URL'] = ways.model.url
  const { url } = await world.startBackend()
  ways.backend = await startPassage(url, () => (bytes) => {
    for (const [, path] of bytes.toString('latin1').matchAll(/^(?:GET|POST|PATCH) (\S+) HTTP\/1\.1$/gm))
      requests.push(path!)
  })
  await world.startBot({ TELEGRAM_API_ROOT: ways.telegram.url, BACKEND_URL: ways.backend.url })
  person = await world.person()
  await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
  await world.api.updateCredits({ telegramId: person.id, delta: 1_000, reason: 'test', idempotencyKey: 'start' })
})
afterAll(async () => {
  await world.end()
  for (const way of Object.values(ways)) await way.cut()
})

interface Work {
  statements: string[]
  requests: string[]
  calls: string[]
  connections: number
}

/** Some questions, one after the other, and the work of each of them. */
async function askSome(): Promise<Work[]> {
  const work: Work[] = []
  for (let n = 1; n <= questions; n += 1) {
    statements = []
    requests = []
    const since = (await journal()).length
    const connections = connected()
    await person.say(`${n} + 1`)
    await person.hears(`${n} + 1 = ${n + 1}`)
    await settled(world)
    await eventually(async () =>
      expect(await world.sql`select 1 from messages_log where delivered_at is null`).toEqual([]),
    )
    work.push({
      statements: statements.filter((text) => !housekeeping.some((known) => known.test(text))),
      requests,
      calls: (await journal())
        .slice(since)
        .map(({ method }) => method)
        .filter((method) => !method.startsWith('get') && !progress.has(method)),
      connections: connected() - connections,
    })
  }
  return work
}

const journal = async () => (await world.sandbox.control('GET', '/journal')) as { method: string }[]
const connected = () => Object.values(ways).reduce((sum, way) => sum + way.connections(), 0)
/** Chance adds work, such as a second look at an inbox that is empty again, and never takes any away. */
const least = <Kind extends 'statements' | 'requests' | 'calls'>(work: Work[], kind: Kind) =>
  work.map((one) => one[kind]).toSorted((a, b) => a.length - b.length)[0]!

test('an answer costs seven statements, each by itself, two requests to the backend, two calls of Telegram beside its progress and no new connection', async () => {
  const work = (await askSome()).slice(1)
  const own = least(work, 'statements')
  expect(own.length, own.join('\n---\n')).toBe(7)
  expect(own).not.toContain('begin')
  expect(least(work, 'requests')).toEqual(['/process_message', '/report_delivery'])
  // The last one takes the buttons from under the answer before.
  expect(least(work, 'calls')).toEqual(['sendMessage', 'editMessageReplyMarkup'])
  expect(Math.min(...work.map(({ connections }) => connections))).toBe(0)
})

/** PostgreSQL parses and plans each of them for each statement that writes to its table. */
test('the rows that an answer writes have eight checks between them', async () => {
  const checks = await world.sql<{ name: string }>`
    select conname as name from pg_constraint
    where contype = 'c' and conrelid in ('messages_log'::regclass, 'credit_entries'::regclass, 'costs'::regclass)
    order by conname`
  expect(checks.map(({ name }) => name)).toEqual([
    'costs_amounts',
    'costs_whole',
    'credit_entries_amounts',
    'credit_entries_cause',
    'credit_entries_words',
    'messages_log_amounts',
    'messages_log_whole',
    'messages_log_words',
  ])
})
