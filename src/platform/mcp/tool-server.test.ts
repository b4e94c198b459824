import type { ServerResponse } from 'node:http'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Tool } from '#platform/models/tool.ts'
import { answerWith, type Rpc, streamWith, TestToolServer } from './testing-tool-server.ts'
import type { ToolServerEntry } from './tool-server.ts'
import { ToolServers } from './tool-servers.ts'

const server = new TestToolServer()
let servers: ToolServers
let logged: string[]
const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) })
beforeAll(() => server.start())
afterAll(() => server.stop())
beforeEach(() => {
  server.clear()
  server.tools = [rates]
  logged = []
  servers = new ToolServers(log)
})
afterEach(() => servers.close())

const inputSchema = { type: 'object', properties: { currency: { type: 'string' } }, required: ['currency'] }
const rates = { name: 'rates', description: 'Rates of a currency', inputSchema, annotations: { readOnlyHint: true } }
const { signal } = new AbortController()
let entries = 0

/** Another entry each time: what one has learned the next does not know. */
function entryOf(more: Partial<ToolServerEntry> = {}): ToolServerEntry {
  entries += 1
  return {
    id: `bank${entries}`,
    url: server.url,
    headers: { authorization: 'Bearer a-secret-key' },
    allowedTools: ['rates'],
    timeoutMs: 5_000,
    maxBytes: 50_000,
    costMicros: 3,
    ...more,
  }
}
const toolsOf = (entry: ToolServerEntry): Promise<Tool[]> => servers.tools([entry], () => 'Банк')
const methods = () => server.asked.map(({ method }) => method)
const namesOf = (tools: Tool[]) => tools.map(({ name }) => name)

test('a tool is offered, called, and its connection is kept', async () => {
  const entry = entryOf()
  const [tool] = await toolsOf(entry)
  expect(tool).toMatchObject({ name: `${entry.id}_rates`, description: 'Rates of a currency', mostCalls: 3 })
  expect(tool!.parameters).toMatchObject(inputSchema)
  expect(tool!.step({})).toEqual({ kind: 'server', what: 'Банк' })
  const result = { text: 'Called rates', sources: [], isError: false, costMicros: 3, service: entry.id }
  expect(await tool!.run({ currency: 'USD' }, signal)).toEqual(result)
  const [again] = await toolsOf(entry)
  expect(await again!.run({ currency: 'EUR' }, signal)).toEqual(result)
  expect(server.called()).toEqual([{ currency: 'USD' }, { currency: 'EUR' }])
  expect(methods()).toEqual(['initialize', 'notifications/initialized', 'tools/list', 'tools/call', 'tools/call'])
  const [first, ...later] = server.asked
  expect(first!.headers).toMatchObject({ authorization: 'Bearer a-secret-key' })
  expect(first!.headers['mcp-session-id']).toBeUndefined()
  for (const { headers } of later)
    expect(headers).toMatchObject({ 'mcp-session-id': 'a-session', 'mcp-protocol-version': '2025-06-18' })
})

test('answers as a stream are read, and nothing that the server asks for beside them', async () => {
  server.instead['tools/call'] = (response, { id }) =>
    streamWith(response, [
      { jsonrpc: '2.0', method: 'notifications/progress', params: {} },
      { jsonrpc: '2.0', id: 1, method: 'elicitation/create', params: { message: 'Your password?' } },
      { jsonrpc: '2.0', id: 2, method: 'sampling/createMessage', params: {} },
      { jsonrpc: '2.0', id: 999, result: { content: [{ type: 'text', text: 'of another' }] } },
      { jsonrpc: '2.0', id, result: { content: [{ type: 'text', text: '90.5' }] } },
    ])
  const [tool] = await toolsOf(entryOf())
  expect(await tool!.run({}, signal)).toMatchObject({ text: '90.5', isError: false })
  expect(methods().filter((method) => method !== 'tools/call')).toEqual([
    'initialize',
    'notifications/initialized',
    'tools/list',
  ])
})

describe('a tool is not offered', () => {
  const deep = (depth: number): object => (depth === 0 ? {} : { properties: { a: deep(depth - 1) } })
  test.each<[string, object]>([
    ['that the owner has not named', { name: 'transfer' }],
    ['that destroys', { annotations: { destructiveHint: true } }],
    ['that changes something', { annotations: { readOnlyHint: false } }],
    ['whose schema is large', { inputSchema: { ...inputSchema, description: 'x'.repeat(9_000) } }],
    ['whose schema is deep', { inputSchema: { type: 'object', ...deep(30) } }],
  ])('%s', async (_name, more) => {
    server.tools = [{ ...rates, ...more }]
    expect(await toolsOf(entryOf())).toEqual([])
    expect(logged.join('')).toContain('are left out')
  })

  test('whose name is none for a model', async () => {
    server.tools = [{ ...rates, name: 'r'.repeat(64) }]
    expect(await toolsOf(entryOf({ allowedTools: ['r'.repeat(64)] }))).toEqual([])
  })
})

test('a tool that says nothing of itself is offered because it is named, with a description of bounded length', async () => {
  const { annotations: _, ...plain } = rates
  server.tools = [{ ...plain, description: `Rates\u200b\u{e0041} ${'x'.repeat(5_000)}` }]
  const [tool] = await toolsOf(entryOf())
  expect(tool!.description).toHaveLength(1_000)
  expect(tool!.description).toMatch(/^Rates x/)
})

test('lists in pages are read, up to a number of them', async () => {
  let page = 0
  server.instead['tools/list'] = (response, rpc) =>
    answerWith(response, rpc, { tools: [{ ...rates, name: `t${(page += 1)}` }], nextCursor: String(page) })
  expect(namesOf(await toolsOf(entryOf({ id: 'many', allowedTools: ['t1', 't5', 't6'] })))).toEqual([
    'many_t1',
    'many_t5',
  ])
})

describe('no tools are there, and nothing is thrown, when a server', () => {
  const never = () => undefined
  test.each<[string, string, (response: ServerResponse, rpc: Rpc) => unknown]>([
    ['refuses to begin', 'initialize', (response) => response.writeHead(500).end('x')],
    [
      'begins with an error',
      'initialize',
      (response, { id }) =>
        response.end(JSON.stringify({ jsonrpc: '2.0', id, error: { code: -32_000, message: 'No' } })),
    ],
    ['begins with words', 'initialize', (response) => response.end('<html>hello</html>')],
    [
      'speaks another version',
      'initialize',
      (response, rpc) =>
        answerWith(response, rpc, {
          protocolVersion: '1999-01-01',
          capabilities: {},
          serverInfo: { name: 'x', version: '1' },
        }),
    ],
    [
      'has no tools at all',
      'initialize',
      (response, rpc) =>
        answerWith(response, rpc, {
          protocolVersion: '2025-06-18',
          capabilities: {},
          serverInfo: { name: 'x', version: '1' },
        }),
    ],
    ['leads elsewhere', 'initialize', (response) => response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end()],
    ['hangs up', 'tools/list', (response) => response.destroy()],
    ['never answers', 'tools/list', never],
    [
      'answers another question',
      'tools/list',
      (response, { id }) => answerWith(response, { id: id! + 1, method: '' }, {}),
    ],
    ['lists what are no tools', 'tools/list', (response, rpc) => answerWith(response, rpc, { tools: 'all' })],
    [
      'lists without end',
      'tools/list',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        const go = (): unknown =>
          response.destroyed || response.write('{"a":"'.padEnd(10_000, 'x'), () => setImmediate(go))
        go()
      },
    ],
    [
      'streams without an answer',
      'tools/list',
      (response) => {
        streamWith(response, [{ jsonrpc: '2.0', method: 'notifications/message' }])
        response.end()
      },
    ],
  ])('%s', async (_name, method, instead) => {
    server.instead[method] = instead
    expect(await toolsOf(entryOf({ timeoutMs: 500 }))).toEqual([])
    // The connection ends by its own limits.
    await expect.poll(() => logged.join('')).toContain('is away')
    expect(logged.join('')).not.toContain('a-secret-key')
  })
})

test('a server that is away is not asked again at once, and comes back by itself', async () => {
  server.instead['initialize'] = (response) => response.writeHead(503).end()
  const entry = entryOf()
  expect(await toolsOf(entry)).toEqual([])
  expect(await toolsOf(entry)).toEqual([])
  expect(methods()).toEqual(['initialize'])
  server.instead = {}
  await expect.poll(async () => namesOf(await toolsOf(entry)), { timeout: 20_000 }).toEqual([`${entry.id}_rates`])
})

test('a server that is slow to begin is not waited for, and is there for the next question', async () => {
  const slow = Promise.withResolvers<void>()
  const usual = server.usual['initialize']!
  server.instead['initialize'] = (response, rpc) => void slow.promise.then(() => usual(response, rpc))
  const entry = entryOf({ timeoutMs: 20_000 })
  expect(await toolsOf(entry)).toEqual([])
  slow.resolve()
  await expect.poll(async () => (await toolsOf(entry)).length).toBe(1)
})

describe('an error in words for the model, and free, comes of a call', () => {
  test.each<[string, (response: ServerResponse, rpc: Rpc) => unknown]>([
    ['that fails', (response) => response.writeHead(500).end('x')],
    ['that hangs up', (response) => response.destroy()],
    ['that never answers', () => undefined],
    [
      'that streams for ever',
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        const timer = setInterval(() => response.write(': still here\n\n'), 20)
        response.once('close', () => clearInterval(timer))
      },
    ],
    [
      'that answers too much',
      (response, rpc) => answerWith(response, rpc, { content: [{ type: 'text', text: 'x'.repeat(60_000) }] }),
    ],
    ['that answers with something else', (response, rpc) => answerWith(response, rpc, { content: [{ type: 'text' }] })],
    ['that answers no JSON', (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{x}')],
  ])('%s', async (_name, instead) => {
    const [tool] = await toolsOf(entryOf({ timeoutMs: 1_000 }))
    server.instead['tools/call'] = instead
    expect(await tool!.run({}, signal)).toMatchObject({
      text: 'The tool does not answer now.',
      isError: true,
      costMicros: 0,
    })
    // On a kept connection each of two tries may go out twice.
    expect(server.called().length).toBeLessThanOrEqual(4)
  })

  test('that the server refuses, with its reason, and it is not asked again', async () => {
    server.instead['tools/call'] = (response, { id }) =>
      response.end(JSON.stringify({ jsonrpc: '2.0', id, error: { code: -32_602, message: 'Wrong\u2028arguments' } }))
    const [tool] = await toolsOf(entryOf())
    expect(await tool!.run({}, signal)).toMatchObject({ text: 'The tool refuses: Wrong arguments', isError: true })
    expect(server.called()).toHaveLength(1)
  })

  test('that the tool itself calls an error, in its own words', async () => {
    server.instead['tools/call'] = (response, rpc) =>
      answerWith(response, rpc, { content: [{ type: 'text', text: 'No such currency' }], isError: true })
    const [tool] = await toolsOf(entryOf())
    expect(await tool!.run({}, signal)).toMatchObject({ text: 'No such currency', isError: true })
  })
})

test('a session that is gone is begun anew within the call', async () => {
  const [tool] = await toolsOf(entryOf())
  let calls = 0
  const usual = server.usual['tools/call']!
  server.instead['tools/call'] = (response, rpc) =>
    (calls += 1) === 1 ? response.writeHead(404).end() : usual(response, rpc)
  expect(await tool!.run({}, signal)).toMatchObject({ text: 'Called rates', isError: false })
  expect(methods().filter((method) => method === 'initialize')).toHaveLength(2)
})

test('a result is read as words: what is drawn is left out, and it is cut', async () => {
  const content = [
    { type: 'text', text: 'One\u200b' },
    { type: 'image', data: 'AAAA', mimeType: 'image/png' },
    { type: 'resource', resource: { uri: 'file:///a', text: 'Two' } },
    { type: 'text', text: 'x'.repeat(30_000) },
  ]
  server.instead['tools/call'] = (response, rpc) => answerWith(response, rpc, { content })
  const [tool] = await toolsOf(entryOf())
  const { text } = await tool!.run({}, signal)
  expect(text).toMatch(/^One\n\nTwo\n\nx/)
  expect(text.length).toBeLessThan(20_010)
  server.instead['tools/call'] = (response, rpc) =>
    answerWith(response, rpc, { content: [], structuredContent: { a: 1 } })
  expect((await tool!.run({}, signal)).text).toBe('{"a":1}')
})

test('a person who stops ends the wait for a call', async () => {
  const [tool] = await toolsOf(entryOf())
  server.instead['tools/call'] = () => undefined
  const stop = new AbortController()
  const calling = tool!.run({}, stop.signal)
  await expect.poll(() => server.called().length).toBe(1)
  stop.abort(new Error('stopped'))
  await expect(calling).rejects.toThrow('stopped')
})
