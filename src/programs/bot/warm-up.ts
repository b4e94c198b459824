import { randomInt } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Transformer } from 'grammy'
import { createClient } from '#bot-kit/backend-client.ts'
import { createPeople } from '#bot-kit/people.ts'
import { createSent } from '#bot-kit/sent.ts'
import { endpoints } from '#modules/modules.ts'
import { answer } from '#modules/questions/contract.ts'
import { startDouble } from '#platform/http/double.ts'
import { exampleOf } from '#platform/http/example.ts'
import type { Sql } from '#platform/database/sql.ts'
import { keptWarm } from '#platform/database/connect.ts'
import { takeBackOnEach } from '#platform/database/take-back.ts'
import { absorbNothing } from '#platform/inbox/absorb.ts'
import { accept } from '#platform/inbox/accept.ts'
import { claim } from '#platform/inbox/claim.ts'
import { finish } from '#platform/inbox/finish.ts'
import type { Handling } from '#platform/inbox/consumer.ts'
import { laneOf } from '#platform/inbox/lane.ts'
import { receive } from '#platform/inbox/receive.ts'
import { createLog, type Log, reasonOf } from '#platform/runtime/log.ts'
import { Pacing } from '#platform/telegram/pacing.ts'
import type { Renderer } from '#platform/telegram/renderer.ts'
import { createBot } from './bot.ts'
import type { BotConfig } from './config.ts'
import { bareTelegram } from './telegram.ts'

/** After the fifth question hardly anything grows quicker. */
const questions = 5
const person = { is_bot: false, first_name: 'Nobody', language_code: 'en' }
const chatOf = (id: number) => ({ id, type: 'private', first_name: person.first_name })
const me = { id: 2, is_bot: true as const, first_name: 'Bot', username: 'bot' }
/** The beginning of an answer is shown while the rest has not come. */
const growingMs = 20
const words = 'Some **words** with `code`, and a [link](https://example.com).\n\n'.repeat(4)

/**
 * Answers a made-up question before the first person waits: the first one after a start took four times the processor
 * time of the next. Telegram and the backend are played by a server of this process; nothing is stored and nothing leaves.
 */
export async function warmUp(config: BotConfig, renderer: Renderer, log: Log): Promise<void> {
  const double = await startDouble(reply)
  try {
    const handle = botBefore(double.url, config, renderer)
    for (let id = 1; id <= questions; id += 1) {
      // Each in a chat of its own: within one they would wait for each other's turn.
      await handle({ update_id: id, message: messageFrom(id, id) }, handling)
    }
  } catch (error) {
    log.warn({ err: error }, `The bot could not be warmed up; its first answers are slower. ${reasonOf(error)}`)
  } finally {
    double.stop()
  }
}

/**
 * The same for the inbox, in transactions that are rolled back, on each connection that stays open: while one accepts an
 * update the first time, another one claims it.
 */
export async function warmUpInbox(sql: Sql, log: Log): Promise<void> {
  try {
    await takeBackOnEach(sql, keptWarm, passSome)
  } catch (error) {
    log.warn(`The inbox could not be warmed up; the first updates are slower. ${reasonOf(error)}`)
  }
}

async function passSome(sql: Sql): Promise<void> {
  const log = createLog('warm-up', { level: 'silent' })
  for (let n = 1; n <= questions; n += 1) {
    // Telegram never gives such an id. Another bot that starts in this moment has others.
    const id = 2 ** 52 - 1 - randomInt(2 ** 32)
    const update = { update_id: id, message: messageFrom(id, n) }
    const held = { lane: laneOf(update)!.lane, fence: 0 }
    await receive({ sql, log, accept: (updates) => accept(sql, updates) }, [update])
    await claim(sql, { kind: 'message', lanes: 0, perLane: 1, leaseMs: 0, owner: held.lane })
    await absorbNothing(sql, held, id, { onlyIfAlone: true })
    await finish(sql, [{ ...held, updateIds: [id], release: true }])
  }
}

function messageFrom(id: number, messageId: number) {
  return { message_id: messageId, date: 0, text: 'A question', from: { ...person, id }, chat: chatOf(id) }
}

function botBefore(url: string, config: BotConfig, renderer: Renderer) {
  const silent = createLog('warm-up', { level: 'silent' })
  const backend = createClient({ baseUrl: url, token: 'nobody' })
  const dry = { ...config, apiRoot: url }
  const watched: Transformer = (call, method, payload, signal) => call(method, payload, signal)
  return createBot(dry, me as Parameters<typeof createBot>[1], {
    providerToken: undefined,
    backend,
    bareApi: bareTelegram(dry, watched),
    watched,
    people: createPeople(backend),
    pacing: new Pacing({ perSecond: 1_000 }),
    gatherMs: 0,
    arrivals: { areExpected: async () => false },
    renderer,
    progress: config.progress,
    richMessages: false,
    sent: createSent(),
    settings: { supportContact: () => undefined, document: () => words },
    log: silent,
  })
}

const handling: Handling = {
  signal: new AbortController().signal,
  attempt: 1,
  last: false,
  stillOurs: () => Promise.resolve(),
  ageMs: () => 0,
  following: () => Promise.resolve([]),
  absorb: () => Promise.resolve(),
  onlyWaits: () => Promise.resolve(),
  closeIfAlone: () => Promise.resolve(true),
  wasBegun: false,
  begins: () => undefined,
}

/** Telegram and the backend in one: whatever is asked succeeds. */
function reply({ url, method }: IncomingMessage, asked: string, response: ServerResponse): void {
  const path = url!.split('?')[0]!
  if (path === endpoints.processMessage.path)
    return stream(response, (JSON.parse(asked) as { chat_id: number }).chat_id)
  const endpoint = Object.values(endpoints).find((known) => known.path === path && known.method === method)
  const body = endpoint
    ? exampleOf(endpoint.reply)
    : { ok: true, result: { message_id: 1, date: 0, chat: chatOf(1), text: 'A message' } }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function stream(response: ServerResponse, chatId: number): void {
  const own = { answer: words, again: { purse: 'credits', price: 1 }, delivered: false, chat_id: chatId }
  const done = { ...(exampleOf(answer) as object), ...own }
  const deltas = words.split(/(?<= )/).map((text) => ({ type: 'delta', text }))
  const beginning = [{ type: 'accepted', question_id: 1, delivered_message_ids: [] }, ...deltas.splice(0, 10)]
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(written(beginning))
  setTimeout(() => response.end(written([...deltas, { type: 'done', ...done }])), growingMs)
}

function written(events: { type: string }[]): string {
  return events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('')
}
