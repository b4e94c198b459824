import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useProxy } from '#platform/runtime/proxy.ts'
import { answer } from './answer.ts'
import type { Limits } from './limits.ts'
import { Prompt } from './prompt.ts'
import type { Provider, WireName } from './provider.ts'
import { refusal, TestServer } from './testing-server.ts'
import { speakers } from './testing-speakers.ts'

const server = new TestServer()
beforeAll(() => server.start())
afterEach(() => void useProxy({}))
afterAll(() => server.stop())

type Body = Record<string, unknown>

async function ask(
  wire: WireName,
  more: Partial<Provider> = {},
  limits: Partial<Limits> = { attempts: 1 },
): Promise<string | undefined> {
  const provider: Provider = {
    name: 'first',
    wire,
    baseUrl: server.address(randomUUID()),
    apiKey: 'k',
    model: 'm',
    contextTokens: 100_000,
    maxOutputTokens: 1_000,
    ...more,
  }
  for await (const event of answer({
    providers: [provider],
    prompt: new Prompt({ system: 'Be kind.', referred: null, asked: [{ type: 'text', text: 'hello' }] }).after([
      { id: 1, question: 'before', answer: 'long ago' },
    ]),
    caller: { person: 'person-hash', conversation: 'conversation-hash' },
    signal: new AbortController().signal,
    limits,
  }))
    if (event.type === 'done') return event.text
  return undefined
}
async function sent(wire: WireName, more: Partial<Provider> = {}): Promise<Body> {
  server.clear(speakers[wire].answer('fine'))
  expect(await ask(wire, more)).toBe('fine')
  return server.asked.at(-1)!.body
}

describe('a provider is told of who asks by names that mean nothing to others', () => {
  test.each<[WireName, Body]>([
    ['responses', { safety_identifier: 'person-hash', prompt_cache_key: 'conversation-hash', store: false }],
    ['anthropic', { metadata: { user_id: 'person-hash' } }],
    ['xai', { safety_identifier: 'person-hash', prompt_cache_key: 'conversation-hash' }],
    ['mistral', { prompt_cache_key: 'conversation-hash' }],
  ])('%s', async (wire, expected) => {
    expect(await sent(wire)).toMatchObject(expected)
  })

  test('but no server that only speaks Chat Completions as OpenAI does', async () => {
    const body = await sent('chat')
    expect(Object.keys(body).toSorted()).toEqual(['max_tokens', 'messages', 'model', 'stream', 'stream_options'])
  })

  test('and OpenAI itself also by Chat Completions', async () => {
    // What goes to OpenAI goes through a proxy, which is the test's server.
    useProxy({ HTTP_PROXY: new URL(server.address()).origin })
    const body = await sent('chat', { baseUrl: 'http://api.openai.com/v1' })
    expect(server.asked[0]!.path).toBe('http://api.openai.com/v1/chat/completions')
    expect(body).toMatchObject({
      safety_identifier: 'person-hash',
      prompt_cache_key: 'conversation-hash',
      store: false,
      max_completion_tokens: 1_000,
    })
  })
})

test('Anthropic is told to keep who the model is and what was said before', async () => {
  const { system, messages } = await sent('anthropic')
  const kept = { cache_control: { type: 'ephemeral' } }
  expect(system).toEqual([{ type: 'text', text: 'Be kind.', ...kept }])
  expect((messages as { content: object[] }[]).map(({ content }) => content[0])).toEqual([
    { type: 'text', text: 'before' },
    { type: 'text', text: 'long ago', ...kept },
    { type: 'text', text: 'hello' },
  ])
})

test.each<WireName>(['chat', 'responses'])('by %s who asks has a name, and reads no packed body', async (wire) => {
  await sent(wire)
  expect(server.asked[0]!.headers).toMatchObject({ 'user-agent': 'pomogator', 'accept-encoding': 'identity' })
})

describe('how long a model reasons is said', () => {
  test.each<[WireName, Body]>([
    ['chat', { reasoning_effort: 'low' }],
    ['responses', { reasoning: { effort: 'low', summary: 'auto' } }],
    ['anthropic', { output_config: { effort: 'low' } }],
  ])('by the wire %s', async (wire, expected) => {
    expect(await sent(wire, { reasoning: 'low', model: 'claude-x' })).toMatchObject(expected)
  })

  test('and one that is to reason for long may be silent for twice as long', async () => {
    const { grammar } = speakers.responses
    server.clear((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(speakers.responses.lines(grammar.begin, grammar.reasoning('hm')))
      setTimeout(() => response.end(speakers.responses.bodyOf('Thought through')), 1_700)
    })
    const limits = { attempts: 1, firstPieceTimeoutMs: 1_500, idleTimeoutMs: 1_500 }
    expect(await ask('responses', { reasoning: 'high' }, limits)).toBe('Thought through')
  })

  test('and that it need not', async () => {
    expect((await sent('responses', { reasoning: 'none' }))['reasoning']).toEqual({ effort: 'none' })
  })

  test('and nothing where the catalogue says nothing', async () => {
    expect(await sent('responses')).not.toHaveProperty('reasoning')
    expect(await sent('chat')).not.toHaveProperty('reasoning_effort')
  })
})

describe('a parameter that a server refuses by name is left out, and this is remembered', () => {
  const named = (param: string, message: string) =>
    refusal(400, { error: { message, type: 'invalid_request_error', param, code: 'unsupported_parameter' } })

  test.each<[WireName, string, string, Body, string[]]>([
    [
      'responses',
      'reasoning.summary',
      'Your organization must be verified to generate reasoning summaries.',
      { reasoning: { effort: 'low' } },
      [],
    ],
    ['responses', 'reasoning.effort', "Unsupported parameter: 'reasoning.effort'", {}, ['reasoning']],
    ['responses', 'safety_identifier', "Unknown parameter: 'safety_identifier'", {}, ['safety_identifier']],
    ['responses', 'prompt_cache_key', "Unknown parameter: 'prompt_cache_key'", {}, ['prompt_cache_key']],
    ['responses', 'max_output_tokens', "Unsupported parameter: 'max_output_tokens'", {}, ['max_output_tokens']],
    ['chat', 'reasoning_effort', "Unsupported parameter: 'reasoning_effort'", {}, ['reasoning_effort']],
  ])('by %s: %s', async (wire, param, message, expected, absent) => {
    const more = { baseUrl: server.address(randomUUID()), reasoning: 'low' as const }
    server.clear(named(param, message), speakers[wire].answer('fine'))
    expect([await ask(wire, more), server.asked.length]).toEqual(['fine', 2])
    const again = await sent(wire, more)
    expect(server.asked).toHaveLength(1)
    expect(again).toMatchObject(expected)
    for (const name of absent) expect(again).not.toHaveProperty(name)
  })
})
