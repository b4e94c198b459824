import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

/** A provider over real HTTP whose list of models can be changed, and which answers every question with the model's name. */
export class ModelServer {
  /** What the list says; undefined: the list answers 503. */
  list: { id: string; shutdown_date?: string | null }[] | undefined = []
  lookedUp = 0
  /** Answers wait for it. */
  held: Promise<void> = Promise.resolve()
  private readonly server: Server

  constructor() {
    this.server = createServer((request, response) => {
      void this.answer(request, response)
    })
  }

  async start(): Promise<this> {
    this.server.listen(0, '127.0.0.1')
    await once(this.server, 'listening')
    return this
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise<void>((resolve) => this.server.close(() => resolve()))
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await this.reply(request)
    response.writeHead(body === undefined ? 503 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body ?? {}))
  }

  private async reply(request: IncomingMessage): Promise<unknown> {
    if (request.method === 'GET') {
      this.lookedUp += 1
      return this.list && { data: this.list }
    }
    await this.held
    const { model } = (await json(request)) as { model: string }
    const message = { role: 'assistant', content: `I am ${model}` }
    return {
      choices: [{ index: 0, message, finish_reason: 'stop' }],
      usage: { prompt_tokens: 5, completion_tokens: 3 },
    }
  }
}
