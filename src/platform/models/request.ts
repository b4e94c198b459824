import { dialectOf, type Dialect } from './dialect.ts'
import { type Part, type Provider, type Turn, wordsOf } from './provider.ts'
import { errorOf, ServerError } from './server-error.ts'

/** A server that refuses one parameter after the other is left alone in the end. */
const mostRefusals = 4

/**
 * Asks a server, in the way it is known to want it. What it refuses by name is left out, and asked once more at once.
 * @throws ServerError, or what fetch throws
 */
export async function request(provider: Provider, turns: Turn[], signal: AbortSignal): Promise<Response> {
  const dialect = dialectOf(provider)
  for (let refusals = 0; ; refusals += 1) {
    const body = bodyFor(provider, turns, dialect)
    const response = await post(provider, body, signal)
    if (response.ok && response.body) return response
    const error = await errorOf(response)
    if (refusals === mostRefusals || !(error instanceof ServerError) || !dialect.learn(error, body)) throw error
  }
}

function bodyFor({ model, maxOutputTokens }: Provider, turns: Turn[], dialect: Dialect): Record<string, unknown> {
  const { streams, limitName } = dialect
  return {
    model,
    messages: (dialect.takesSystemRole ? turns : withoutSystemRole(turns)).map(messageOf),
    stream: streams,
    ...(streams && dialect.takesStreamOptions ? { stream_options: { include_usage: true } } : {}),
    ...(limitName ? { [limitName]: Math.min(maxOutputTokens, dialect.highestLimit) } : {}),
  }
}

/** What the model should know stands before the first thing that it is told. */
function withoutSystemRole(turns: Turn[]): Turn[] {
  const system = turns.filter(({ role }) => role === 'system').map(wordsOf)
  const [first, ...rest] = turns.filter(({ role }) => role !== 'system')
  if (!first) return turns
  const words: Part = { type: 'text', text: [...system, wordsOf(first)].join('\n\n') }
  return [{ ...first, parts: [words, ...first.parts.filter(({ type }) => type !== 'text')] }, ...rest]
}

/** Words alone go as a plain string, which every server takes. */
function messageOf(turn: Turn) {
  const isWords = turn.parts.every(({ type }) => type === 'text')
  return { role: turn.role, content: isWords ? wordsOf(turn) : turn.parts.map(contentOf) }
}

function contentOf(part: Part) {
  if (part.type === 'text') return part
  const base64 = Buffer.from(part.data).toString('base64')
  const address = `data:${part.mediaType};base64,${base64}`
  if (part.type === 'image') return { type: 'image_url', image_url: { url: address } }
  if (part.type === 'audio')
    return { type: 'input_audio', input_audio: { data: base64, format: part.mediaType.split('/')[1] } }
  return { type: 'file', file: { filename: part.name, file_data: address } }
}

async function post({ baseUrl, apiKey }: Provider, body: object, signal: AbortSignal): Promise<Response> {
  const url = new URL(baseUrl)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/chat/completions`
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream, application/json',
      ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
    },
    body: JSON.stringify(body),
    signal,
  })
}
