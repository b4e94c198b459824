import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer } from './answer.ts'
import { Prompt } from './prompt.ts'
import type { Part, Provider } from './provider.ts'
import { answerOf, TestServer } from './testing-server.ts'
import { speakers } from './testing-speakers.ts'

const server = new TestServer()
beforeAll(() => server.start())
afterAll(() => server.stop())

const data = new TextEncoder().encode('bytes')
const base64 = Buffer.from('bytes').toString('base64')

async function sent(wire: 'chat' | 'responses', parts: Part[]) {
  server.clear(wire === 'chat' ? answerOf('Seen') : speakers.responses.answer('Seen'))
  const provider: Provider = {
    name: 'test',
    wire,
    baseUrl: server.address(),
    apiKey: '',
    model: 'test',
    contextTokens: 10_000,
    maxOutputTokens: 100,
  }
  const caller = { person: 'p', conversation: 'c' }
  const prompt = new Prompt({ system: 'Be kind.', referred: null, asked: parts })
  const { signal } = new AbortController()
  for await (const event of answer({ providers: [provider], prompt, caller, signal }))
    if (event.type === 'done') expect(event.text).toBe('Seen')
  const { messages, input } = server.asked[0]!.body
  return (wire === 'chat' ? messages : input).at(-1)!.content as unknown
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
