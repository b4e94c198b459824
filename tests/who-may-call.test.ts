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
  update_id: 1,
  question_id: 1,
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
  blocked: false,
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
      owner: allow.includes('owner'),
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

  test('follows ADMIN_IDS at every start, and keeps what a person has granted', async () => {
    await world.sql`insert into roles (telegram_id, role, granted_by) values (${otherId}, 'owner', ${ownerId})`
    await world.stopBackend()
    world.environment['ADMIN_IDS'] = String(personId)
    await world.startBackend()
    const may = async (who: 'self' | 'another' | 'owner') => (await call(endpoints.stats, actors[who])) !== 'forbidden'
    expect([await may('owner'), await may('self'), await may('another')]).toEqual([false, true, true])
  })
})
