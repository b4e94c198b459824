import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ModelError } from './failure.ts'
import { makePicture } from './make-picture.ts'
import { type Painter, type PictureWireName, pictureWireNames } from './painter.ts'
import type { Refused } from './tries.ts'
import { json, raw, type Reply, refusal, TestServer } from './testing-server.ts'

const server = new TestServer()
beforeAll(() => server.start())
afterAll(() => server.stop())

const png = Buffer.from('\x89PNG\r\n\x1a\n rest of it', 'latin1')
const usage = { input_tokens: 12, output_tokens: 1056, total_tokens: 1068 }

/** A reply that begins well and is cut. */
const half: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.write('{', () => response.destroy())
}

/** What each server says when it has made this picture. */
const making: Record<PictureWireName, (picture: Buffer) => Reply> = {
  openai: (picture) => json({ created: 1, data: [{ b64_json: picture.toString('base64') }], usage }),
  google: (picture) =>
    json({
      candidates: [
        {
          content: {
            role: 'model',
            parts: [{ inlineData: { mimeType: 'image/png', data: picture.toString('base64') } }],
          },
          finishReason: 'STOP',
        },
      ],
      usageMetadata: { promptTokenCount: 12, candidatesTokenCount: 1056, totalTokenCount: 1068 },
    }),
  xai: (picture) => json({ data: [{ b64_json: picture.toString('base64') }] }),
}

function painter(wire: PictureWireName = 'openai', more: Partial<Painter> = {}): Painter {
  return { name: 'first', wire, baseUrl: server.address(randomUUID()), apiKey: 'k', model: 'gemini-m', ...more }
}

const order = {
  prompt: 'a cat',
  width: 1536,
  height: 1024,
  quality: 'medium' as const,
  inputTokens: 300,
  outputTokens: 1500,
}

async function make(painters: Painter[], more: Partial<Parameters<typeof makePicture>[0]> = {}) {
  const refusals: Refused[] = []
  const made = await makePicture({
    painters,
    order,
    caller: { person: 'person-hash', conversation: 'conversation-hash' },
    signal: new AbortController().signal,
    tellRefused: (refused) => refusals.push(refused),
    limits: { backoffMs: 1 },
    ...more,
  }).catch((error: unknown) => error)
  if (made instanceof ModelError) return { failure: made.failure, tries: made.failure.tries, refusals }
  if (made instanceof Error) throw made
  const given = made as Awaited<ReturnType<typeof makePicture>>
  return { given, tries: given.tries, refusals }
}

describe.each(pictureWireNames)('a picture is made by %s', (wire) => {
  test('in the shape that was ordered, with what it took', async () => {
    server.clear(making[wire](png))
    const { given } = await make([painter(wire)])
    const used = wire === 'xai' ? { pictures: 1 } : { inputTokens: 12, outputTokens: 1056, pictures: 1 }
    expect(given).toMatchObject({
      outcome: 'given',
      provider: 'first',
      result: { mediaType: 'image/png' },
      usage: { ...used, estimated: false },
    })
    expect(given?.outcome === 'given' && Buffer.from(given.result.data)).toEqual(png)
    const [{ body }] = server.asked as [{ body: Record<string, unknown> }, ...unknown[]]
    if (wire === 'openai')
      expect(body).toMatchObject({
        prompt: 'a cat',
        size: '1536x1024',
        quality: 'medium',
        n: 1,
        safety_identifier: 'person-hash',
      })
    else expect(JSON.stringify(body)).toContain('"3:2"')
  })

  test('by the next provider when the first one refuses everything, which the owner hears', async () => {
    server.clear(refusal(402, { error: { message: 'No money' } }), making.openai(png))
    const { given, refusals } = await make([painter(wire), painter('openai', { name: 'second' })])
    expect(given).toMatchObject({ outcome: 'given', provider: 'second' })
    expect(refusals).toMatchObject([{ provider: 'first', status: 402 }])
  })

  test('again by the same when it was overloaded', async () => {
    server.clear(refusal(429, { error: { message: 'Slow down' } }, { 'retry-after-ms': '1' }), making[wire](png))
    const { tries } = await make([painter(wire)])
    expect(tries).toMatchObject([{ outcome: 'rate_limited', usage: { outputTokens: 0 } }, { outcome: 'answered' }])
  })

  test('only once, where it may have been made though nothing came', async () => {
    server.clear(half, making.openai(png))
    const { given, tries } = await make([painter(wire), painter('openai', { name: 'second' })])
    expect(given).toMatchObject({ outcome: 'given', provider: 'second' })
    expect(tries).toMatchObject([
      { provider: 'first', usage: { pictures: 1, outputTokens: 1500, estimated: true } },
      { provider: 'second' },
    ])
  })
})

test.each<[string, Reply]>([
  ['a page', raw('<html>', 'text/html')],
  ['an address', json({ data: [{ url: 'http://127.0.0.1:1/cat.png' }] })],
  ['what is no picture', making.openai(Buffer.from('a cat, in words'))],
  ['nothing', json({ data: [] })],
])('%s is no picture, is paid, and is asked for nowhere else but at the next provider', async (_what, reply) => {
  server.clear(reply, making.openai(png))
  const { given, tries } = await make([painter(), painter('openai', { name: 'second' })])
  expect(given).toMatchObject({ outcome: 'given', provider: 'second' })
  expect(tries).toMatchObject([{ provider: 'first', usage: { pictures: 1, estimated: true } }, { provider: 'second' }])
})

test.each<[string, PictureWireName, Reply]>([
  [
    'OpenAI',
    'openai',
    refusal(400, { error: { message: 'Rejected by the safety system', code: 'moderation_blocked' } }),
  ],
  ['xAI', 'xai', json({ data: [{ b64_json: 'AAAA', respect_moderation: false }] })],
])('what the filter of %s refuses is asked of nobody else', async (_whose, wire, reply) => {
  server.clear(reply)
  const { failure } = await make([painter(wire), painter('openai', { name: 'second' })])
  expect(failure?.reason).toBe('filtered')
  expect(server.asked).toHaveLength(1)
})

test('a parameter that a server refuses by name is left out', async () => {
  server.clear(refusal(400, { error: { message: 'Unknown parameter: quality', param: 'quality' } }), making.openai(png))
  expect((await make([painter()])).given?.outcome).toBe('given')
  expect(server.asked.map(({ body }) => body['quality'])).toEqual(['medium', undefined])
})

test('a person who stops it is told so, and it counts as made', async () => {
  const stop = new AbortController()
  server.clear(() => stop.abort())
  const { given } = await make([painter()], { signal: stop.signal })
  expect(given).toMatchObject({ outcome: 'stopped', tries: [{ outcome: 'stopped', usage: { pictures: 1 } }] })
})

test.each([
  ['image/png', png],
  ['image/jpeg', Buffer.from('\xff\xd8\xff\xe0 more', 'latin1')],
  ['image/webp', Buffer.from('RIFF\x01\x02\x03\x04WEBPVP8 ', 'latin1')],
])('a picture is known as %s by its first bytes', async (mediaType, picture) => {
  server.clear(making.openai(picture))
  expect((await make([painter()])).given).toMatchObject({ result: { mediaType } })
})
