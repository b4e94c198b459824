import { createServer, type IncomingMessage, request as send, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What stands before several copies of a server, as nginx does: turn by turn, and past one that is not there. */
export interface Front {
  url: string
  /** For each request: how long it is held up, in time or by a gate, whether it meets no server, and whether its reply is lost though it arrived. Or what it is answered instead of being passed on. */
  faults: (request: { path: string; body: string }) => {
    holdMs?: number
    gate?: Promise<void>
    refuse?: boolean
    loseReply?: boolean
    answer?: { status: number; body: object } | undefined
  }
  stop(): Promise<void>
}

export async function startFront(ports: () => readonly number[]): Promise<Front> {
  let turn = 0
  const server = createServer((request, response) => void pass(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const front: Front = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults: () => ({}),
    async stop() {
      server.close()
      server.closeAllConnections()
    },
  }
  return front

  async function pass(request: IncomingMessage, response: ServerResponse) {
    const body = await whole(request).catch(() => undefined)
    if (body === undefined) return
    const { url: path = '/' } = request
    const {
      holdMs = 0,
      gate,
      refuse = false,
      loseReply = false,
      answer,
    } = front.faults({ path, body: body.toString() })
    if (holdMs > 0) await sleep(holdMs)
    await gate
    if (answer) {
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
      return
    }
    const candidates = refuse ? [] : ports()
    const first = (turn += 1)
    for (const index of candidates.keys()) {
      const port = candidates[(first + index) % candidates.length]!
      if (await reached(port, { request, body, response, loseReply })) return
    }
    response.writeHead(502, comeBackSoon).end()
  }
}

/** Or Telegram's own pauses would grow to two minutes. */
const comeBackSoon = { 'retry-after': '1' }

/** False when no program listens there, so that nothing has been asked. */
function reached(
  port: number,
  {
    request,
    body,
    response,
    loseReply,
  }: { request: IncomingMessage; body: Buffer; response: ServerResponse; loseReply: boolean },
): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const asking = send({
    port,
    host: '127.0.0.1',
    agent: false,
    method: request.method,
    path: request.url,
    headers: { ...request.headers, connection: 'close' },
  })
  asking.once('error', (error: Error & { code?: string }) => {
    if (error.code === 'ECONNREFUSED') return resolve(false)
    if (response.headersSent) response.destroy()
    else response.writeHead(502, comeBackSoon).end()
    resolve(true)
  })
  asking.once('response', (reply) => {
    resolve(true)
    if (loseReply) return void reply.resume().once('close', () => response.destroy())
    response.writeHead(reply.statusCode!, withoutConnection(reply.headers))
    response.flushHeaders()
    reply.pipe(response)
    // Cut there is cut here.
    reply.once('close', () => reply.complete || response.destroy())
  })
  response.once('close', () => asking.destroy())
  asking.end(body)
  return promise
}

function withoutConnection(headers: IncomingMessage['headers']) {
  const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...rest } = headers
  return rest
}

async function whole(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
