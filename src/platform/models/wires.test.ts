import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answer, type AnswerEvent, type Done, ModelError } from './answer.ts'
import type { ModelFailure } from './failure.ts'
import type { Limits } from './limits.ts'
import { Prompt } from './prompt.ts'
import { type Provider, type WireName, wireNames } from './provider.ts'
import { refusal, type Reply, TestServer } from './testing-server.ts'
import { speakers } from './testing-speakers.ts'

const server = new TestServer()
beforeAll(() => server.start())
afterAll(() => server.stop())

interface Outcome {
  events: AnswerEvent[]
  done: Done | undefined
  failure: ModelFailure | undefined
}
interface More {
  limits?: Partial<Limits>
  provider?: Partial<Provider>
  next?: WireName
  seen?: (event: AnswerEvent, stop: () => void) => unknown
}

const prompt = new Prompt({
  system: 'Be kind.',
  referred: null,
  asked: [{ type: 'text', text: 'hello' }],
}).after([{ id: 1, question: 'before', answer: 'long ago' }])

/** Asks the server by one wire, and by another one after it where that is wanted. */
async function ask(wire: WireName, replies: Reply[], more: More = {}): Promise<Outcome> {
  server.clear(...replies)
  const events: AnswerEvent[] = []
  const stop = new AbortController()
  const provider = (name: WireName): Provider => ({
    name,
    wire: name,
    baseUrl: server.address(randomUUID()),
    apiKey: 'k',
    model: 'm',
    contextTokens: 100_000,
    maxOutputTokens: 1_000,
    ...more.provider,
  })
  try {
    for await (const event of answer({
      providers: [provider(wire), ...(more.next ? [provider(more.next)] : [])],
      prompt,
      caller: { person: 'person-hash', conversation: 'conversation-hash' },
      signal: stop.signal,
      limits: { backoffMs: 1, figuresTimeoutMs: 200, ...more.limits },
    })) {
      events.push(event)
      more.seen?.(event, () => stop.abort())
    }
  } catch (error) {
    if (error instanceof ModelError) return { events, done: undefined, failure: error.failure }
    throw error
  }
  return { events, done: events.at(-1) as Done, failure: undefined }
}

const begun = (body: string, then: (response: Parameters<Reply>[0]) => unknown): Reply => {
  return (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(body, () => then(response))
  }
}
/** These tell of their reasoning in words for people. */
const summarises = new Set<WireName>(['responses', 'anthropic', 'google', 'xai'])
const texts = (events: AnswerEvent[]) => events.filter(({ type }) => type === 'delta').length

describe.each(wireNames)('by the wire %s', (wire) => {
  const speaker = speakers[wire]
  const { grammar } = speaker
  const figures = { input: 20, cached: 15, output: 9, reasoning: 4 }
  const half = speaker.lines(grammar.begin, grammar.text('half an '))

  test('an answer comes piece by piece, with its figures', async () => {
    // The second piece when the first one was heard: what is there already may be read together.
    let goOn = () => {}
    const saying = begun(speaker.lines(grammar.begin, grammar.text('Good ')), (response) => {
      goOn = () => response.end(speaker.lines(grammar.text('day'), grammar.end('stop', figures)))
    })
    const { done, events } = await ask(wire, [saying], { seen: ({ type }) => type === 'delta' && goOn() })
    expect(server.asked.map(({ path }) => path)).toEqual([expect.stringMatching(grammar.path)])
    expect([done?.text, done?.finishReason, texts(events)]).toEqual(['Good day', 'stop', 2])
    const known = ['perplexity', 'mistral'].includes(wire) ? {} : { cachedInputTokens: 15, reasoningTokens: 4 }
    expect(done?.usage).toMatchObject({ inputTokens: 20, outputTokens: 9, estimated: false, ...known })
  })

  test('what the provider says of its searches is counted, and none where it says nothing', async () => {
    const says = (searches: object): Reply => {
      const end = grammar.end('stop', { ...figures, ...searches })
      return (response) => response.writeHead(200).end(speaker.lines(grammar.begin, grammar.text('Found'), end))
    }
    const searched = await ask(wire, [says({ searches: 3 })])
    const silent = await ask(wire, [says({})])
    expect([searched.done?.usage.searches, silent.done?.usage.searches]).toEqual([3, undefined])
  })

  test('an answer is the same however its bytes are cut', async () => {
    const bytes = Buffer.from(speaker.bodyOf('Добрый ', 'день'))
    const { done } = await ask(wire, [
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.socket!.setNoDelay(true)
        const say = (at: number): void => {
          if (at === bytes.length) return void response.end()
          response.write(bytes.subarray(at, at + 1), () => setImmediate(say, at + 1))
        }
        say(0)
      },
    ])
    expect([done?.text, server.asked.length]).toEqual(['Добрый день', 1])
  })

  test('lines may end with CRLF, and comments may stand between them', async () => {
    const body = `: PROCESSING\n\n${speaker.bodyOf('Good ', 'day')}`.replaceAll('\n', '\r\n')
    const { done } = await ask(wire, [(response) => response.writeHead(200).end(body)])
    expect([done?.text, server.asked.length]).toEqual(['Good day', 1])
  })

  test('reasoning is told before the answer, and is no part of it', async () => {
    const body = speaker.lines(
      grammar.begin,
      grammar.reasoning('hm, let me see what they want'),
      grammar.text('Yes'),
      grammar.end('stop', figures),
    )
    const { done, events } = await ask(wire, [(response) => response.writeHead(200).end(body)])
    expect(done?.text).toBe('Yes')
    const told = events
      .filter((event) => event.type === 'thinking')
      .at(-1)
      ?.summary.trim()
    expect(told).toBe(summarises.has(wire) ? 'hm, let me see what they want' : '')
    expect(events.map(({ type }) => type).lastIndexOf('thinking')).toBeLessThan(
      texts(events) === 1 ? events.length - 2 : 0,
    )
  })

  test('reasoning alone until the limit is no answer and costs one call', async () => {
    const body = speaker.lines(
      grammar.begin,
      grammar.reasoning('hm, let me see what they want'),
      grammar.end('length', figures),
    )
    const { failure } = await ask(wire, [(response) => response.writeHead(200).end(body)])
    expect([failure?.reason, server.asked.length]).toEqual(['no_room', 1])
    expect(failure?.tries[0]?.usage).toMatchObject({ inputTokens: 20, outputTokens: 9, estimated: false })
  })

  test('an answer that was cut at its limit says so', async () => {
    const body = speaker.lines(grammar.begin, grammar.text('Cut sho'), grammar.end('length', figures))
    const { done } = await ask(wire, [(response) => response.writeHead(200).end(body)])
    expect([done?.text, done?.finishReason]).toEqual(['Cut sho', 'length'])
  })

  test('an answer of which a filter let nothing through is named so', async () => {
    const body = speaker.lines(grammar.begin, grammar.end('filter', figures))
    const { failure } = await ask(wire, [(response) => response.writeHead(200).end(body)])
    expect([failure?.reason, server.asked.length]).toEqual(['filtered', 1])
  })

  test.each<[string, Reply]>([
    [
      'by an error in the stream',
      begun(half + speaker.lines(grammar.error('Overloaded')), (response) => response.end()),
    ],
    ['by a cut', begun(half, (response) => response.destroy())],
    ['by an end without a finish', begun(half, (response) => response.end())],
    ['by what is no JSON', begun(`${half}data: {no json\n\n`, (response) => response.end())],
    ['by silence', begun(half, () => undefined)],
  ])('an answer that ends %s is begun anew, and half of it never passes for a whole one', async (name, reply) => {
    const limits = name === 'by silence' ? { idleTimeoutMs: 500 } : {}
    const { done, events } = await ask(wire, [reply, speaker.answer('whole')], { limits })
    expect([done?.text, server.asked.length]).toEqual(['whole', 2])
    expect(events.map(({ type }) => type)).toContain('restarted')
    expect(done?.tries[0]?.usage).toMatchObject({ estimated: true })
  })

  test.each<[number, string, number]>([
    [401, 'refused', 1],
    [402, 'refused', 1],
    [403, 'refused', 1],
    [404, 'refused', 1],
    [308, 'refused', 1],
    [400, 'bad_request', 1],
    [429, 'rate_limited', 3],
    [500, 'unavailable', 3],
    [503, 'unavailable', 3],
  ])('a refusal by %d is named %s, and asked %d times', async (status, reason, calls) => {
    const { failure } = await ask(wire, [refusal(status, grammar.refusal('no'))])
    expect([failure?.reason, server.asked.length]).toEqual([reason, calls])
    expect(failure?.tries.map((one) => [one.status, one.usage.inputTokens])).toEqual(
      Array.from({ length: calls }, () => [status, 0]),
    )
  })

  test('a refusal for abuse is named so, and no other provider is asked', async () => {
    const said = grammar.refusal('Your prompt was flagged as potentially violating our usage policy')
    const { failure } = await ask(wire, [refusal(400, said)], { next: 'chat' })
    expect([failure?.reason, server.asked.length]).toEqual(['abuse', 1])
  })

  test('a conversation that is too long is sent once more with less of it', async () => {
    const said = grammar.refusal('prompt is too long: 210000 tokens > 200000 maximum')
    const { done } = await ask(wire, [refusal(400, said), speaker.answer('fine')])
    expect([done?.text, server.asked.length]).toEqual(['fine', 2])
  })

  test('an answer without end is read to a multiple of its limit, and the server is told to stop', async () => {
    const more = speaker.lines(grammar.text('слово '.repeat(100)))
    const endless: Reply = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(speaker.lines(grammar.begin))
      const say = () => {
        while (!response.destroyed && response.write(more));
      }
      response.on('drain', say)
      say()
    }
    const { done } = await ask(wire, [endless], { provider: { maxOutputTokens: 100 } })
    expect([done?.finishReason, done?.text.length, server.asked.length]).toEqual(['length', 800, 1])
    await expect.poll(() => server.hungUp).toBe(1)
  })

  test('a stopped answer keeps what was said, and the server is told to stop', async () => {
    const { done } = await ask(wire, [begun(half, () => undefined)], {
      seen: (event, stop) => event.type === 'delta' && stop(),
    })
    expect(done).toMatchObject({ text: 'half an ', finishReason: 'stopped', usage: { estimated: true } })
    await expect.poll(() => server.hungUp).toBe(1)
  })

  test.each(wireNames)('a failure goes on to the wire %s', async (next) => {
    const replies = [refusal(404, grammar.refusal('no such model')), speakers[next].answer('from the next one')]
    const { done } = await ask(wire, replies, { next })
    expect(done).toMatchObject({ text: 'from the next one', provider: next, fellBack: true })
  })
})

describe('searches by Responses', () => {
  const search = { type: 'web_search_call', id: 'w', status: 'completed', action: { type: 'search', query: 'q' } }
  const { grammar } = speakers.responses

  test('are counted as they end, also when the answer is stopped', async () => {
    const found = [{ type: 'response.output_item.done', output_index: 0, item: search }]
    const body = speakers.responses.lines(grammar.begin, found, found, grammar.text('half'))
    const { done } = await ask('responses', [begun(body, () => undefined)], {
      seen: (event, stop) => event.type === 'delta' && stop(),
    })
    expect(done).toMatchObject({ finishReason: 'stopped', usage: { searches: 2, estimated: true } })
  })

  test('are counted in an answer that comes whole', async () => {
    const output = [search, { type: 'message', content: [{ type: 'output_text', text: 'Found' }] }]
    const whole = { object: 'response', status: 'completed', output, usage: { input_tokens: 3, output_tokens: 2 } }
    const { done } = await ask('responses', [(response) => response.writeHead(200).end(JSON.stringify(whole))])
    expect(done).toMatchObject({ text: 'Found', usage: { inputTokens: 3, outputTokens: 2, searches: 1 } })
  })
})
