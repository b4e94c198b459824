import { Api } from 'grammy'
import { afterAll, beforeAll } from 'vitest'
import { callsTo } from '#tests/world/call.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'

/** Of the tests of this file, once `useSandbox` has started it; the person has pressed Start. */
export let sandbox: Sandbox
export let api: Api
export let personId: number

export function useSandbox(): void {
  beforeAll(async () => {
    sandbox = await startSandbox({ modelTokenDelayMs: 0 })
    api = new Api(sandbox.botToken, { apiRoot: sandbox.telegramApiRoot })
    personId = await newPerson()
  })
  afterAll(() => sandbox.stop())
}

export async function newPerson(started = true): Promise<number> {
  const { id } = (await person('POST', '/users', { first_name: 'Ann', language_code: 'en' })) as { id: number }
  if (started) await person('POST', `/users/${id}/start`, {})
  return id
}

export function person(method: string, path: string, body?: unknown): Promise<never> {
  return callsTo(`${sandbox.url}/person`)(method, path, body) as Promise<never>
}

export function control(method: string, path: string, body?: unknown): Promise<never> {
  return callsTo(`${sandbox.url}/control`)(method, path, body) as Promise<never>
}

/** A method of the Bot API, also in ways that no library would call it. */
export async function call(method: string, parameters: unknown, token = sandbox.botToken) {
  const response = await fetch(`${sandbox.telegramApiRoot}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  })
  return {
    status: response.status,
    ...((await response.json()) as { ok: boolean; description?: string; result?: never; parameters?: object }),
  }
}
