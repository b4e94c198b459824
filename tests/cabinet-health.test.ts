import { Api, HttpError } from 'grammy'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { say } from '#modules/notifications/outbox.ts'
import { Sender } from '#modules/notifications/tasks/sender.ts'
import { showAtWork } from '#platform/database/at-work.ts'
import { connect } from '#platform/database/connect.ts'
import type { Database } from '#platform/database/sql.ts'
import { lastMigration } from '#platform/database/schema.ts'
import { createLog } from '#platform/runtime/log.ts'
import { version } from '#platform/runtime/version.ts'
import { Pacing } from '#platform/telegram/pacing.ts'
import { readConfig } from '#programs/worker/config.ts'
import { startWorker } from '#programs/worker/main.ts'
import { because, type Browser, cabinetUrl, signIn } from './world/cabinet.ts'
import { eventually } from './world/eventually.ts'
import { createWorld, type World } from './world/world.ts'

const ownerId = 7_830_001
const personId = 7_830_002
const log = createLog('tests', { level: 'silent' })
let world: World
let database: Database
let browser: Browser
beforeAll(async () => {
  world = await createWorld({ withoutBot: true, ADMIN_IDS: String(ownerId), CABINET_URL: cabinetUrl })
  database = connect({ url: world.environment['DATABASE_URL']!, applicationName: 'pomogator-worker' })
  for (const telegramId of [ownerId, personId])
    await world.api.register({ telegramId, firstName: 'Ann', languageCode: 'en' })
  browser = await signIn(world, ownerId)
})
afterEach(() => world.sql`delete from outbox`)
afterAll(async () => {
  await database.close()
  await world.end()
})

/** On the wire the names are in snake_case. */
type Line = { id: number; name: string; kind: string; may_retry: boolean; state: string; error: string | null }
const health = async (part: keyof BrowserReply<'health'>) =>
  (await browser.call('health')).body[part as never] as unknown as Line[]

/** Says something that is a day old while Telegram answers so, until that is noted. */
async function giveUp(fault: () => Error | { error_code: number; description: string }): Promise<number> {
  const data = { text: 'words to a person' }
  await say(world.sql, { key: `test:${Math.random()}`, to: { telegramId: personId }, kind: 'owner_wrote', data })
  await world.sql`update outbox set created_at = now() - interval '1 day' where state = 'waiting'`
  const { sender } = await startSender(fault)
  const noted = () => world.sql<{ id: number }>`select id from outbox where state <> 'waiting' order by id desc`
  await eventually(async () => expect(await noted()).toHaveLength(1))
  await sender.stop()
  return (await noted())[0]!.id
}

async function startSender(fault?: () => Error | { error_code: number; description: string }) {
  const sent: unknown[] = []
  const telegram = new Api('1:a')
  telegram.config.use(async (_call, _method, payload) => {
    const refused = fault?.()
    if (refused instanceof Error) throw refused
    if (refused) return { ok: false, ...refused } as never
    sent.push((payload as { text: string }).text)
    return { ok: true, result: { message_id: 1 } as never }
  })
  return {
    sent,
    sender: await new Sender({ database, telegram, pacing: new Pacing({ perSecond: 1000 }), log }).start(),
  }
}

test('what was given up in an outage is listed without its words and sent once more, once for each key', async () => {
  const id = await giveUp(() => ({ error_code: 502, description: 'Bad Gateway' }))
  const unsent = await health('unsent')
  expect(unsent).toMatchObject([
    { id, kind: 'owner_wrote', state: 'given_up', telegram_id: personId, first_name: 'Ann', may_retry: true },
  ])
  expect(unsent[0]!.error).toContain('Bad Gateway')
  expect(JSON.stringify(unsent)).not.toContain('words to a person')
  const retry = { id, ...because('Telegram is back') }
  for (const _ of [1, 2]) expect((await browser.call('retryNotice', retry)).status).toBe(200)
  const { sent, sender } = await startSender()
  await eventually(async () => expect(await health('unsent')).toEqual([]))
  expect((await browser.call('retryNotice', retry)).status, 'the same again answers the same').toBe(200)
  await sender.stop()
  expect(sent).toHaveLength(1)
  expect(sent[0]).toContain('words to a person')
  expect((await browser.call('retryNotice', { id, ...because() })).body.error?.code).toBe('notice_not_found')
  const audit = await world.sql`select actor_id, subject_id, reason from audit_log where action = 'notice_retry'`
  expect(audit).toEqual([{ actorId: ownerId, subjectId: personId, reason: 'Telegram is back' }])
})

test.for([
  ['may have arrived', () => new HttpError('lost', new Error('socket hang up'))],
  ['was refused', () => ({ error_code: 403, description: 'Forbidden: bot was blocked by the user' })],
] as const)('what %s is listed and never sent again, and its words are not kept', async ([, fault]) => {
  const id = await giveUp(fault)
  expect(await health('unsent')).toMatchObject([{ id, may_retry: false }])
  expect((await browser.call('retryNotice', { id, ...because() })).body.error?.code).toBe('notice_not_found')
  expect(await world.sql`select data from outbox where id = ${id}`).toEqual([{ data: {} }])
})

test('what a sender has died over counts as what may have arrived', async () => {
  await say(world.sql, { key: 'dead', to: { telegramId: personId }, kind: 'owner_wrote', data: { text: 'x' } })
  await world.sql`update outbox set worker = 'another', attempts = 1, created_at = now() - interval '1 day'`
  const { sender } = await startSender(() => ({ error_code: 502, description: 'Bad Gateway' }))
  await eventually(async () => expect(await health('unsent')).toMatchObject([{ state: 'given_up', may_retry: false }]))
  await sender.stop()
})

test('the programs at work are shown with version and migration until they stop', async () => {
  const migration = await lastMigration(world.sql)
  const backend = { program: 'backend', version, migration }
  await eventually(async () => expect(await health('programs')).toMatchObject([backend]))
  const bot = await showAtWork(world.sql, 'bot')
  await eventually(async () =>
    expect(await health('programs')).toMatchObject([backend, { program: 'bot', version, migration }]),
  )
  await bot.stop()
  expect(await health('programs')).toMatchObject([backend])
  await world.sql`update programs_at_work set seen_at = now() - interval '101 seconds'`
  expect(await health('programs'), 'one that was killed').toEqual([])
})

test('a task of the worker is run by hand, and shown with its last run', async () => {
  expect((await browser.call('runJob', { name: 'count-month', ...because() })).body.error?.code).toBe('job_not_found')
  const worker = await startWorker(readConfig(world.environment), log)
  const job = async () => (await health('jobs')).find(({ name }) => name === 'delete-budgets')
  expect(await job()).toMatchObject({ state: null, last_at: null, duration_ms: null, failures: 0 })
  const run = { name: 'delete-budgets', ...because('a look') }
  for (const _ of [1, 2]) expect((await browser.call('runJob', run)).status).toBe(200)
  await eventually(async () => expect(await job()).toMatchObject({ state: 'completed', failures: 0, error: null }))
  expect(await job()).toMatchObject({ duration_ms: expect.any(Number), last_at: expect.any(String) })
  await worker.stop()
  const [runs] = await world.sql`select count(*) from pgboss.job where name = 'delete-budgets'`
  expect(runs).toEqual({ count: 1 })
  await world.sql`update pgboss.job set state = 'failed', output = '{"message":"no room"}' where name = 'delete-budgets'`
  expect(await job()).toMatchObject({ state: 'failed', failures: 1, error: 'no room' })
  const audit = await world.sql`select subject, reason from audit_log where action = 'job_run'`
  expect(audit).toEqual([{ subject: 'delete-budgets', reason: 'a look' }])
})
