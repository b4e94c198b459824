import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { BotApi } from '#sandbox/bot-api/routes.ts'
import type { ModelRequests } from '#sandbox/model/requests.ts'
import type { ModelTroubles } from '#sandbox/model/trouble.ts'
import { readBody } from '#sandbox/person-api/request.ts'
import { passTime } from '#sandbox/telegram/payments.ts'
import { announce } from '#sandbox/telegram/telegram.ts'

interface Controls extends BotApi {
  model: ModelTroubles
  requests: ModelRequests
  time: PassingTime
}

/** What beside Telegram's subscriptions falls due when time passes. */
export interface PassingTime {
  passes: ((seconds: number) => Promise<void>) | undefined
}

/** Faults for tests and for curious people: outages and floods on demand, and what the bot has done. See sandbox/README.md. */
export async function controlRoutes(app: FastifyInstance, controls: Controls): Promise<void> {
  for (const routes of [recordRoutes, faultRoutes, clockRoutes, subscriptionRoutes]) routes(app, controls)
  app.post('/control/reset', async () => {
    reset(controls)
    return {}
  })
}

/** What the bot has called, what the model was asked, and which updates there were. */
function recordRoutes(app: FastifyInstance, { journal, requests, telegram }: Controls): void {
  app.get('/control/journal', async () => journal.read())
  app.delete('/control/journal', async () => ({ cleared: journal.clear().length }))
  app.get('/control/model/requests', async () => requests.list())
  app.get('/control/updates', async () => telegram.updates.history())
  app.post('/control/updates/repeat', async (request) => {
    const { update_id } = readBody(request, { update_id: z.int() })
    return { repeated: telegram.updates.repeat(update_id) }
  })
}

function faultRoutes(app: FastifyInstance, { telegram, troubles, model, limits }: Controls): void {
  app.get('/control/trouble', async () => ({ telegram: troubles.list(), model: model.list() }))
  app.post('/control/trouble/telegram', async (request) => {
    const trouble = readBody(request, {
      method: z.string().default('*'),
      times: z.int().positive().optional(),
      kind: z.enum(['flood', 'error', 'reset', 'slow', 'silent', 'blocked']),
      retryAfter: z.number().positive().optional(),
      status: z.int().min(400).max(599).optional(),
      ms: z.int().positive().optional(),
    })
    troubles.add(trouble)
    return trouble
  })
  app.post('/control/trouble/model', async (request) => {
    const trouble = readBody(request, {
      times: z.int().positive().optional(),
      kind: z.enum(['error', 'cut', 'silent', 'slow', 'empty', 'garbage']),
      status: z.int().min(400).max(599).optional(),
      ms: z.int().positive().optional(),
    })
    model.add(trouble)
    return trouble
  })
  app.delete('/control/trouble', async () => {
    troubles.clear()
    model.clear()
    return {}
  })
  app.put('/control/webhook', async (request) => {
    telegram.updates.retryMs = readBody(request, { retry_ms: z.int().positive() }).retry_ms
    return { retry_ms: telegram.updates.retryMs }
  })

  // As its owner switches it in @BotFather.
  app.put('/control/guests', async (request) => {
    telegram.state.bot.supports_guest_queries = readBody(request, { on: z.boolean() }).on
    return { on: telegram.state.bot.supports_guest_queries }
  })

  app.get('/control/limits', async () => ({ on: limits.isOn() }))
  app.put('/control/limits', async (request) => {
    limits.switch(readBody(request, { on: z.boolean() }).on)
    return { on: limits.isOn() }
  })
}

function clockRoutes(app: FastifyInstance, { telegram }: Controls): void {
  const reading = () => ({ now: new Date(telegram.clock.now()).toISOString(), running: telegram.clock.isRunning() })
  app.get('/control/clock', async () => reading())
  app.put('/control/clock', async (request) => {
    const {
      at,
      running,
      move_ms: moveMs,
    } = readBody(request, {
      at: z.iso.datetime().optional(),
      running: z.boolean().optional(),
      move_ms: z.int().optional(),
    })
    const { clock } = telegram
    if (at !== undefined || running !== undefined)
      clock.set(at === undefined ? clock.now() : Date.parse(at), running ?? clock.isRunning())
    if (moveMs !== undefined) clock.move(moveMs)
    return reading()
  })
  app.put('/control/seed', async (request) => {
    telegram.ids.begin(readBody(request, { seed: z.string().min(1) }).seed)
    return {}
  })
}

function subscriptionRoutes(app: FastifyInstance, { telegram, time }: Controls): void {
  const later = async (seconds: number) => {
    const outcome = passTime(telegram, seconds)
    await time.passes?.(seconds)
    return outcome
  }
  app.post('/control/days-later', async (request) =>
    later(readBody(request, { days: z.int().positive().default(30) }).days * 86_400),
  )
  app.post('/control/hours-later', async (request) =>
    later(readBody(request, { hours: z.int().positive().default(1) }).hours * 3_600),
  )
  app.post('/control/renewal-fails', async (request) => {
    const { charge_id } = readBody(request, { charge_id: z.string() })
    const found = telegram.state.starSubscriptions.find(({ chargeId }) => chargeId === charge_id)
    if (found) found.failsNext = true
    return { found: found !== undefined }
  })
}

/** People and chats stay; what happened in them goes. */
function reset({ telegram, journal, troubles, model, requests }: Controls): void {
  const { state } = telegram
  const chats = state.chats.map((chat) => chat.id)
  Object.assign(state, { updates: [], invoices: {}, starTransactions: [], starSubscriptions: [] })
  for (const chat of state.chats) chat.messages = []
  for (const person of state.persons) Object.assign(person, { started: false, blockedBot: false })
  state.drafts.clear()
  telegram.files.clear()
  journal.clear()
  troubles.clear()
  model.clear()
  requests.clear()
  state.save()
  for (const chatId of chats) announce(telegram, { chatId, type: 'reset' })
}
