import type { MCPTransport } from '@ai-sdk/mcp'
import { BodyReader } from '#platform/models/read-body.ts'
import { fieldsOf, type Fields } from '#platform/models/fields.ts'
import { post, type Reply } from '#platform/models/post.ts'
import { bounded } from '#platform/runtime/bounded-bytes.ts'
import { limited } from '#platform/runtime/pass.ts'

type Message = Parameters<MCPTransport['send']>[0]

export interface Bounds {
  url: string
  headers: Record<string, string>
  /** For one message and its answer. */
  timeoutMs: number
  maxBytes: number
}

/** The server does not know the session any longer, as after a restart. */
class SessionGone extends Error {
  override name = 'SessionGone'
}

/**
 * Streamable HTTP, as far as tools need it: each request has its answer in the reply, as JSON or as a stream. Nothing else that
 * a server says is heard, so it can ask nothing of us. Time and size are limited here, because the library limits neither.
 */
export class BoundedTransport implements MCPTransport {
  onmessage?: (message: Message) => void
  onclose?: () => void
  onerror?: (error: unknown) => void
  private readonly bounds: Bounds
  private readonly closing = new AbortController()
  private session: string | undefined
  private version: string | undefined

  constructor(bounds: Bounds) {
    this.bounds = bounds
  }

  async start(): Promise<void> {}

  /** The session is left to end by itself. */
  async close(): Promise<void> {
    this.closing.abort(new Error('The connection is closed'))
    this.onclose?.()
  }

  /** @throws SessionGone, or why there is no answer */
  async send(message: Message): Promise<void> {
    await limited(this.bounds.timeoutMs, (signal) => this.exchange(message, signal), this.closing.signal)
  }

  private async exchange(message: Message, signal: AbortSignal): Promise<void> {
    const reply = await post(new URL(this.bounds.url), { headers: this.headers, body: JSON.stringify(message) }, signal)
    if (!reply.isFine) {
      reply.leave(false)
      if (reply.status === 404 && this.session !== undefined) throw new SessionGone('The session is gone')
      throw new Error(`It answers ${reply.status}`)
    }
    const session = reply.headers['mcp-session-id']
    if (typeof session === 'string') this.session = session
    if (!('id' in message)) return reply.leave(true)
    const answer = await this.answerIn(reply, message.id)
    if ('method' in message && message.method === 'initialize') this.version = versionIn(answer)
    this.onmessage?.(answer as Message)
  }

  private get headers(): Record<string, string> {
    return {
      ...this.bounds.headers,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'accept-encoding': 'identity',
      'user-agent': 'pomogator',
      ...(this.session === undefined ? {} : { 'mcp-session-id': this.session }),
      ...(this.version === undefined ? {} : { 'mcp-protocol-version': this.version }),
    }
  }

  private async answerIn(reply: Reply, id: unknown): Promise<Fields> {
    const reader = new BodyReader(this.bounds.maxBytes)
    const find = (read: Iterable<{ value: unknown } | 'over'>) => {
      for (const one of read) if (one !== 'over' && isAnswer(one.value, id)) return one.value
      return undefined
    }
    let answer: Fields | undefined
    try {
      for await (const bytes of bounded(reply.body(), this.bounds.maxBytes)) {
        answer = find(reader.take(bytes))
        if (answer) return answer
      }
      answer = find(reader.end())
    } finally {
      reply.leave(answer !== undefined)
    }
    if (!answer) throw new Error('Its reply holds no answer')
    return answer
  }
}

function isAnswer(value: unknown, id: unknown): value is Fields {
  const fields = fieldsOf(value)
  if (fields?.['jsonrpc'] !== '2.0' || fields['id'] !== id) return false
  const error = fieldsOf(fields['error'])
  return fieldsOf(fields['result']) !== undefined || (error !== undefined && typeof error['message'] === 'string')
}

function versionIn(answer: Fields): string | undefined {
  const version = fieldsOf(answer['result'])?.['protocolVersion']
  return typeof version === 'string' && /^[\w.-]{1,32}$/.test(version) ? version : undefined
}
