import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig as readWorkerConfig } from '#programs/worker/config.ts'
import { startWorker } from '#programs/worker/main.ts'
import { createLog } from '#platform/runtime/log.ts'
import { eventually } from './world/eventually.ts'
import { createWorld, type World } from './world/world.ts'
import { freePort } from '#platform/runtime/ports.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ withoutBot: true })
})
afterAll(() => world.end())

async function figures(): Promise<Map<string, number>> {
  const text = await (await fetch(`${world.backend().url}/metrics`)).text()
  const lines = text.split('\n').filter((line) => line && !line.startsWith('#'))
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )
}

test('the backend tells what the owner is woken for', async () => {
  const quiet = await figures()
  expect(quiet.get('pomogator_database_up')).toBe(1)
  expect(quiet.get('pomogator_database_bytes')).toBeGreaterThan(1_000_000)
  expect(quiet.get('pomogator_hold_silent_seconds')).toBe(0)
  expect(quiet.get('pomogator_payment_wait_seconds')).toBe(0)
  expect(quiet.get('pomogator_stars_paid_day')).toBe(0)
  expect(quiet.get('pomogator_database_connections')).toBeGreaterThan(0)
  expect(quiet.get('pomogator_database_connections_most')).toBeGreaterThan(10)
  for (const name of ['backed_up', 'reconciled', 'backup_copied'])
    expect(quiet.has(`pomogator_${name}_seconds_ago`), 'nothing is said of what has not happened').toBe(false)

  const { sql } = world
  await sql`insert into users (telegram_id, first_name, language) values (1, 'Ann', 'en')`
  await sql`insert into conversations (user_id, chat_id) values (1, 1)`
  await sql`insert into messages_log (user_id, update_id, chat_id, message_id, conversation_id, model, purse, price, status, working_until)
    select 1, 1, 1, 1, id, 'standard', 'subscription', 0, 'pending', now() - interval '5 minutes' from conversations`
  await sql`insert into inbox (update_id, lane, payload, accepted_at)
    values (2, 'chat:1', '{"message": {"successful_payment": {}}}', now() - interval '3 minutes'),
      (3, 'chat:2', '{"message": {"text": "hello"}}', now() - interval '1 hour')`
  await sql`insert into transactions (user_id, kind, status, invoice_payload, currency, amount, telegram_payment_charge_id)
    values (1, 'unmatched', 'paid', 'x', 'XTR', 5, 'c1'), (1, 'order', 'refunding', 'y', 'XTR', 5, 'c2')`
  await sql`insert into support_requests (user_id, update_id, text) values (1, 1, 'Where is my money?')`
  await sql`insert into events (level, kind, at) values ('info', 'backup_made', now() - interval '2 hours'), ('error', 'payment_difference', now())`
  await sql`insert into events (level, kind, data)
    values ('info', 'backup_copied', jsonb_build_object('at', now() - interval '3 hours'))`
  await sql`insert into transactions (user_id, kind, status, invoice_payload, currency, amount, telegram_payment_charge_id, paid_at, refunded_at)
    values (1, 'order', 'paid', 'z3', 'XTR', 100, 'c3', now() - interval '2 hours', null),
      (1, 'order', 'refunded', 'z4', 'XTR', 30, 'c4', now() - interval '3 days', now() - interval '1 hour'),
      (1, 'order', 'paid', 'z5', 'RUB', 9900, 'c5', now(), null)`
  await sql`update reconciliation set at = now() - interval '30 minutes'`

  const busy = await figures()
  const about = (name: string) => Math.round(busy.get(`pomogator_${name}`)! / 60)
  expect(about('hold_silent_seconds')).toBe(5)
  expect(about('payment_wait_seconds'), 'payments only').toBe(3)
  expect(about('backed_up_seconds_ago')).toBe(120)
  expect(about('reconciled_seconds_ago')).toBe(30)
  expect(about('backup_copied_seconds_ago')).toBe(180)
  expect(busy.get('pomogator_stars_paid_day'), 'Stars only, of this day only').toBe(100)
  expect(busy.get('pomogator_stars_refunded_day')).toBe(30)
  for (const name of ['payments_unmatched', 'payments_refunding', 'support_requests_open', 'payment_differences_day'])
    expect([name, busy.get(`pomogator_${name}`)]).toEqual([name, 1])
  await sql`delete from inbox`
  await sql`delete from messages_log`
})

test('bot and worker tell whether they live, can work, and what they have done', async () => {
  const [botPort, workerPort] = [String(await freePort()), String(await freePort())]
  const ask = async (port: string, page: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${page}`)
    return { status: response.status, text: await response.text() }
  }
  await world.sandbox.control('POST', '/trouble/telegram', { method: 'getMe', kind: 'flood', times: 1, retryAfter: 2 })
  const starting = world.startBot({ HEALTH_PORT: botPort })
  await eventually(async () => expect(await ask(botPort, '/ready')).toMatchObject({ status: 503 }))
  expect(await ask(botPort, '/health')).toMatchObject({ status: 200 })
  await starting
  const worker = await startWorker(
    readWorkerConfig({ ...world.environment, HEALTH_PORT: workerPort }),
    createLog('worker', { level: 'silent' }),
  )
  for (const port of [botPort, workerPort]) {
    expect(await ask(port, '/health')).toMatchObject({ status: 200 })
    await eventually(async () => expect(await ask(port, '/ready')).toMatchObject({ status: 200 }))
    expect(await ask(port, '/other')).toMatchObject({ status: 404 })
    expect((await ask(port, '/metrics')).text).toContain('process_cpu_seconds_total')
  }
  const person = await world.person()
  await person.say('/start')
  await person.hears('Попробуйте бесплатно')
  await world.sandbox.control('POST', '/trouble/telegram', {
    method: 'sendMessage',
    kind: 'flood',
    times: 1,
    retryAfter: 1,
  })
  await person.say('/help')
  await eventually(async () =>
    expect((await ask(botPort, '/metrics')).text).toMatch(
      /pomogator_telegram_calls_total\{method="sendMessage",result="429"\} 1/,
    ),
  )
  expect((await ask(botPort, '/metrics')).text).toContain('pomogator_lanes_at_work{kind="message"}')

  await world.sql`alter table lanes rename to lanes_away`
  expect(await ask(botPort, '/ready'), 'what it needs is not there').toMatchObject({ status: 503 })
  expect(await ask(botPort, '/health')).toMatchObject({ status: 200 })
  await world.sql`alter table lanes_away rename to lanes`
  await worker.stop()
  await expect(ask(workerPort, '/health')).rejects.toThrow('fetch failed')
})

test('the former secrets are taken as long as they are named', async () => {
  const call = async (token: string, secret: string) => {
    const { url } = world.backend()
    const api = await fetch(`${url}/user_profile?telegram_id=999`, { headers: { authorization: `Bearer ${token}` } })
    const door = await fetch(`${url}/telegram/webhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
      body: '{}',
    })
    return [api.status, door.status]
  }
  const old = ['the-former-token-of-all', 'the-former-secret-of-all'] as const
  expect(await call(...old)).toEqual([401, 401])
  await world.stopBackend()
  Object.assign(world.environment, { BACKEND_TOKEN_OLD: old[0], WEBHOOK_SECRET_OLD: old[1] })
  await world.startBackend()
  expect(await call(...old), 'known: the person is not, and the update is none').toEqual([404, 400])
  const { BACKEND_TOKEN = '', WEBHOOK_SECRET = '' } = world.environment
  expect(await call(BACKEND_TOKEN, WEBHOOK_SECRET)).toEqual([404, 400])
  expect(await call('wrong-wrong-wrong-wrong', '')).toEqual([401, 401])
})
