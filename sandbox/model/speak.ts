import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import type { ModelRequests } from './requests.ts'
import { type Question, type Speech, speechTo } from './speech.ts'
import type { ModelTroubles } from './trouble.ts'

/** How one wire says the same things; what is streamed is ready to be written. */
export interface Wire {
  begin(speech: Speech): string
  thoughts(speech: Speech): string[]
  words(speech: Speech): string[]
  end(speech: Speech): string
  /** For requests without a stream. */
  whole(speech: Speech): object
  refusal(status: number, message: string): object
}

export interface DemoTools {
  tokenDelayMs: number
  troubles: ModelTroubles
  requests: ModelRequests
}

/** Answers a question by a wire, with the trouble that was made on demand. */
export async function answerBy(
  wire: Wire,
  reply: FastifyReply,
  { asked, question, tools }: { asked: unknown; question: Question; tools: DemoTools },
): Promise<unknown> {
  const refuse = (status: number, message: string) => reply.code(status).send(wire.refusal(status, message))
  tools.requests.add(asked)
  const trouble = tools.troubles.meet()
  if (trouble?.kind === 'error') return refuse(trouble.status ?? 500, 'Trouble on demand')
  const speech = await speechTo(question, { tokenDelayMs: tools.tokenDelayMs, trouble })
  if (!speech) return refuse(503, 'The demo model fails because it was asked to')
  if (!question.streams) return wire.whole(speech)
  await speak(wire, reply, speech)
  return reply
}

async function speak(wire: Wire, reply: FastifyReply, speech: Speech): Promise<void> {
  const { trouble, delayMs } = speech
  const { raw } = reply.hijack()
  const gone = new AbortController()
  raw.once('close', () => gone.abort())
  const wait = (ms: number) => sleep(ms, undefined, { signal: gone.signal }).catch(() => undefined)

  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  raw.flushHeaders()
  if (trouble?.kind === 'silent') await wait(trouble.ms ?? 600_000)
  if (trouble?.kind === 'garbage') return void raw.end('data: {"this is": no json\n\n')
  raw.write(wire.begin(speech))
  const words = wire.words(speech)
  const cutAt = trouble?.kind === 'cut' ? Math.max(3, words.length / 3) : Infinity
  for (const [index, said] of [...wire.thoughts(speech), ...words].entries()) {
    if (gone.signal.aborted) return
    if (index - speech.thoughts.length >= cutAt) return void raw.destroy()
    if (delayMs > 0) await wait(delayMs)
    raw.write(said)
  }
  raw.end(wire.end(speech))
}

/** One event of a stream; its name stands before it where a wire names its events. */
export function eventLine(data: object, name?: string): string {
  return `${name ? `event: ${name}\n` : ''}data: ${JSON.stringify(data)}\n\n`
}
