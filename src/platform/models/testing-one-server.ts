import { randomUUID } from 'node:crypto'
import { answer, type AnswerEvent, type Done, ModelError } from './answer.ts'
import type { FailureReason, ModelFailure, Try } from './failure.ts'
import { afterAll, beforeAll } from 'vitest'
import type { Limits } from './limits.ts'
import { type Reply, TestServer } from './testing-server.ts'
import { Prompt } from './prompt.ts'

/** What it says is a dialect of servers. Of the tests of this file, once `useServer` has started it. */
export let server: TestServer

export function useServer(): void {
  beforeAll(async () => {
    server = new TestServer()
    await server.start()
  })
  afterAll(() => server.stop())
}

const prompt = new Prompt({
  system: 'Be kind.',
  referred: null,
  asked: [{ type: 'text', text: 'hello' }],
}).after([{ id: 1, question: 'before', answer: 'long ago' }])
const limits: Partial<Limits> = { backoffMs: 1, figuresTimeoutMs: 200 }

interface Outcome {
  text: string | undefined
  finishReason: Done['finishReason'] | undefined
  reason: FailureReason | undefined
  tries: Try[] | undefined
  calls: number
  events: AnswerEvent[]
  done: Done | undefined
}

/** Asks one server, each time by an address of its own, so that it remembers nothing of the test before. */
export async function ask(
  replies: Reply[],
  more: {
    limits?: Partial<Limits>
    maxOutputTokens?: number
    path?: string
    seen?: (event: AnswerEvent, stop: () => void) => unknown
  } = {},
): Promise<Outcome> {
  server.clear(...replies)
  const events: AnswerEvent[] = []
  const provider = {
    name: 'first',
    baseUrl: server.address(more.path ?? randomUUID()),
    apiKey: 'k',
    model: 'm',
    wire: 'chat' as const,
    contextTokens: 1_000_000,
    maxOutputTokens: more.maxOutputTokens ?? 1_000,
  }
  const stop = new AbortController()
  const outcome = (failure?: ModelFailure): Outcome => {
    const last = events.at(-1)
    const done = last?.type === 'done' ? last : undefined
    return {
      text: done?.text,
      finishReason: done?.finishReason,
      reason: failure?.reason,
      tries: failure?.tries ?? done?.tries,
      calls: server.asked.length,
      events,
      done,
    }
  }
  try {
    for await (const event of answer({
      providers: [provider],
      prompt,
      caller: { person: 'p', conversation: 'c' },
      signal: stop.signal,
      limits: { ...limits, ...more.limits },
    })) {
      events.push(event)
      more.seen?.(event, () => stop.abort())
    }
    return outcome()
  } catch (error) {
    if (error instanceof ModelError) return outcome(error.failure)
    throw error
  }
}

/** The text so far as a listener has it. */
export function grown(events: AnswerEvent[]): string {
  return events.reduce(
    (text, event) => (event.type === 'delta' ? text + event.text : event.type === 'restarted' ? '' : text),
    '',
  )
}
