import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

export interface Rpc {
  id?: number
  method: string
  params?: { name?: string; arguments?: Record<string, unknown>; cursor?: string }
}
type Answering = (response: ServerResponse, rpc: Rpc) => unknown

/** A server of tools (MCP) over real HTTP that does as a test says. */
export class TestToolServer {
  asked: (Rpc & { headers: IncomingHttpHeaders })[] = []
  /** By method; what is not named is done as it should be. */
  instead: Record<string, Answering> = {}
  tools: object[] = []
  private readonly server = createServer((request, response) => {
    void this.take(request, response)
  })

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return void response.writeHead(405).end()
    const rpc = (await json(request)) as Rpc
    this.asked.push({ ...rpc, headers: request.headers })
    const answering = this.instead[rpc.method] ?? this.usual[rpc.method]
    if (answering) answering(response, rpc)
    else response.writeHead(202).end()
  }

  async start(port = 0): Promise<void> {
    await once(this.server.listen(port, '127.0.0.1'), 'listening')
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/mcp`
  }

  called(): unknown[] {
    return this.asked.filter(({ method }) => method === 'tools/call').map(({ params }) => params?.arguments)
  }

  clear(): void {
    this.asked = []
    this.instead = {}
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise<void>((resolve) => this.server.close(() => resolve()))
  }

  readonly usual: Record<string, Answering> = {
    initialize: (response, rpc) => {
      response.setHeader('mcp-session-id', 'a-session')
      answerWith(response, rpc, {
        protocolVersion: '2025-06-18',
        capabilities: { tools: {} },
        serverInfo: { name: 'test', version: '1' },
      })
    },
    'tools/list': (response, rpc) => answerWith(response, rpc, { tools: this.tools }),
    'tools/call': (response, rpc) =>
      answerWith(response, rpc, { content: [{ type: 'text', text: `Called ${rpc.params?.name}` }] }),
  }
}

export function answerWith(response: ServerResponse, { id }: Rpc, result: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ jsonrpc: '2.0', id, result }))
}

/** The same as a stream of events. */
export function streamWith(response: ServerResponse, messages: unknown[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const message of messages) response.write(`event: message\ndata: ${JSON.stringify(message)}\n\n`)
}
