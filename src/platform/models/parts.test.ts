import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer } from './answer.ts'
import { type Part, textTurn } from './provider.ts'
import { answerOf, TestServer } from './testing-server.ts'

const server = new TestServer()
beforeAll(() => server.start())
afterAll(() => server.stop())

const data = new TextEncoder().encode('bytes')
const base64 = Buffer.from('bytes').toString('base64')

async function sent(parts: Part[]) {
  server.clear(answerOf('Seen'))
  const provider = { name: 'test', baseUrl: server.address(), apiKey: '', model: 'test', maxOutputTokens: 100 }
  const turns = [textTurn('system', 'Be kind.'), { role: 'user' as const, parts }]
  const { signal } = new AbortController()
  for await (const event of answer({ providers: [provider], turnsFor: async () => turns, signal }))
    if (event.type === 'done') expect(event.text).toBe('Seen')
  return server.asked[0]!.body.messages.at(-1)!.content as unknown
}

test('words alone are sent as a plain string', async () => {
  expect(
    await sent([
      { type: 'text', text: 'one' },
      { type: 'text', text: 'two' },
    ]),
  ).toBe('one\n\ntwo')
})

test.each<[string, Part, object]>([
  [
    'a picture',
    { type: 'image', mediaType: 'image/jpeg', data },
    { type: 'image_url', image_url: { url: `data:image/jpeg;base64,${base64}` } },
  ],
  [
    'a sound',
    { type: 'audio', mediaType: 'audio/wav', data },
    { type: 'input_audio', input_audio: { data: base64, format: 'wav' } },
  ],
  [
    'a file',
    { type: 'file', mediaType: 'application/pdf', name: 'a.pdf', data },
    { type: 'file', file: { filename: 'a.pdf', file_data: `data:application/pdf;base64,${base64}` } },
  ],
])('%s is sent beside the words', async (_name, part, expected) => {
  expect(await sent([{ type: 'text', text: 'what is it?' }, part])).toEqual([
    { type: 'text', text: 'what is it?' },
    expected,
  ])
})
