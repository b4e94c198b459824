import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { backendToken, createWorld, type World } from './world/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ withoutBot: true })
})
afterAll(() => world.end())

interface Schema {
  type?: string | string[]
  minimum?: number
  maximum?: number
  enum?: unknown[]
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
}
interface Operation {
  parameters?: { name: string; in: string; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}

async function operations(): Promise<{ method: string; path: string; operation: Operation }[]> {
  const response = await fetch(`${world.backend().url}/openapi.json`)
  const { paths } = (await response.json()) as { paths: Record<string, Record<string, Operation>> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  )
}

interface Place {
  name: string
  number: Schema
  /** The input with this value there. */
  inputWith: (value: unknown) => unknown
}

/** Every number in what an endpoint takes, with a way to put a value there. */
function numbersIn(schema: Schema, name = '', wrap: (value: unknown) => unknown = (value) => value): Place[] {
  if (schema.type === 'integer' || schema.type === 'number') return [{ name, number: schema, inputWith: wrap }]
  const inside = (schema.anyOf ?? []).flatMap((one) => numbersIn(one, name, wrap))
  if (schema.items) inside.push(...numbersIn(schema.items, `${name}[]`, (value) => wrap([value])))
  for (const [key, property] of Object.entries(schema.properties ?? {}))
    inside.push(...numbersIn(property, `${name}.${key}`, (value) => wrap({ [key]: value })))
  return inside
}

describe('every number that the API takes', () => {
  test('is described as an integer with its least and greatest value, in bodies and in queries', async () => {
    let found = 0
    for (const { path, operation } of await operations()) {
      const bodies = Object.values(operation.requestBody?.content ?? {}).flatMap(({ schema }) => numbersIn(schema))
      const queries = (operation.parameters ?? []).flatMap(({ name, schema }) => numbersIn(schema, `?${name}`))
      for (const { name, number } of [...bodies, ...queries]) {
        found += 1
        expect(number, `${path} ${name}`).toMatchObject({
          type: 'integer',
          minimum: expect.any(Number),
          maximum: expect.any(Number),
        })
      }
      for (const { name, schema } of operation.parameters ?? [])
        if (name.endsWith('_id') && !name.endsWith('charge_id')) expect(schema.type, `${path} ?${name}`).toBe('integer')
    }
    expect(found).toBeGreaterThan(30)
  })

  test('is refused with 400 and its name when it is beyond them, no integer or no number', async () => {
    for (const { method, path, operation } of await operations()) {
      const bodies = Object.values(operation.requestBody?.content ?? {}).flatMap(({ schema }) => numbersIn(schema))
      for (const { name, number, inputWith } of bodies)
        for (const value of [number.maximum! + 1, number.minimum! - 1, 1e15 + 0.5, 1e300, '1', true]) {
          const response = await fetch(world.backend().url + path, {
            method: method.toUpperCase(),
            headers: { authorization: `Bearer ${backendToken}`, 'content-type': 'application/json' },
            body: JSON.stringify(inputWith(value)),
          })
          const text = await response.text()
          expect(response.status, `${path} ${name} = ${String(value)}: ${text}`).toBe(400)
          expect(text).toContain(name.split('.').at(-1)!.replace('[]', ''))
        }
      for (const { name, schema } of operation.parameters ?? [])
        for (const value of schema.type === 'integer'
          ? [
              schema.maximum! + 1,
              schema.minimum! - 1,
              '1.5',
              'x',
              '1e300',
              '1e3',
              '0x10',
              '0b1',
              '%2B1',
              '%201',
              '1_0',
              '',
            ]
          : []) {
          const response = await fetch(`${world.backend().url}${path}?${name}=${value}`, {
            headers: { authorization: `Bearer ${backendToken}` },
          })
          expect(response.status, `${path} ?${name} = ${value}`).toBe(400)
          expect(await response.text()).toContain(name)
        }
    }
  })

  test.each([10 ** 15, 2 ** 31, 2 ** 53])(
    'a payment of %d is a mistake of whoever says so, and no fault of ours',
    async (amount) => {
      const id = 5_000_001
      await world.api.register({ telegramId: id, firstName: 'Ann' })
      await expect(
        world.api.completePayment({
          telegramId: id,
          invoicePayload: 'x',
          currency: 'XTR',
          amount,
          telegramPaymentChargeId: 'c',
        }),
      ).rejects.toMatchObject({ status: 400, code: 'bad_request' })
      expect(await world.sql`select 1 from events where level = 'error'`).toEqual([])
    },
  )
})
