import type { FastifyInstance } from 'fastify'
import type { Journal } from '#sandbox/bot-api/journal.ts'
import { PersonError } from '#sandbox/person-api/request.ts'
import { type Change, chatOf, personOf, type Telegram } from '#sandbox/telegram/telegram.ts'

const lookEveryMs = 150
const keepAliveMs = 15_000
/** Who connects is told so much of what has been. */
const ofThePast = 300

/**
 * The bot's calls and its updates as they come, as server-sent events: `call`, and `update` once more when it is delivered.
 * With a person also every `change` of their chats: a browser has few connections to one server, and a window needs both.
 */
export async function watchRoutes(
  app: FastifyInstance,
  { journal, telegram }: { journal: Journal; telegram: Telegram },
): Promise<void> {
  app.get<{ Querystring: { person?: string } }>('/control/events', async (request, reply) => {
    const personId = request.query.person === undefined ? undefined : Number(request.query.person)
    if (personId !== undefined && !personOf(telegram, personId)) throw new PersonError('There is no such person')
    const { raw } = reply
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    raw.write('retry: 1000\n\n')
    const tell = (event: string, data: object) => raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)

    const look = news(journal, telegram)
    for (const { event, data } of look().slice(-ofThePast)) tell(event, data)
    const looking = setInterval(() => {
      for (const { event, data } of look()) tell(event, data)
    }, lookEveryMs)
    const change = (what: Change) => {
      if (personId !== undefined && chatOf(telegram, what.chatId)?.members.includes(personId)) tell('change', what)
    }
    telegram.changes.on('change', change)
    const keepAlive = setInterval(() => raw.write(': still here\n\n'), keepAliveMs)
    request.raw.once('close', () => {
      clearInterval(looking)
      clearInterval(keepAlive)
      telegram.changes.off('change', change)
    })
    return reply.hijack()
  })
}

/** Each look returns, in the order of time, what is new since the one before. */
function news(journal: Journal, telegram: Telegram) {
  const told = new WeakMap<object, string | null>()
  return () => {
    const calls = journal.read().filter((call) => !told.has(call))
    const updates = telegram.updates.history().filter((record) => told.get(record) !== record.delivered)
    for (const call of calls) told.set(call, null)
    for (const record of updates) told.set(record, record.delivered)
    return [
      ...calls.map((data) => ({ event: 'call', at: data.at, data })),
      ...updates.map((data) => ({ event: 'update', at: data.at, data })),
    ].toSorted((a, b) => a.at - b.at)
  }
}
