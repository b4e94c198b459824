import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Duplex } from 'node:stream'
import { LLMock } from '@copilotkit/aimock'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { answer, type AnswerEvent, type Done, ModelError } from './answer.ts'
import { pausableAgent } from '#platform/runtime/proxy.ts'
import type { Limits } from './limits.ts'
import { Prompt } from './prompt.ts'
import type { Provider } from './provider.ts'

/** Pauses between tries are noted and passed over. */
const pauses = vi.hoisted((): number[] => [])
vi.mock('#platform/runtime/pass.ts', () => ({ passOrAbort: async (ms: number) => void pauses.push(ms) }))

type Reply = (request: IncomingMessage, response: ServerResponse) => unknown

let server: Server
let baseUrl: string
let replies: Reply[] = []
let requests = 0
const hanging = new Set<ServerResponse>()

beforeAll(async () => {
  server = createServer((request, response) => {
    requests += 1
    hanging.add(response)
    response.once('close', () => hanging.delete(response))
    const reply = replies.length > 1 ? replies.shift()! : replies[0]!
    reply(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  baseUrl = `http://127.0.0.1:${(server.address() as { port: number }).port}/v1`
})
afterEach(() => {
  requests = 0
  for (const response of hanging) response.destroy()
})
afterAll(() => server.close())

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: '1', object: 'chat.completion.chunk', created: 0, model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
const begin = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' })
const whole =
  (text: string, finish = 'stop'): Reply =>
  (_request, response) => {
    begin(response)
    for (const word of wordsOf(text)) response.write(chunk({ content: word }))
    end(response, finish)
  }
const wordsOf = (text: string) => text.split(/(?<= )/)
const end = (response: ServerResponse, finish = 'stop') => {
  response.write(chunk({}, finish))
  response.write(
    `data: ${JSON.stringify({ id: '1', object: 'chat.completion.chunk', created: 0, model: 'm', choices: [], usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 } })}\n\n`,
  )
  response.end('data: [DONE]\n\n')
}
const status =
  (code: number, headers: Record<string, string> = {}): Reply =>
  (_request, response) =>
    response.writeHead(code, { 'content-type': 'application/json', ...headers }).end('{"error":{"message":"no"}}')
const cut: Reply = (_request, response) => {
  begin(response)
  response.write(chunk({ content: 'half an ' }))
  setImmediate(() => response.destroy())
}
const silent: Reply = () => undefined
const silentAfterAWord: Reply = (_request, response) => {
  begin(response)
  response.write(chunk({ content: 'one ' }))
}

const quick: Partial<Limits> = {
  figuresTimeoutMs: 500,
  attempts: 3,
  backoffMs: 1,
  longestPauseMs: 1_500,
}
/** For a model that falls silent; others have the usual time, so that a busy machine is not taken for a silent model. */
const hasty: Partial<Limits> = { connectTimeoutMs: 700, firstPieceTimeoutMs: 700, idleTimeoutMs: 700 }
const provider = (name = 'first', url = baseUrl): Provider => ({
  name,
  baseUrl: url,
  apiKey: 'k',
  model: 'm',
  wire: 'chat',
  contextTokens: 100_000,
  maxOutputTokens: 1_000,
})

async function ask(options: {
  replies: Reply[]
  providers?: Provider[]
  limits?: Partial<Limits>
  signal?: AbortSignal
  seen?: (event: AnswerEvent) => unknown
}) {
  replies = options.replies
  const events: AnswerEvent[] = []
  const stream = answer({
    providers: options.providers ?? [provider()],
    prompt: new Prompt({ system: 'Be kind.', referred: null, asked: [{ type: 'text', text: 'hello' }] }),
    caller: { person: 'p', conversation: 'c' },
    signal: options.signal ?? new AbortController().signal,
    limits: { ...quick, ...options.limits },
  })
  for await (const event of stream) {
    events.push(event)
    options.seen?.(event)
  }
  return { events, done: events.at(-1) as Done }
}
const textsOf = (events: AnswerEvent[]) => events.filter((event) => event.type === 'delta').map((event) => event.text)
async function failure(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ModelError)
  return (error as ModelError).failure
}

describe('an answer', () => {
  test('comes piece by piece, with its figures at the end', async () => {
    const words = ['hello ', 'there ', 'friend']
    // Each when the one before it was heard: what is there already is read together.
    const left = [...words]
    let sayNext = () => {}
    const saying: Reply = (_request, response) => {
      begin(response)
      sayNext = () => (left.length > 0 ? response.write(chunk({ content: left.shift() })) : end(response))
      sayNext()
    }
    const { events, done } = await ask({ replies: [saying], seen: ({ type }) => type === 'delta' && sayNext() })
    expect(textsOf(events)).toEqual(words)
    expect(done).toMatchObject({
      text: 'hello there friend',
      model: 'm',
      provider: 'first',
      fellBack: false,
      finishReason: 'stop',
      usage: { inputTokens: 3, cachedInputTokens: 0, outputTokens: 2, reasoningTokens: 0, estimated: false },
    })
    expect(done.firstTokenMs).toBeLessThanOrEqual(done.totalMs)
  })

  test('that is there at once is one piece', async () => {
    const { events, done } = await ask({ replies: [whole('hello there friend')] })
    expect(textsOf(events)).toEqual(['hello there friend'])
    expect(done).toMatchObject({ text: 'hello there friend', finishReason: 'stop', usage: { outputTokens: 2 } })
  })

  test('that cannot be read further has said what came before, also in the same moment', async () => {
    const broken: Reply = (_request, response) => {
      begin(response)
      response.end(`${chunk({ content: 'half ' })}${chunk({ content: 'an ' })}data: {"choices": [}\n\n`)
    }
    const { events, done } = await ask({ replies: [broken, whole('fine')] })
    expect(textsOf(events)).toEqual(['half an ', 'fine'])
    expect(done.tries.map(({ outcome }) => outcome)).toEqual(['unavailable', 'answered'])
  })

  test('that reached the limit of its length says so', async () => {
    expect((await ask({ replies: [whole('cut short', 'length')] })).done.finishReason).toBe('length')
  })

  test('is whole once the model has finished, whatever becomes of its figures and its connection', async () => {
    const finished = (end: (response: ServerResponse) => unknown): Reply[] => [
      (_request, response) => {
        begin(response)
        response.write(chunk({ content: 'whole' }))
        response.write(chunk({}, 'stop'), () => end(response))
      },
    ]
    for (const end of [() => undefined, (response: ServerResponse) => response.destroy()]) {
      requests = 0
      const { done } = await ask({ replies: finished(end) })
      expect(done).toMatchObject({ text: 'whole', finishReason: 'stop', usage: { estimated: true } })
      expect(requests).toBe(1)
    }
  })

  test('that is stopped before the first word is empty, and the server is asked once', async () => {
    const stop = new AbortController()
    const reply: Reply = () => stop.abort()
    expect((await ask({ replies: [reply], signal: stop.signal })).done).toMatchObject({
      text: '',
      finishReason: 'stopped',
      firstTokenMs: null,
    })
    expect(requests).toBe(1)
  })

  test('that is stopped keeps what was said, and the server is told to stop', async () => {
    const stop = new AbortController()
    let closed = false
    const reply: Reply = (request, response) => {
      response.once('close', () => (closed = true))
      silentAfterAWord(request, response)
    }
    const { done } = await ask({
      replies: [reply],
      signal: stop.signal,
      seen: (event) => event.type === 'delta' && stop.abort(),
    })
    expect(done).toMatchObject({ text: 'one ', finishReason: 'stopped' })
    await expect.poll(() => closed).toBe(true)
  })
})

describe('before the first word', () => {
  test.each([
    ['429', status(429)],
    ['500', status(500)],
    ['503', status(503)],
    ['408', status(408)],
    ['a refused connection', (request: IncomingMessage) => request.socket.destroy()],
    ['silence', silent],
    ['silence after the headers', (_request, response) => begin(response).flushHeaders()],
    ['rubbish', (_request, response) => begin(response).end('data: {no json\n\n')],
    ['an empty stream', (_request, response) => begin(response).end('data: [DONE]\n\n')],
  ])('%s is tried again', async (name, bad) => {
    const limits = name.startsWith('silence') ? hasty : {}
    const { done } = await ask({ replies: [bad, whole('fine')], limits })
    expect(done.text).toBe('fine')
    expect(requests).toBe(2)
  })

  test.each<[string, () => Record<string, string>, [number, number]]>([
    ['in seconds', () => ({ 'retry-after': '1' }), [1_000, 1_000]],
    ['in milliseconds', () => ({ 'retry-after-ms': '900', 'retry-after': '60' }), [900, 900]],
    // The date has no milliseconds, and some time has passed before it is read.
    ['by a date', () => ({ 'retry-after': new Date(Date.now() + 60_000).toUTCString() }), [30_000, 60_000]],
  ])('the pause that the server asks for %s is kept', async (_, headers, [least, most]) => {
    pauses.length = 0
    const { done } = await ask({ replies: [status(503, headers()), whole('fine')], limits: { longestPauseMs: 70_000 } })
    expect(done.text).toBe('fine')
    expect(pauses).toHaveLength(1)
    expect(pauses[0]).toBeGreaterThanOrEqual(least)
    expect(pauses[0]).toBeLessThanOrEqual(most)
  })

  test('a model that reasons may be silent for longer than between its words', async () => {
    const thoughtful: Reply = (_request, response) => {
      begin(response).flushHeaders()
      setTimeout(() => {
        response.write(chunk({ content: 'thought through' }))
        response.end(chunk({}, 'stop'))
      }, 300)
    }
    const { done } = await ask({ replies: [thoughtful], limits: { idleTimeoutMs: 100, firstPieceTimeoutMs: 20_000 } })
    expect([done.text, requests]).toEqual(['thought through', 1])
  })

  test('a pause that is too long is not waited for: the next provider is asked', async () => {
    const { done } = await ask({
      replies: [status(429, { 'retry-after': '60' }), whole('fine')],
      providers: [provider('first'), provider('second')],
    })
    expect(done).toMatchObject({ text: 'fine', provider: 'second', fellBack: true })
    expect(requests).toBe(2)
  })

  test('what no repetition mends is not repeated, but the next provider is asked', async () => {
    for (const code of [400, 401, 403, 404]) {
      requests = 0
      const { done } = await ask({
        replies: [status(code), whole('fine')],
        providers: [provider('first'), provider('second')],
      })
      expect([done.provider, requests]).toEqual(['second', 2])
    }
  })
})

describe('after the first word', () => {
  test('a cut stream is begun anew, and half an answer never passes for a whole one', async () => {
    const { events, done } = await ask({ replies: [cut, whole('a whole one')] })
    expect(events.map((event) => event.type)).toEqual(['delta', 'restarted', 'delta', 'done'])
    expect(done.text).toBe('a whole one')
  })

  test('a provider that breaks twice before the person is not asked a third time', async () => {
    const { events, done } = await ask({
      replies: [cut, cut, whole('a whole one')],
      providers: [provider('first'), provider('second')],
    })
    expect(events.filter((event) => event.type === 'restarted').map((event) => event.provider)).toEqual([
      'first',
      'first',
    ])
    expect(done).toMatchObject({ text: 'a whole one', provider: 'second' })
  })

  test('a stream that ends with an error is no answer', async () => {
    const error: Reply = (_request, response) => {
      begin(response)
      response.write(chunk({ content: 'half ' }))
      response.end(chunk({}, 'error'))
    }
    const { done } = await ask({ replies: [error, whole('fine')] })
    expect(done.text).toBe('fine')
  })

  test('a model that falls silent is not waited for for ever', async () => {
    const { events, done } = await ask({ replies: [silentAfterAWord, whole('fine')], limits: hasty })
    expect(events.map((event) => event.type)).toContain('restarted')
    expect(done.text).toBe('fine')
  })
})

describe('an outage of this machine', () => {
  const kept = pausableAgent(new URL('http://localhost'))
  type Connect = typeof kept.createConnection
  const short =
    (code: string): Connect =>
    (_options, callback) => {
      process.nextTick(() => callback!(Object.assign(new Error(code), { code }), new Duplex()))
      return undefined
    }
  // With connections that are kept nothing would have to be opened.
  beforeEach(() => kept.destroy())
  afterEach(() => void vi.restoreAllMocks())

  test.each(['EMFILE', 'ENFILE', 'ENOMEM', 'ENOBUFS', 'EADDRNOTAVAIL', 'EAI_AGAIN'])(
    'by %s is waited for, counts as no try, and costs no answer',
    async (code) => {
      let refused = 0
      const connect = vi.spyOn(kept, 'createConnection')
      for (let n = 0; n < 7; n += 1)
        connect.mockImplementationOnce((options, callback) => {
          refused += 1
          return short(code)(options, callback)
        })
      const { done } = await ask({ replies: [status(500), status(500), whole('fine')] })
      expect([done.text, requests, refused]).toEqual(['fine', 3, 7])
    },
  )

  test('that does not end is told in the end as a model that is unavailable', async () => {
    const connect = vi.spyOn(kept, 'createConnection').mockImplementation(short('EMFILE'))
    const found = await failure(ask({ replies: [silent], limits: { outageMs: 400, longestPauseMs: 4 } }))
    expect([found.reason, found.tries.length]).toEqual(['unavailable', 1])
    expect(connect.mock.calls.length).toBeGreaterThan(quick.attempts!)
  })
})

describe('when nobody answers', () => {
  test('the failure names its reason and every try', async () => {
    const found = await failure(ask({ replies: [status(500)], providers: [provider('first'), provider('second')] }))
    expect(found.reason).toBe('unavailable')
    expect(found.tries.map(({ provider, outcome, status }) => [provider, outcome, status])).toEqual([
      ...Array.from({ length: 3 }, () => ['first', 'unavailable', 500]),
      ...Array.from({ length: 3 }, () => ['second', 'unavailable', 500]),
    ])
  })

  test('a provider that was silent for long is not asked again, the next one is', async () => {
    for (const reply of [silent, silentAfterAWord]) {
      const found = await failure(
        ask({
          replies: [reply],
          providers: [provider(), provider('second')],
          limits: { idleTimeoutMs: 50, connectTimeoutMs: 50, firstPieceTimeoutMs: 50, lastTryAfterSilenceMs: 40 },
        }),
      )
      expect(found.tries.map(({ provider, outcome }) => [provider, outcome])).toEqual([
        ['first', 'timeout'],
        ['second', 'timeout'],
      ])
    }
  })

  test('no further try begins when it is late', async () => {
    const found = await failure(
      ask({ replies: [silent], providers: [provider(), provider('second')], limits: { ...hasty, lastTryAfterMs: 0 } }),
    )
    expect(found.tries.map(({ provider }) => provider)).toEqual(['first'])
  })

  test.each([
    ['rate_limited', status(429)],
    ['bad_request', status(400)],
    ['refused', status(401)],
    ['timeout', silent],
    ['cut', cut],
    ['empty', whole('')],
  ])('%s', async (reason, reply) => {
    const limits = { attempts: 1, ...(reply === silent ? hasty : {}) }
    expect((await failure(ask({ replies: [reply], limits }))).reason).toBe(reason)
  })

  test('a server that is not there is unavailable', async () => {
    expect(
      (
        await failure(
          ask({
            replies: [silent],
            providers: [provider('nowhere', 'http://127.0.0.1:9/v1')],
            limits: { attempts: 1 },
          }),
        )
      ).reason,
    ).toBe('unavailable')
  })
})

describe('with a model server that is not ours', () => {
  test('a refusal, then an answer', async () => {
    const mock = new LLMock({ port: 0 })
    await mock.start()
    mock.onMessage('hello', { content: 'Good day to you.' })
    mock.nextRequestError(429, { message: 'slow down', type: 'rate_limit' })
    const { done } = await ask({ replies: [silent], providers: [provider('mock', `${mock.url}/v1`)] })
    expect(done).toMatchObject({ text: 'Good day to you.', finishReason: 'stop' })
    await mock.stop()
  })
})
