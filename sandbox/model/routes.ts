import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { answerTo } from './answers.ts'
import type { ModelRequests } from './requests.ts'
import type { ModelTrouble, ModelTroubles } from './trouble.ts'

const body = z.looseObject({
  model: z.string(),
  messages: z
    .array(z.looseObject({ role: z.enum(['system', 'developer', 'user', 'assistant']), content: z.string() }))
    .min(1),
  stream: z.boolean().optional(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).optional(),
  max_tokens: z.int().positive().optional(),
  max_completion_tokens: z.int().positive().optional(),
})

/** A model behind OpenAI's API that needs no AI: it says that it is a demo and answers what it can. */
export async function modelRoutes(
  app: FastifyInstance,
  options: { tokenDelayMs: number; troubles: ModelTroubles; requests: ModelRequests },
): Promise<void> {
  app.get('/v1/models', async () => ({
    object: 'list',
    data: [{ id: 'demo', object: 'model', created: 0, owned_by: 'sandbox' }],
  }))

  app.post('/v1/chat/completions', async (request, reply) => {
    const parsed = body.safeParse(request.body)
    if (!parsed.success)
      return refuse(reply, 400, `${parsed.error.issues[0]!.path.join('.')}: ${parsed.error.issues[0]!.message}`)
    options.requests.add(parsed.data)
    const { messages, model, stream } = parsed.data
    const trouble = options.troubles.meet()
    if (trouble?.kind === 'error') return refuse(reply, trouble.status ?? 500, 'Trouble on demand')
    const shown = answerTo(messages)
    if (shown.fails) return refuse(reply, 503, 'The demo model fails because it was asked to')
    const limit = parsed.data.max_tokens ?? parsed.data.max_completion_tokens ?? Infinity
    const all = tokensOf(trouble?.kind === 'empty' ? '' : shown.text)
    const tokens = all.slice(0, limit)
    const finish = tokens.length < all.length ? 'length' : 'stop'
    const usage = {
      prompt_tokens: messages.reduce((sum, turn) => sum + tokensOf(turn.content).length, 0),
      completion_tokens: tokens.length,
      total_tokens: 0,
    }
    usage.total_tokens = usage.prompt_tokens + usage.completion_tokens
    const head = { id: `demo-${Date.now()}`, created: Math.floor(Date.now() / 1000), model }
    if (!stream)
      return {
        ...head,
        object: 'chat.completion',
        usage,
        choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', content: tokens.join('') } }],
      }
    const delayMs =
      trouble?.kind === 'slow' ? (trouble.ms ?? 500) : shown.slow ? options.tokenDelayMs * 8 : options.tokenDelayMs
    await speak(reply, {
      head,
      tokens,
      finish,
      usage: parsed.data.stream_options?.include_usage ? usage : undefined,
      delayMs,
      trouble,
    })
    return reply
  })
}

interface Speech {
  head: object
  tokens: string[]
  finish: string
  usage: object | undefined
  delayMs: number
  trouble: ModelTrouble | undefined
}

async function speak(reply: FastifyReply, { head, tokens, finish, usage, delayMs, trouble }: Speech) {
  const { raw } = reply.hijack()
  const gone = new AbortController()
  raw.once('close', () => gone.abort())
  const wait = (ms: number) => sleep(ms, undefined, { signal: gone.signal }).catch(() => undefined)
  const say = (choices: object[], more: object = {}) =>
    raw.write(`data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices, ...more })}\n\n`)

  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  raw.flushHeaders()
  if (trouble?.kind === 'silent') await wait(trouble.ms ?? 600_000)
  if (trouble?.kind === 'garbage') return void raw.end('data: {"this is": no json\n\n')
  say([{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }])
  for (const [index, content] of tokens.entries()) {
    if (gone.signal.aborted) return
    if (trouble?.kind === 'cut' && index >= Math.max(3, tokens.length / 3)) return void raw.destroy()
    if (delayMs > 0) await wait(delayMs)
    say([{ index: 0, delta: { content }, finish_reason: null }])
  }
  say([{ index: 0, delta: {}, finish_reason: finish }])
  if (usage) say([], { usage })
  raw.end('data: [DONE]\n\n')
}

/** Words with the space behind them: near enough to tokens for counting and for a human pace. */
function tokensOf(text: string): string[] {
  return text.match(/\S{1,12}\s*|\s+/g) ?? []
}

function refuse(reply: FastifyReply, status: number, message: string) {
  return reply.code(status).send({
    error: { message, type: status === 400 ? 'invalid_request_error' : 'server_error', param: null, code: null },
  })
}
