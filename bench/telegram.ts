import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'

interface Call {
  method: string
  body: { chat_id?: number; text?: string; offset?: number; timeout?: number; url?: string; secret_token?: string }
}

/** The least of a Telegram that a bot can be measured on: it hands messages out, or brings them to a webhook, and answers all calls alike. */
export async function startTelegram(onText: (chatId: number, text: string) => void) {
  let updates: { update_id: number; message: object }[] = []
  let nextUpdate = 1
  let nextMessage = 1
  let poll: (() => void) | undefined
  let webhook: { url: string; secret: string } | undefined
  /** As many as Telegram opens unless it is told otherwise. */
  const agent = new Agent({ keepAlive: true, maxSockets: 40 })
  const calls = new Map<string, number>()
  const server = createServer((request, response) => void serve(request, response))
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  async function serve(request: IncomingMessage, response: ServerResponse) {
    let text = ''
    for await (const bytes of request) text += (bytes as Buffer).toString()
    const method = request.url!.split('/').at(-1)!.split('?')[0]!
    const call: Call = { method, body: (text ? JSON.parse(text) : {}) as Call['body'] }
    calls.set(method, (calls.get(method) ?? 0) + 1)
    const result = await resultOf(call, request)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ ok: true, result }))
  }

  async function resultOf({ method, body }: Call, request: IncomingMessage): Promise<unknown> {
    if (method === 'getMe') return { id: 1, is_bot: true, first_name: 'Bench', username: 'bench_bot' }
    if (method === 'setWebhook') webhook = { url: body.url!, secret: body.secret_token! }
    if (method === 'deleteWebhook') webhook = undefined
    if (method === 'getUpdates') return take(body.offset ?? 0, request)
    if (method !== 'sendMessage' && method !== 'editMessageText') return true
    onText(body.chat_id!, body.text ?? '')
    return { message_id: (nextMessage += 1), date: 0, chat: { id: body.chat_id, type: 'private' }, text: body.text }
  }

  async function take(offset: number, request: IncomingMessage) {
    updates = updates.filter(({ update_id: id }) => id >= offset)
    if (updates.length === 0)
      await new Promise<void>((resolve) => {
        const end = () => {
          clearTimeout(timer)
          request.socket.off('close', end)
          resolve()
        }
        const timer = setTimeout(end, 20_000)
        request.socket.once('close', end)
        poll = end
      })
    return updates.slice(0, 100)
  }

  function bring({ url, secret }: { url: string; secret: string }, update: object): void {
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret }
    request(url, { method: 'POST', agent, headers }, (response) => {
      if (response.statusCode !== 200) throw new Error(`The webhook answers ${response.statusCode}`)
      response.resume()
    }).end(JSON.stringify(update))
  }

  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    calls,
    say(person: number, text: string) {
      const from = { id: person, is_bot: false, first_name: `P${person}`, language_code: 'en' }
      const chat = { id: person, type: 'private', first_name: from.first_name }
      const message = { message_id: (nextMessage += 1), date: Math.floor(Date.now() / 1000), text, from, chat }
      const update = { update_id: (nextUpdate += 1), message }
      if (webhook) return bring(webhook, update)
      updates.push(update)
      poll?.()
    },
    async stop() {
      agent.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
