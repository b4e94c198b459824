import { createHmac } from 'node:crypto'
import { browserEndpoints, type BrowserEndpoints } from '#modules/cabinet/browser.ts'
import type { Endpoint } from '#platform/http/endpoint.ts'
import { roleEndpoints } from '#modules/modules.ts'
import { backendToken, type World } from './world.ts'

export const cabinetUrl = 'http://127.0.0.1:1/cabinet'

/** What the backend answers to a browser. */
export interface Answered {
  status: number
  headers: Headers
  /** In the names of the wire. */
  body: Record<string, never> & {
    error?: { code: string; details?: { question?: Record<string, unknown>; confirmation?: string } }
  }
}

/** A browser: it keeps its cookie and its CSRF token, and may be told to bring others. */
export class Browser {
  cookie = ''
  csrf = ''
  private readonly world: World

  constructor(world: World) {
    this.world = world
  }

  async call(
    name: keyof BrowserEndpoints,
    input: object = {},
    headers: Record<string, string> = {},
  ): Promise<Answered> {
    const { method, path }: Endpoint = browserEndpoints[name]
    const query = method === 'GET' ? `?${new URLSearchParams(input as Record<string, string>).toString()}` : ''
    const response = await fetch(this.world.backend().url + path + query, {
      method,
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(this.csrf && method !== 'GET' ? { 'x-csrf-token': this.csrf } : {}),
        ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(method === 'GET' ? {} : { body: JSON.stringify(input) }),
    })
    const set = response.headers.get('set-cookie')
    const body = (await response.json()) as Answered['body']
    if (set && response.ok) this.cookie = set.split(';')[0]!
    if (response.ok && 'csrf' in body) this.csrf = body['csrf']
    return { status: response.status, headers: response.headers, body }
  }

  /** Says yes where it is asked once more. */
  async callTwice(name: keyof BrowserEndpoints, input: object): Promise<Answered> {
    const asked = await this.call(name, input)
    const confirmation = asked.body.error?.details?.confirmation
    return confirmation ? this.call(name, { ...input, confirmation }) : asked
  }
}

/** The secret of a link that the bot would give this person. */
export async function linkFor(world: World, telegramId: number): Promise<string> {
  const { link } = await world.api.openCabinet({ telegramId })
  return new URLSearchParams(new URL(link!).hash.slice(1)).get('in')!
}

/** What Telegram says of a person who opens the Mini App. */
export function openedMiniApp(telegramId: number, secondsAgo = 0): Record<string, string> {
  return {
    query_id: `q${Math.random()}`,
    user: JSON.stringify({ id: telegramId, first_name: 'x' }),
    auth_date: String(Math.floor(Date.now() / 1000) - secondsAgo),
  }
}

/** It, with the signature that only Telegram and the bot can make. */
export function signedByTelegram(fields: Record<string, string>, botToken: string): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}=${value}`)
  const key = createHmac('sha256', 'WebAppData').update(botToken).digest()
  const hash = createHmac('sha256', key).update(lines.toSorted().join('\n')).digest('hex')
  return new URLSearchParams({ ...fields, hash }).toString()
}

export async function signIn(world: World, telegramId: number): Promise<Browser> {
  const browser = new Browser(world)
  const { status } = await browser.call('enter', { token: await linkFor(world, telegramId) })
  if (status !== 200) throw new Error(`The link of ${telegramId} opens nothing: ${status}`)
  return browser
}

let changes = 0

/** What every change brings. */
export function because(reason = 'test'): { reason: string; idempotency_key: string } {
  changes += 1
  return { reason, idempotency_key: `change-${changes}` }
}

/** What the bot asks for a person with a role; returns the code of the error, if it is one. */
export async function underRole(
  world: World,
  name: string,
  input: object,
  headers: Record<string, string>,
): Promise<string | undefined> {
  const { method, path }: Endpoint = roleEndpoints[name as keyof typeof roleEndpoints]
  const query = method === 'GET' ? `?${new URLSearchParams(input as Record<string, string>).toString()}` : ''
  const response = await fetch(world.backend().url + path + query, {
    method,
    headers: {
      authorization: `Bearer ${backendToken}`,
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(input) }),
  })
  return ((await response.json()) as Answered['body']).error?.code
}
