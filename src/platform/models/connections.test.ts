import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pausableAgent } from '#platform/runtime/proxy.ts'
import { answer } from './answer.ts'
import { Prompt } from './prompt.ts'
import type { WireName } from './provider.ts'
import { type Reply, TestServer } from './testing-server.ts'
import { speakers } from './testing-speakers.ts'

const server = new TestServer()
beforeAll(() => server.start())
afterAll(() => server.stop())

const agent = pausableAgent(new URL('http://localhost'))
const kept = () => Object.values(agent.freeSockets).flat().length

async function ask(wire: WireName, path: string): Promise<string | undefined> {
  const provider = {
    name: 'first',
    wire,
    baseUrl: server.address(path),
    apiKey: 'k',
    model: 'm',
    contextTokens: 9_000,
    maxOutputTokens: 1_000,
  }
  for await (const event of answer({
    providers: [provider],
    prompt: new Prompt({ system: 'Be kind.', referred: null, asked: [{ type: 'text', text: 'hello' }] }),
    caller: { person: 'p', conversation: 'c' },
    signal: new AbortController().signal,
    limits: { attempts: 1 },
  }))
    if (event.type === 'done') return event.text
  return undefined
}

/** Says that it is over, and ends its body so much later. */
const endsAfter = (wire: WireName, ms: number): Reply => {
  return (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(speakers[wire].bodyOf('Good ', 'day'))
    setTimeout(() => response.end(), ms)
  }
}

test.each(Object.keys(speakers).flatMap((wire) => [0, 1, 50].map((ms) => [wire as WireName, ms] as const)))(
  'twenty questions in a row by %s use one connection, its body ending %d ms after the last word',
  async (wire, ms) => {
    agent.destroy()
    server.clear(endsAfter(wire, ms))
    const path = randomUUID()
    for (let n = 0; n < 20; n += 1) {
      expect(await ask(wire, path)).toBe('Good day')
      await expect.poll(kept, { interval: 1 }).toBe(1)
    }
    expect([server.asked.length, server.connections, server.hungUp]).toEqual([20, 1, 0])
  },
)

test.each(Object.keys(speakers) as WireName[])(
  'long answers by %s that come fast are complete, and use one connection',
  async (wire) => {
    const { grammar } = speakers[wire]
    const end = grammar.end('stop', { input: 9, cached: 0, output: 100, reasoning: 0 })
    const words = Array.from({ length: 100 }, (_, n) => `word${n} `)
    const pieces = [...words.map((word) => grammar.text(word)), end].map((events) => speakers[wire].lines(events))
    agent.destroy()
    server.clear((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const say = (n: number) =>
        n === pieces.length ? response.end() : response.write(pieces[n]!, () => setImmediate(say, n + 1))
      response.write(speakers[wire].lines(grammar.begin), () => say(0))
    })
    const path = randomUUID()
    for (let n = 0; n < 3; n += 1) {
      expect(await ask(wire, path)).toBe(words.join(''))
      await expect.poll(kept, { interval: 1 }).toBe(1)
    }
    expect([server.asked.length, server.connections, server.hungUp]).toEqual([3, 1, 0])
  },
)

test('an answer does not wait for the end of its body', async () => {
  server.clear((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(speakers.chat.bodyOf('Good day'))
  })
  expect(await ask('chat', randomUUID())).toBe('Good day')
  // A body that does not end is left in the end.
  await expect.poll(() => server.hungUp).toBe(1)
})

test('a kept connection that the server has closed costs no try', async () => {
  agent.destroy()
  const hangUp: Reply = (response) => response.socket!.destroy()
  server.clear(speakers.chat.answer('first'), hangUp, speakers.chat.answer('second'))
  const path = randomUUID()
  expect(await ask('chat', path)).toBe('first')
  await expect.poll(kept, { interval: 1 }).toBe(1)
  expect(await ask('chat', path)).toBe('second')
  expect([server.asked.length, server.connections]).toEqual([3, 2])
})
