import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answer } from './answer.ts'
import { Prompt } from './prompt.ts'
import type { ModelError, Try } from './failure.ts'
import type { FileKind, Part, Provider, WireName } from './provider.ts'
import { TestServer } from './testing-server.ts'
import { speakers } from './testing-speakers.ts'

const server = new TestServer()
beforeAll(() => server.start())
afterAll(() => server.stop())

const picture: Part = { type: 'image', mediaType: 'image/jpeg', data: new TextEncoder().encode('bytes') }
const data = new TextEncoder().encode('bytes')
const base64 = Buffer.from('bytes').toString('base64')

function providerOf(wire: WireName, more: Partial<Provider> = {}): Provider {
  const about = { apiKey: 'k', model: 'test', contextTokens: 10_000, maxOutputTokens: 100 }
  return { name: 'test', wire, baseUrl: server.address(), ...about, ...more }
}

/** The outcome of each try. */
async function ask(providers: Provider[], parts: Part[]): Promise<Try[]> {
  const caller = { person: 'p', conversation: 'c' }
  const prompt = new Prompt({ system: 'Be kind.', referred: null, asked: parts })
  const { signal } = new AbortController()
  try {
    for await (const event of answer({ providers, prompt, caller, signal }))
      if (event.type === 'done') {
        expect(event.text).toBe('Seen')
        return event.tries
      }
    return []
  } catch (error) {
    return (error as ModelError).failure.tries
  }
}

/** What the server is asked last. */
async function sent(wire: WireName, parts: Part[]) {
  server.clear(speakers[wire].answer('Seen'))
  await ask([providerOf(wire)], parts)
  const { messages, input, contents } = server.asked[0]!.body
  const { content, parts: google } = (messages ?? input ?? contents).at(-1)! as unknown as Record<string, unknown>
  return content ?? google
}

test.each(['chat', 'responses'] as const)('words alone are sent as a plain string by %s', async (wire) => {
  expect(
    await sent(wire, [
      { type: 'text', text: 'one' },
      { type: 'text', text: 'two' },
    ]),
  ).toBe('one\n\ntwo')
})

test.each<[string, Part, { chat: object; responses: object }]>([
  [
    'a picture',
    { type: 'image', mediaType: 'image/jpeg', data },
    {
      chat: { type: 'image_url', image_url: { url: `data:image/jpeg;base64,${base64}` } },
      responses: { type: 'input_image', image_url: `data:image/jpeg;base64,${base64}` },
    },
  ],
  [
    'a sound',
    { type: 'audio', mediaType: 'audio/wav', data },
    {
      chat: { type: 'input_audio', input_audio: { data: base64, format: 'wav' } },
      responses: { type: 'input_file', filename: 'sound', file_data: `data:audio/wav;base64,${base64}` },
    },
  ],
  [
    'a file',
    { type: 'file', mediaType: 'application/pdf', name: 'a.pdf', data },
    {
      chat: { type: 'file', file: { filename: 'a.pdf', file_data: `data:application/pdf;base64,${base64}` } },
      responses: { type: 'input_file', filename: 'a.pdf', file_data: `data:application/pdf;base64,${base64}` },
    },
  ],
])('%s is sent beside the words', async (_name, part, expected) => {
  const question: Part = { type: 'text', text: 'what is it?' }
  expect(await sent('chat', [question, part])).toEqual([question, expected.chat])
  expect(await sent('responses', [question, part])).toEqual([
    { type: 'input_text', text: 'what is it?' },
    expected.responses,
  ])
})

const file: Part = { type: 'file', mediaType: 'application/pdf', name: 'a.pdf', data }
const speech: Part = { type: 'audio', mediaType: 'audio/mpeg', data }
const ofFile = `data:application/pdf;base64,${base64}`

test.each<[WireName, Part, object]>([
  ['chat', speech, { type: 'input_audio', input_audio: { data: base64, format: 'mp3' } }],
  ['anthropic', picture, { type: 'image', source: { type: 'base64', media_type: 'image/jpeg', data: base64 } }],
  [
    'anthropic',
    file,
    { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: base64 }, title: 'a.pdf' },
  ],
  ['google', picture, { inlineData: { mimeType: 'image/jpeg', data: base64 } }],
  ['google', file, { inlineData: { mimeType: 'application/pdf', data: base64 } }],
  ['google', speech, { inlineData: { mimeType: 'audio/mpeg', data: base64 } }],
  ['deepseek', picture, { type: 'image_url', image_url: { url: `data:image/jpeg;base64,${base64}` } }],
  ['mistral', picture, { type: 'image_url', image_url: `data:image/jpeg;base64,${base64}` }],
  ['mistral', file, { type: 'document_url', document_url: ofFile }],
  ['xai', picture, { type: 'input_image', image_url: `data:image/jpeg;base64,${base64}` }],
  ['perplexity', picture, { type: 'image_url', image_url: { url: `data:image/jpeg;base64,${base64}` } }],
  ['perplexity', file, { type: 'file_url', file_url: { url: base64 }, file_name: 'a.pdf' }],
])('by %s a part is sent in its own way: %o', async (wire, part, expected) => {
  expect(await sent(wire, [{ type: 'text', text: 'what is it?' }, part])).toContainEqual(expected)
})

describe('a part that a provider would not see', () => {
  test.each<[string, WireName, readonly FileKind[] | undefined, Part]>([
    ['its wire does not carry', 'deepseek', undefined, file],
    ['its wire does not carry', 'xai', undefined, file],
    ['its wire does not carry', 'anthropic', undefined, speech],
    ['its wire does not carry', 'mistral', ['audio'], speech],
    ['its model does not take', 'chat', [], picture],
    ['its model does not take', 'responses', ['image'], file],
  ])('because %s is not sent there, but to the next one', async (_why, wire, takes, part) => {
    server.clear(speakers.chat.answer('Seen'))
    const first = providerOf(wire, { name: 'first', ...(takes ? { takes } : {}) })
    const tries = await ask([first, providerOf('chat')], [{ type: 'text', text: 'what is it?' }, part])
    expect(tries).toMatchObject([
      { provider: 'first', outcome: 'bad_request', usage: { inputTokens: 0, outputTokens: 0, estimated: false } },
      { provider: 'test', outcome: 'answered' },
    ])
    expect(server.asked).toHaveLength(1)
  })

  test('does not keep words from it', async () => {
    server.clear(speakers.deepseek.answer('Seen'))
    expect(await ask([providerOf('deepseek', { takes: [] })], [{ type: 'text', text: 'hello' }])).toHaveLength(1)
  })
})
