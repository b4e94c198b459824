import { setTimeout as sleep } from 'node:timers/promises'
import { readForm } from '#sandbox/read-form.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { BotApiError } from '#sandbox/telegram/error.ts'
import { fileBehind } from '#sandbox/telegram/files.ts'
import type { Telegram } from '#sandbox/telegram/telegram.ts'
import type { Journal } from './journal.ts'
import { checkParameters } from './method.ts'
import { methods } from './methods.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Trouble, Troubles } from './trouble.ts'

export interface BotApi {
  telegram: Telegram
  journal: Journal
  troubles: Troubles
  limits: RateLimits
}

const byName = new Map(Object.entries(methods).map(([name, method]) => [name.toLowerCase(), { name, method }]))

/** The Bot API as a bot meets it: `/bot<token>/METHOD` by GET or POST, with parameters wherever Telegram takes them. */
export async function botApiRoutes(app: FastifyInstance, api: BotApi): Promise<void> {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body as string))),
  )
  app.addContentTypeParser(/^multipart\/form-data/, { parseAs: 'buffer' }, (request, body, done) => {
    readParameters(request, body as Buffer).then((form) => done(null, form), done)
  })
  app.get<{ Params: { token: string; '*': string } }>('/file/bot:token/*', (request, reply) =>
    download(api, request.params, reply),
  )
  app.route({
    method: ['GET', 'POST'],
    url: '/bot:token/:method',
    handler: (request, reply) =>
      answer(api, request as FastifyRequest<{ Params: { token: string; method: string } }>, reply),
  })
}

/** Telegram's own server gives what `getFile` has named, as a proxy before it passes it on. */
function download({ telegram }: BotApi, { token, '*': path }: { token: string; '*': string }, reply: FastifyReply) {
  const bytes = token === telegram.state.token ? fileBehind(telegram, path) : undefined
  if (bytes) return reply.type('application/octet-stream').send(bytes)
  return reply.code(404).send({ ok: false, error_code: 404, description: 'Not Found' })
}

async function answer(
  api: BotApi,
  request: FastifyRequest<{ Params: { token: string; method: string } }>,
  reply: FastifyReply,
) {
  const begun = performance.now()
  const { token, method: wished } = request.params
  const given = { ...(request.query as object), ...(request.body as object | null) } as Record<string, unknown>
  const known = byName.get(wished.toLowerCase())
  const entry = {
    at: Date.now(),
    method: known?.name ?? wished,
    parameters: given,
    status: 200,
    result: undefined as unknown,
    ms: 0,
    unknownParameters: [] as string[],
  }
  const hungUp = new AbortController()
  reply.raw.once('close', () => hungUp.abort())
  try {
    if (token !== api.telegram.state.token) throw new BotApiError(401, 'Unauthorized')
    if (!known) throw new BotApiError(404, 'Not Found')
    const trouble = api.troubles.meet(known.name)
    if (trouble && (await suffer(trouble, request, hungUp.signal)) === 'cut') {
      entry.status = 0
      return reply.hijack()
    }
    const chatId = Number(given['chat_id'])
    const waitSeconds = api.limits.check(known.name, Number.isSafeInteger(chatId) ? chatId : undefined)
    if (waitSeconds !== undefined) throw tooMany(waitSeconds)
    const { parameters, unknown } = checkParameters(known.method, given)
    entry.unknownParameters = unknown
    entry.result = await known.method.run(parameters, { telegram: api.telegram, signal: hungUp.signal })
    return await reply.send({ ok: true, result: entry.result })
  } catch (error) {
    if (!(error instanceof BotApiError)) throw error
    entry.status = error.code
    entry.result = error.message
    return await reply.code(error.code).send({
      ok: false,
      error_code: error.code,
      description: error.message,
      ...(error.parameters ? { parameters: error.parameters } : {}),
    })
  } finally {
    entry.ms = Math.round(performance.now() - begun)
    if (entry.method !== 'getUpdates' || entry.status !== 200) api.journal.write(entry)
  }
}

function tooMany(retryAfter: number) {
  return new BotApiError(429, `Too Many Requests: retry after ${retryAfter}`, { retry_after: retryAfter })
}

async function suffer(trouble: Trouble, request: FastifyRequest, signal: AbortSignal): Promise<'cut' | 'through'> {
  if (trouble.kind === 'flood') throw tooMany(trouble.retryAfter ?? 1)
  if (trouble.kind === 'error') throw new BotApiError(trouble.status ?? 500, 'Internal Server Error')
  if (trouble.kind === 'blocked') throw new BotApiError(403, 'Forbidden: bot was blocked by the user')
  if (trouble.kind === 'slow') await sleep(trouble.ms ?? 1000, undefined, { signal }).catch(() => undefined)
  if (trouble.kind === 'silent') return 'cut' // the connection stays open, and nothing ever comes
  if (trouble.kind === 'reset') {
    request.raw.socket.destroy()
    return 'cut'
  }
  return 'through'
}

async function readParameters(request: FastifyRequest, body: Buffer): Promise<Record<string, unknown>> {
  const fields: Record<string, unknown> = await readForm(request, body)
  // grammY hands a file over under a name of its own, `attach://name`; an album names its files in a list.
  const attached = (value: unknown) => {
    const name =
      typeof value === 'string' && value.startsWith('attach://') ? value.slice('attach://'.length) : undefined
    if (name === undefined || !(name in fields)) return value
    const file = fields[name]
    delete fields[name]
    return file
  }
  const album = listIn(fields['media'])
  if (album) fields['media'] = album.map((one) => ({ ...one, media: attached(one.media) }))
  for (const [name, value] of Object.entries(fields)) if (name in fields) fields[name] = attached(value)
  return fields
}

function listIn(given: unknown): { media?: unknown }[] | undefined {
  try {
    const list: unknown = typeof given === 'string' ? JSON.parse(given) : undefined
    return Array.isArray(list) ? (list as { media?: unknown }[]) : undefined
  } catch {
    return undefined
  }
}
