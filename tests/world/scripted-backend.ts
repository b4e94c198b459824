import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { encodeEvent, type StreamEvent } from '#modules/questions/stream.ts'

/** A body as it came. */
type Body = Record<string, unknown>

/**
 * Stands before a real backend and answers questions by a script: whatever a bot can be told of files. Questions that it
 * answers are unknown to the backend, so it also takes the report of their delivery.
 */
export class ScriptedBackend {
  /** What came to `/process_message`, and what it is answered, perhaps only after a while. */
  readonly asked: Body[] = []
  answer: () => AsyncIterable<StreamEvent> | Iterable<StreamEvent> = () => []
  /** What came to other addresses that are answered in place of the backend. */
  readonly calls: { path: string; body: Body }[] = []
  readonly replies: Record<string, { status: number; body: object }> = {
    '/report_delivery': { status: 200, body: { refunded: false } },
  }
  private readonly target: string
  private readonly server: Server

  constructor(target: string) {
    this.target = target
    this.server = createServer((request, response) => {
      void this.serve(request, response)
    })
  }

  async start(): Promise<this> {
    this.server.listen(0, '127.0.0.1')
    await once(this.server, 'listening')
    return this
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise<void>((resolve) => this.server.close(() => resolve()))
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url: path = '/' } = request
    const body = await text(request)
    if (path === '/process_message') return this.tell(JSON.parse(body) as Body, response)
    const reply = this.replies[path]
    if (!reply) return this.pass(request, body, response)
    this.calls.push({ path, body: JSON.parse(body) as Body })
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body))
  }

  private async tell(asked: Body, response: ServerResponse): Promise<void> {
    this.asked.push(asked)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for await (const event of this.answer()) response.write(encodeEvent(event))
    response.end()
  }

  private async pass({ method, url, headers }: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
    const handedOn = Object.entries(headers).filter(([name]) => /^(authorization|accept|content-type|x-)/.test(name))
    const reply = await fetch(this.target + url!, {
      method: method!,
      headers: handedOn.map(([name, value]) => [name, String(value)] as [string, string]),
      ...(body === '' ? {} : { body }),
    })
    response.writeHead(reply.status, { 'content-type': 'application/json' })
    response.end(await reply.text())
  }
}
