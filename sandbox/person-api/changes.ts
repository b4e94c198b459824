import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Person } from '#sandbox/telegram/state.ts'
import { type Change, chatOf, type Telegram } from '#sandbox/telegram/telegram.ts'

const keepAliveMs = 15_000

/** Everything that changes in a person's chats, as server-sent events. Who reconnects reads the chat anew first. */
export function serveChanges(
  telegram: Telegram,
  person: Person,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { raw } = reply
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  raw.write('retry: 1000\n\n')
  const send = (change: Change) => {
    if (chatOf(telegram, change.chatId)?.members.includes(person.id))
      raw.write(`event: change\ndata: ${JSON.stringify(change)}\n\n`)
  }
  telegram.changes.on('change', send)
  const keepAlive = setInterval(() => raw.write(': still here\n\n'), keepAliveMs)
  request.raw.once('close', () => {
    clearInterval(keepAlive)
    telegram.changes.off('change', send)
  })
  return reply.hijack()
}
