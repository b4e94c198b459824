import type { FastifyInstance } from 'fastify'
import type { Journal } from '#sandbox/bot-api/journal.ts'
import type { Telegram } from '#sandbox/telegram/telegram.ts'

const lookEveryMs = 150
const keepAliveMs = 15_000

/**
 * The bot's calls and its updates as they come, as server-sent events: `call`, and `update` once more when it is delivered.
 * Each connection begins with all there is.
 */
export async function watchRoutes(
  app: FastifyInstance,
  { journal, telegram }: { journal: Journal; telegram: Telegram },
): Promise<void> {
  app.get('/control/events', async (request, reply) => {
    const { raw } = reply
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    raw.write('retry: 1000\n\n')
    const told = new WeakMap<object, string | null>()
    const look = () => {
      const calls = journal.read().filter((call) => !told.has(call))
      const updates = telegram.updates.history().filter((record) => told.get(record) !== record.delivered)
      const news = [
        ...calls.map((data) => ({ event: 'call', at: data.at, data, state: null })),
        ...updates.map((data) => ({ event: 'update', at: data.at, data, state: data.delivered })),
      ]
      for (const { event, data, state } of news.toSorted((a, b) => a.at - b.at)) {
        told.set(data, state)
        raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
      }
    }
    look()
    const looking = setInterval(look, lookEveryMs)
    const keepAlive = setInterval(() => raw.write(': still here\n\n'), keepAliveMs)
    request.raw.once('close', () => {
      clearInterval(looking)
      clearInterval(keepAlive)
    })
    return reply.hijack()
  })
}
