import type { BrowserEndpoints, BrowserInput, BrowserReply } from '#modules/cabinet/browser.ts'
import type { ErrorCode } from '#platform/http/error-codes.ts'
import { camelKey } from '#platform/runtime/camel-key.ts'
import { noteServedPage } from './page-version.ts'

type Name = keyof BrowserEndpoints
export type Reads = { [Each in Name]: BrowserEndpoints[Each]['method'] extends 'GET' ? Each : never }[Name]
export type Writes = Exclude<Name, Reads>

/** The backend says no, or cannot be reached: then its code is `unavailable`. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly code: ErrorCode
  readonly details: Record<string, unknown>

  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.code = code
    this.details = details
  }
}

const limitMs = 20_000
let csrf = ''
let bearer: string | null = null

/** Every change brings `csrf`, which `me` says; in a frame every call brings the session's token, kept in memory only. */
export function carry(session: { csrf: string; token?: string | null }): void {
  csrf = session.csrf
  bearer = session.token ?? bearer
}

export function read<Each extends Reads>(name: Each, input: BrowserInput<Each>): Promise<BrowserReply<Each>> {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(snakeKeys(input) as object))
    if (value !== undefined && value !== '') query.set(key, String(value))
  return call<BrowserReply<Each>>('GET', `${pathOf(name)}${query.size > 0 ? `?${query.toString()}` : ''}`)
}

export function write<Each extends Writes>(name: Each, input: BrowserInput<Each>): Promise<BrowserReply<Each>> {
  return call<BrowserReply<Each>>('POST', pathOf(name), JSON.stringify(snakeKeys(input)))
}

async function call<Reply>(method: string, path: string, body?: string): Promise<Reply> {
  const response = await fetch(path, {
    method,
    headers: {
      accept: 'application/json',
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      ...(body ? { 'content-type': 'application/json', 'x-csrf-token': csrf } : {}),
    },
    ...(body ? { body } : {}),
    signal: AbortSignal.timeout(limitMs),
  }).catch((error: unknown) => {
    throw new ApiError('unavailable', String(error))
  })
  noteServedPage(response.headers.get('x-cabinet-page'))
  const reply = camelKeys(await response.json().catch(() => ({}))) as Reply & { error?: ApiError }
  if (response.ok) return reply
  const { code = 'unavailable', message = '', details = {} } = reply.error ?? {}
  throw new ApiError(code, message, details)
}

const pathOf = (name: Name) => `/cabinet/api/${snakeKey(name)}`

const snakeKey = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const snakeKeys = (value: unknown) => everyKey(value, snakeKey)
const camelKeys = (value: unknown) => everyKey(value, camelKey)

function everyKey(value: unknown, change: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => everyKey(each, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [change(key), everyKey(inner, change)]))
}
