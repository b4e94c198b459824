import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'

export interface Asked {
  path: string
  body: Record<string, unknown> & Record<'messages' | 'input', { role: string; content: string }[]>
  headers: IncomingHttpHeaders
}
export type Reply = (response: ServerResponse, asked: Asked) => unknown

/** A model's server over real HTTP that says what a test wants; the last reply is repeated. */
export class TestServer {
  asked: Asked[] = []
  replies: Reply[] = []
  /** Connections that were ended before the server had said everything. */
  hungUp = 0
  /** Connections that were ever opened to it. */
  connections = 0
  private readonly server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (bytes: Buffer) => pieces.push(bytes))
    request.once('end', () => void this.take(request, response, Buffer.concat(pieces)))
  })

  private async take({ url, headers }: IncomingMessage, response: ServerResponse, bytes: Buffer<ArrayBuffer>) {
    const type = headers['content-type'] ?? ''
    const isForm = type.startsWith('multipart/')
    const said = isForm
      ? Object.fromEntries(await new Response(bytes, { headers: { 'content-type': type } }).formData())
      : JSON.parse(bytes.toString())
    const body = said as Asked['body']
    const asked = { path: url!, body, headers }
    this.asked.push(asked)
    response.once('close', () => (this.hungUp += response.writableFinished ? 0 : 1))
    const reply = this.replies.length > 1 ? this.replies.shift()! : this.replies[0]!
    reply(response, asked)
  }

  async start(): Promise<void> {
    this.server.on('connection', () => (this.connections += 1))
    this.server.listen(0, '127.0.0.1')
    await once(this.server, 'listening')
  }

  /** An address of its own for each test: what is remembered about a server is remembered for one of them. */
  address(path = 'v1'): string {
    return `http://127.0.0.1:${(this.server.address() as { port: number }).port}/${path}`
  }

  clear(...replies: Reply[]): void {
    this.asked = []
    this.replies = replies
    this.hungUp = 0
    this.connections = 0
  }

  stop(): void {
    this.server.closeAllConnections()
    this.server.close()
  }
}

/** One chunk of a stream with these fields in its only choice. */
export const choice = (fields: object) => ({
  id: '1',
  object: 'chat.completion.chunk',
  choices: [{ index: 0, ...fields }],
})
export const delta = (content: unknown, finish: string | null = null) =>
  choice({ delta: { content }, finish_reason: finish })
export const finish = (reason: string) => choice({ delta: {}, finish_reason: reason })
export const usage = { choices: [], usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 } }
export const line = (value: unknown) => `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`

/** Events one after the other, then a proper end of the connection. */
export const stream =
  (...events: unknown[]): Reply =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const event of events) response.write(line(event))
    response.end()
  }
/** The body as it is. */
export const raw =
  (text: string, type = 'text/event-stream'): Reply =>
  (response) =>
    response.writeHead(200, { 'content-type': type }).end(text)
export const json = (value: unknown): Reply => raw(JSON.stringify(value), 'application/json')
/** The text in pieces, a finish, the figures and the usual end. */
export const answerOf = (...pieces: string[]): Reply =>
  stream(...pieces.map((piece) => delta(piece)), finish('stop'), usage, '[DONE]')
export const refusal =
  (status: number, body: unknown, headers: Record<string, string> = {}): Reply =>
  (response) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body))
export const broken =
  (...events: unknown[]): Reply =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(events.map(line).join(''), () => response.destroy())
  }
