import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { opus } from '#platform/files/testing-audio.ts'
import { ModelError } from './failure.ts'
import { speak, type Speaker } from './speak.ts'
import type { Refused } from './tries.ts'
import { raw, type Reply, refusal, TestServer } from './testing-server.ts'

const server = new TestServer()
beforeAll(() => server.start())
afterAll(() => server.stop())

const ogg = Buffer.from(opus(2.5))
const speaking: Reply = (response) => response.writeHead(200, { 'content-type': 'audio/ogg' }).end(ogg)
/** A reply that begins well and is cut. */
const half: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'audio/ogg', 'content-length': ogg.length })
  response.write(ogg.subarray(0, 40), () => response.destroy())
}

function speaker(more: Partial<Speaker> = {}): Speaker {
  return { name: 'first', baseUrl: server.address(randomUUID()), apiKey: 'k', model: 'm', voice: 'v', ...more }
}

async function say(speakers: Speaker[], signal = new AbortController().signal) {
  const refusals: Refused[] = []
  const tellRefused = (refused: Refused) => refusals.push(refused)
  const said = await speak({ speakers, text: 'Здравствуйте', signal, tellRefused, limits: { backoffMs: 1 } }).catch(
    (error: unknown) => error,
  )
  if (said instanceof ModelError) return { failure: said.failure, tries: said.failure.tries, refusals }
  if (said instanceof Error) throw said
  const given = said as Awaited<ReturnType<typeof speak>>
  return { given, tries: given.tries, refusals }
}

test('words become OGG with Opus, whose length is measured, and which is counted by seconds and by characters', async () => {
  server.clear(speaking)
  const { given } = await say([speaker()])
  expect(given).toMatchObject({
    outcome: 'given',
    provider: 'first',
    result: { seconds: 2.5 },
    usage: { audioSeconds: 3, characters: 12, estimated: false },
  })
  expect(given?.outcome === 'given' && Buffer.from(given.result.data)).toEqual(ogg)
  expect(server.asked).toMatchObject([
    {
      path: expect.stringMatching(/\/audio\/speech$/),
      body: { model: 'm', voice: 'v', input: 'Здравствуйте', response_format: 'opus' },
      headers: { authorization: 'Bearer k' },
    },
  ])
})

test('another provider speaks when the first one refuses everything, which the owner hears', async () => {
  server.clear(refusal(402, { error: { message: 'No money' } }), speaking)
  const { given, refusals, tries } = await say([speaker(), speaker({ name: 'second' })])
  expect(given).toMatchObject({ outcome: 'given', provider: 'second' })
  expect(refusals).toMatchObject([{ provider: 'first', status: 402 }])
  expect(tries[0]!.usage.characters ?? 0, 'a refusal costs nothing').toBe(0)
})

test('a provider that was overloaded is asked again', async () => {
  server.clear(refusal(429, { error: { message: 'Slow down' } }, { 'retry-after-ms': '1' }), speaking)
  expect((await say([speaker()])).tries).toMatchObject([{ outcome: 'rate_limited' }, { outcome: 'answered' }])
})

test.each<[string, Reply]>([
  ['half a file', half],
  ['a page', raw('<html>', 'text/html')],
  ['another format', raw('ID3 and so on', 'audio/mpeg')],
  ['nothing', raw('', 'audio/ogg')],
  ['an OGG without a sound', (response) => response.writeHead(200).end(Buffer.from(opus(0)))],
])('%s counts as paid, and is asked for nowhere else but at the next provider', async (_what, reply) => {
  server.clear(reply, speaking)
  const { given, tries } = await say([speaker(), speaker({ name: 'second' })])
  expect(given).toMatchObject({ outcome: 'given', provider: 'second' })
  expect(tries).toMatchObject([
    { provider: 'first', usage: { characters: 12, audioSeconds: 1, estimated: true } },
    { provider: 'second', outcome: 'answered' },
  ])
})

test('a server that goes away while it is asked leaves no second bill', async () => {
  server.clear(half)
  const { failure } = await say([speaker()])
  expect(failure?.reason).toBe('cut')
  expect(server.asked).toHaveLength(1)
})

test('who stops it is told so, and it counts as spoken', async () => {
  const stop = new AbortController()
  server.clear(() => stop.abort())
  const { given } = await say([speaker()], stop.signal)
  expect(given).toMatchObject({ outcome: 'stopped', tries: [{ outcome: 'stopped', usage: { characters: 12 } }] })
})
