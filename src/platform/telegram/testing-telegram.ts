import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import pino from 'pino'
import { telegramApi } from './telegram-api.ts'

export const quiet = pino({ level: 'silent' })

export interface Call {
  method: string
  payload: Record<string, unknown>
}
/** What the server says instead of "ok": an error, or nothing, after which it may hang or break the connection. */
export type Answer = { error: number; description?: string; retryAfter?: number } | 'silence' | 'cut' | undefined

/** A tiny Bot API over HTTP that remembers the messages of its chats and answers as a test wants. */
export async function startTelegram() {
  const calls: Call[] = []
  const messages = new Map<number, string>()
  const open = new Set<ServerResponse>()
  let rule: (call: Call, count: number) => Answer = () => undefined
  const server = createServer((request, response) => {
    open.add(response)
    response.once('close', () => open.delete(response))
    let body = ''
    request.on('data', (piece: Buffer) => (body += piece.toString()))
    request.on('end', () => {
      const call = { method: request.url!.split('/').at(-1)!, payload: JSON.parse(body || '{}') as Call['payload'] }
      calls.push(call)
      const answer = rule(call, calls.filter(({ method }) => method === call.method).length)
      if (answer === 'silence') return
      if (answer === 'cut') return void response.destroy()
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(answer ? failed(answer) : { ok: true, result: done(call) }))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')

  function done({ method, payload }: Call): unknown {
    if (!['sendMessage', 'sendRichMessage', 'editMessageText'].includes(method)) return true
    const id = method === 'editMessageText' ? Number(payload['message_id']) : messages.size + 1
    messages.set(id, 'rich_message' in payload ? JSON.stringify(payload['rich_message']) : String(payload['text']))
    return { message_id: id, date: 0, chat: { id: payload['chat_id'], type: 'private' }, text: payload['text'] }
  }

  const root = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  return {
    root,
    api: telegramApi({ token: '1:token', apiRoot: root }, 60),
    /** For a server that falls silent; the other one waits as long as a busy machine takes. */
    hastyApi: telegramApi({ token: '1:token', apiRoot: root }, 1),
    calls,
    /** The texts in the chat, in order; of a rich message what was sent. */
    texts: () => [...messages.values()],
    methods: () => calls.map(({ method }) => method).filter((method) => method !== 'sendChatAction'),
    answer(next: typeof rule) {
      rule = next
    },
    async stop() {
      for (const response of open) response.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function failed({ error, description = 'no', retryAfter }: Exclude<Answer, string | undefined>) {
  return {
    ok: false,
    error_code: error,
    description,
    ...(retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } }),
  }
}
