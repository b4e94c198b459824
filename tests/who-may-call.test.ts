import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from '#modules/modules.ts'
import type { Endpoint } from '#platform/http/endpoint.ts'
import { backendToken, createWorld, type World } from './world/world.ts'

const ownerId = 7_900_001
const personId = 7_900_002
const otherId = 7_900_003
let world: World
beforeAll(async () => {
  world = await createWorld({ withoutBot: true, ADMIN_IDS: String(ownerId) })
})
afterAll(() => world.end())

/** A value of each field; what is missing here and required fails the test that walks the endpoints. */
const values: Record<string, unknown> = {
  telegram_id: personId,
  chat_id: personId,
  from_chat_id: -5_000_001,
  to_chat_id: -5_000_002,
  message_id: 1,
  message_ids: [],
  from_page: 1,
  to_page: 2,
  update_id: 1,
  question_id: 1,
  voice_id: 1,
  image_id: 1,
  wish_id: 1,
  assistant: 'translator',
  schedule_id: 1,
  run_id: 1,
  said: 'test',
  question: 'test',
  shown_credits: 1,
  why: 'no_access',
  fact_id: 1,
  prompt: 'a cat',
  shown: { purse: 'credits', price: 1 },
  refused: 'test',
  conversation_id: 1,
  id: 1,
  number: 1,
  by: ownerId,
  delta: 1,
  reason: 'test',
  idempotency_key: 'a key',
  kind: 'bot_exception',
  of: 'grant',
  message: 'test',
  text: 'test',
  title: 'test',
  name: 'test',
  channel: '@nothing',
  link: null,
  first_name: 'Ann',
  username: 'somebody',
  product: 'nothing',
  invoice_payload: 'nothing',
  currency: 'XTR',
  amount: 1,
  telegram_payment_charge_id: 'nothing',
  charge_id: 'nothing',
  state: 'canceled',
  complete: false,
  ended: false,
  blocked: false,
  token: 'a-token-of-nothing',
  lane: 'nothing',
  fence: 1,
  attempts: 1,
  error: 'test',
  release: true,
  hour: 9,
  time_zone: 'UTC',
  broadcast_id: 1,
  subject: 'news',
  given: false,
  reachable: false,
  version: '0123456789ab',
  how: 'start',
  code: 'NOTHING',
  gives: { of: 'credits', amount: 1 },
}

async function call({ method, path, body, query }: Endpoint, headers: Record<string, string>) {
  const fields = Object.keys((body ?? query)?.shape ?? {}).filter((name) => name in values)
  const given = Object.fromEntries(fields.map((name) => [name, values[name]]))
  const search = new URLSearchParams(
    Object.entries(given).map(([name, value]): [string, string] => [name, String(value)]),
  )
  const response = await fetch(world.backend().url + path + (method === 'GET' ? `?${search.toString()}` : ''), {
    method,
    headers: { ...headers, ...(method === 'GET' ? {} : { 'content-type': 'application/json' }) },
    ...(method === 'GET' ? {} : { body: JSON.stringify(given) }),
  })
  const reply = (await response.json()) as { error?: { code: string } }
  return reply.error?.code
}

const authorization = `Bearer ${backendToken}`
const actors = {
  program: { authorization },
  self: { authorization, 'x-actor': `person:${personId}` },
  another: { authorization, 'x-actor': `person:${otherId}` },
  owner: { authorization, 'x-actor': `person:${ownerId}` },
}

describe('who may call the API', () => {
  test.each(Object.values<Endpoint>(endpoints))('is as the contract of $name says', async (endpoint) => {
    const { allow } = endpoint
    expect(allow.length).toBeGreaterThan(0)
    const isAboutSomebody = 'telegram_id' in ((endpoint.body ?? endpoint.query)?.shape ?? {})
    if (allow.includes('self')) expect(isAboutSomebody).toBe(true)
    const expected = {
      program: allow.includes('program'),
      self: allow.includes('self'),
      another: false,
      // An owner has every permission.
      owner: allow.includes('owner') || allow.some((caller) => caller.startsWith('may:')),
    }
    for (const who of ['program', 'self', 'another', 'owner'] as const) {
      const code = await call(endpoint, actors[who])
      expect(code, `${who} gives what the endpoint takes`).not.toBe('bad_request')
      expect(code !== 'forbidden', who).toBe(expected[who])
    }
    for (const headers of [{}, { authorization: 'Bearer wrong' }, { 'x-actor': `person:${ownerId}` }])
      expect(await call(endpoint, headers as Record<string, string>)).toBe('unauthorized')
  })

  test('is written in docs/api.md for every endpoint', () => {
    const page = readFileSync('docs/api.md', 'utf8')
    for (const { method, path, allow } of Object.values<Endpoint>(endpoints))
      expect(page).toMatch(new RegExp(`\\| \`${method} ${path}\` \\| .* \\| ${allow.join(', ')} \\|`))
  })

  test('is not decided by a header that names nobody', async () => {
    for (const actor of ['', 'owner', 'person:', 'person:0', 'person:-1', 'person:1e3', 'person:9999999999999999'])
      expect(await call(endpoints.stats, { authorization, 'x-actor': actor }), actor).toBe('bad_request')
  })

  describe('and who did it', () => {
    const send = async (path: string, body: object, headers: Record<string, string>) => {
      const response = await fetch(world.backend().url + path, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return (await response.json()) as {
        id?: number
        error?: { code: string; message: string; details?: { reason?: string } }
      }
    }

    test('is the person who acts, in every endpoint that keeps it', async () => {
      const keeps = Object.values<Endpoint>(endpoints).filter(({ body }) => body && 'by' in body.shape)
      expect(keeps.map(({ name }) => name).toSorted()).toEqual([
        'answerSupportRequest',
        'blockUser',
        'endPromo',
        'makePromo',
        'refundPayment',
        'updateCredits',
      ])
      for (const endpoint of keeps) {
        const fields = Object.keys(endpoint.body!.shape).filter((name) => name in values)
        const body = Object.fromEntries(fields.map((name) => [name, values[name]]))
        const { error } = await send(endpoint.path, { ...body, by: otherId }, actors.owner)
        expect(error, endpoint.name).toMatchObject({
          code: 'bad_request',
          details: { reason: '`by` must be absent or the person named in X-Actor' },
        })
      }
    })

    test('is stored as the actor, given or not; a program may name somebody or nobody', async () => {
      await send('/register', { telegram_id: otherId, first_name: 'Ann', language: 'en' }, actors.program)
      const block = (reason: string, by: { by?: number | null }, headers: Record<string, string>) =>
        send('/block_user', { telegram_id: otherId, blocked: false, reason, ...by }, headers)
      await block('1', {}, actors.owner)
      await block('2', { by: null }, actors.owner)
      await block('3', { by: ownerId }, actors.owner)
      await block('4', { by: personId }, actors.program)
      await block('5', {}, actors.program)
      expect(
        await world.sql`select data->>'reason' as reason, (data->>'by')::bigint as by from events
          where kind = 'user_unblocked' and user_id = ${otherId} order by id`,
      ).toEqual([
        { reason: '1', by: ownerId },
        { reason: '2', by: ownerId },
        { reason: '3', by: ownerId },
        { reason: '4', by: personId },
        { reason: '5', by: null },
      ])
      const request = await send('/support_request', { telegram_id: otherId, update_id: 77, text: '?' }, actors.program)
      await send('/answer_support_request', { id: request.id, text: '!' }, actors.owner)
      expect(
        await world.sql`select answered_by from support_requests where id = ${request.id!}`.then(([row]) => row),
      ).toEqual({ answeredBy: ownerId })
    })

    test('stands in the audit log when a person acts, once for each change; what a program does by itself does not', async () => {
      const telegram_id = 7_900_004
      await send('/register', { telegram_id, first_name: 'Ann', language: 'en' }, actors.program)
      await world.sql`
        insert into transactions (user_id, kind, status, product, invoice_payload, currency, amount, credits_granted,
          telegram_payment_charge_id, paid_at)
        values (${telegram_id}, 'order', 'paid', 'pack-50', 'paid-7900004', 'XTR', 100, 0, 'charge-7900004', now())`
      const { id } = await send('/support_request', { telegram_id, update_id: 78, text: '?' }, actors.program)
      const reason = 'for patience'
      const acts: [string, object][] = [
        ['/update_credits', { telegram_id, delta: 5, reason, idempotency_key: 'once' }],
        ['/block_user', { telegram_id, blocked: true, reason }],
        ['/refund_payment', { telegram_payment_charge_id: 'charge-7900004', reason }],
        ['/answer_support_request', { id, text: 'in the menu' }],
      ]
      for (const [path, body] of acts)
        for (const _ of [1, 2]) expect((await send(path, body, actors.owner)).error, path).toBeUndefined()
      await send('/update_credits', { telegram_id, delta: 5, reason, idempotency_key: 'twice' }, actors.program)
      const record = await world.sql`
        select actor_id, role, action, reason, before, after from audit_log where subject_id = ${telegram_id} order by id`
      const by = { actorId: ownerId, role: 'owner', reason }
      expect(record).toEqual([
        { ...by, action: 'grant', before: { credits: 0 }, after: { credits: 5 } },
        { ...by, action: 'block', before: { blocked: false }, after: { blocked: true } },
        {
          ...by,
          action: 'refund',
          before: { status: 'paid', amount: 100, currency: 'XTR' },
          after: { status: 'refunding', lossCredits: 0 },
        },
        { ...by, action: 'answer', reason: 'by the API', before: {}, after: { answered: true, letters: 11 } },
      ])
    })

    test('never blocks an owner, whoever asks', async () => {
      await send('/register', { telegram_id: ownerId, first_name: 'Olga', language: 'en' }, actors.program)
      for (const actor of [actors.owner, actors.program])
        expect(await send('/block_user', { telegram_id: ownerId, blocked: true, reason: 'test' }, actor)).toMatchObject(
          { error: { code: 'owner_not_blocked' } },
        )
      expect(await world.sql`select blocked_at from users where telegram_id = ${ownerId}`).toEqual([
        { blockedAt: null },
      ])
    })
  })

  test('follows ADMIN_IDS at every start, and keeps what a person has granted', async () => {
    await world.sql`insert into roles (telegram_id, role, granted_by) values (${otherId}, 'owner', ${ownerId})`
    await world.stopBackend()
    world.environment['ADMIN_IDS'] = String(personId)
    await world.startBackend()
    const may = async (who: 'self' | 'another' | 'owner') => (await call(endpoints.stats, actors[who])) !== 'forbidden'
    expect([await may('owner'), await may('self'), await may('another')]).toEqual([false, true, true])
  })
})
