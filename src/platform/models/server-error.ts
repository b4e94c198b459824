import type { Reply } from './post.ts'

/** What is read of an error's body; more explains nothing. */
const longestBody = 64 * 1024

interface Said {
  message: string
  code: string
  param: string
}

/** A server said no, by its status or in the middle of a stream. Servers differ in where they write why. */
export class ServerError extends Error {
  override name = 'ServerError'
  /** Undefined when an error in a stream carries none. */
  readonly status: number | undefined
  readonly retryAfterMs: number | undefined
  readonly code: string
  /** The parameter that the server complains about. */
  readonly param: string

  constructor(said: Said, status: number | undefined, retryAfterMs?: number) {
    super(said.message)
    this.code = said.code
    this.param = said.param
    this.status = status
    this.retryAfterMs = retryAfterMs
  }

  /** The conversation is more than the model takes in. */
  isTooLong(): boolean {
    if (this.status === 413 || tooLongCodes.has(this.code)) return true
    if (this.status === 429) return /request too large/i.test(this.message)
    return this.status !== 401 && this.status !== 403 && tooLongWords.test(this.message)
  }

  /** The provider holds the question for a breach of its rules of use: that may close the whole account. */
  isAbuse(): boolean {
    return abuseCodes.has(this.code) || (!this.isOwnersMatter() && abuseWords.test(this.message))
  }

  isFiltered(): boolean {
    if (filterCodes.has(this.code)) return true
    return (this.status === 400 || this.status === 403 || this.status === undefined) && filterWords.test(this.message)
  }

  /** A wrong key, an account without money, a model that is not there: no question can help it. */
  isOwnersMatter(): boolean {
    const { status } = this
    // Its address has changed.
    if (status !== undefined && status >= 300 && status < 400) return true
    if (status === 401 || status === 402 || status === 403 || status === 404) return true
    return ownersCodes.has(this.code) || ((status === 400 || status === undefined) && ownersWords.test(this.message))
  }
}

const tooLongCodes = new Set(['context_length_exceeded', 'exceed_context_size_error', 'string_above_max_length'])
const tooLongWords =
  /context[ _-]?(?:length|size|window)|maximum (?:prompt|input) (?:length|tokens)|prompt is too long|input is too long|reduce the length of|too many (?:input )?tokens|input token count|tokens? exceeds? the|`?inputs`? tokens|too large for (?:the )?model/i
const filterCodes = new Set(['content_filter', 'content_policy_violation', 'responsibleaipolicyviolation'])
const filterWords = /content (?:management )?policy|content[ _]filter|flagged|moderation|safety system/i
const abuseCodes = new Set([
  'invalid_prompt',
  'cyber_policy',
  'bio_policy',
  'misalignment_policy_violation',
  'identifier_blocked',
])
const abuseWords = /(?:usage|use) polic(?:y|ies)|safety[_ ]identifier.{0,60}block/i
const ownersCodes = new Set([
  'insufficient_quota',
  'billing_not_active',
  'billing_hard_limit_reached',
  'invalid_api_key',
  'model_not_found',
])
const ownersWords =
  /api key not valid|not a valid model|invalid api key|insufficient (?:balance|credits|quota)|\bmodel\b.{0,80}(?:does not exist|not found|not supported on this endpoint)|(?:unknown|no such|invalid) model/i

/** The error that a reply's status and body tell. */
export async function errorOf(reply: Reply): Promise<ServerError> {
  try {
    return serverErrorOf(reply.status, await beginningOf(reply), reply.headers)
  } finally {
    reply.leave(true)
  }
}

export function serverErrorOf(status: number, body: string, headers: Headers): ServerError {
  let said: unknown = body
  try {
    said = JSON.parse(body)
  } catch {
    // A page or a word of a proxy.
  }
  return new ServerError(saidIn(said), status, pauseIn(headers))
}

type Headers = Record<string, string | string[] | undefined>

/** The error in a chunk of a stream. */
export function errorIn(error: unknown): ServerError {
  const said = saidIn(error)
  const status = Number((error as { status?: unknown } | null)?.status ?? said.code)
  return new ServerError(said, Number.isInteger(status) && status >= 400 && status < 600 ? status : undefined)
}

/** OpenAI nests it in `error`, vLLM does not, Ollama's is a string, FastAPI calls it `detail`. */
function saidIn(body: unknown): Said {
  if (typeof body !== 'object' || body === null) return { message: shortened(wordOf(body)), code: '', param: '' }
  const error = (body as { error?: unknown }).error ?? body
  if (typeof error !== 'object' || error === null) return { message: shortened(wordOf(error)), code: '', param: '' }
  const { message, detail, code, type, param } = error as Record<string, unknown>
  const text = message ?? detail ?? error
  return {
    message: shortened(typeof text === 'string' ? text : JSON.stringify(text)),
    // A number there is the status again; the type says more.
    code: (typeof code === 'string' && !/^\d+$/.test(code) ? code : wordOf(type) || wordOf(code)).toLowerCase(),
    param: wordOf(param),
  }
}

function wordOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function shortened(text: string): string {
  return text.slice(0, 2_000) || 'The server gave no reason'
}

async function beginningOf(reply: Reply): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const bytes of reply.body()) {
    text += decoder.decode(bytes, { stream: true })
    if (text.length >= longestBody) break
  }
  return text.slice(0, longestBody)
}

/** Retry-After comes in seconds or as a date; OpenAI also says it in milliseconds, which is more exact. */
function pauseIn(headers: Headers): number | undefined {
  const value = String(headers['retry-after'] ?? '')
  const pauses = [Number(headers['retry-after-ms']), Number(value) * 1000, Date.parse(value) - Date.now()]
  return pauses.find((pauseMs) => Number.isFinite(pauseMs) && pauseMs > 0)
}
