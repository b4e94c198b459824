import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Tool } from '#platform/models/tool.ts'
import type { SearchService } from './search-server.ts'
import { searchTool } from './search-tool.ts'

interface Asked {
  method: string
  url: URL
  headers: IncomingHttpHeaders
  body: string
}
let asked: Asked[]
let reply: (response: ServerResponse) => unknown
const server = createServer((request, response) => {
  void take(request, response)
})
async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request)
  asked.push({ method: request.method!, url: new URL(request.url!, 'http://x'), headers: request.headers, body })
  reply(response)
}
let url: string
let logged: string[]
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  asked = []
  logged = []
})

const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) })
const toolOf = (service: SearchService): Tool =>
  searchTool({ service, url, apiKey: 'a-secret-key', microDollars: 7 }, log)
const { signal } = new AbortController()
const json = (body: unknown) => (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))

const hits = [
  { title: 'A <b>bold</b> title', url: 'https://example.com/a', words: 'Ten &amp; more\n\nlines\u202e\u200b' },
  { title: '', url: 'https://example.org/b?c=d', words: '' },
]
const shapes: Record<SearchService, (pages: typeof hits) => unknown> = {
  searxng: (pages) => ({
    query: 'q',
    results: pages.map(({ title, url, words }) => ({ title, url, content: words, engine: 'x' })),
  }),
  brave: (pages) => ({
    type: 'search',
    web: { results: pages.map(({ title, url, words }) => ({ title, url, description: words })) },
  }),
  tavily: (pages) => ({
    query: 'q',
    results: pages.map(({ title, url, words }) => ({ title, url, content: words, score: 0.5 })),
  }),
}
const services = Object.keys(shapes) as SearchService[]

describe.each(services)('a search by %s', (service) => {
  test('gives pages in plain words, with their addresses', async () => {
    reply = json(shapes[service](hits))
    expect(await toolOf(service).run({ query: ' чай\nкофе ' }, signal)).toEqual({
      text: '[1] A bold title\nhttps://example.com/a\nTen & more lines\n\n[2] example.org\nhttps://example.org/b?c=d',
      sources: [
        { title: 'A bold title', url: 'https://example.com/a' },
        { title: 'example.org', url: 'https://example.org/b?c=d' },
      ],
      isError: false,
      costMicros: 7,
      service,
    })
    expect(asked).toHaveLength(1)
  })

  test('gives at most eight pages, and none that a person cannot open', async () => {
    const wrong = ['javascript:alert(1)', 'file:///etc/passwd', 'https://a:b@example.com/', 'not an address']
    const many = Array.from({ length: 30 }, (_, n) => ({ title: 't', url: `https://example.com/${n}`, words: 'w' }))
    reply = json(shapes[service]([...wrong.map((url) => ({ title: 't', url, words: 'w' })), ...many]))
    const { sources } = await toolOf(service).run({ query: 'q' }, signal)
    expect(sources.map((source) => source.url)).toEqual(many.slice(0, 8).map((page) => page.url))
  })

  test('says so where nothing was found, which costs as much', async () => {
    reply = json(shapes[service]([]))
    const result = await toolOf(service).run({ query: 'q' }, signal)
    expect(result).toMatchObject({ text: 'Nothing was found.', sources: [], isError: false, costMicros: 7 })
  })

  test.each<[string, (response: ServerResponse) => unknown]>([
    ['refuses', (response) => response.writeHead(429).end('{}')],
    ['sends no JSON', (response) => response.end('<html>Just a moment</html>')],
    ['sends other JSON', json({ results: 'none', web: 3 })],
    ['sends without end', (response) => response.end(`"${'x'.repeat(3_000_000)}"`)],
    ['leads elsewhere', (response) => response.writeHead(302, { location: `${url}/elsewhere` }).end()],
    ['hangs up', (response) => response.destroy()],
  ])('is an error in words for the model, and free, when the server %s', async (_name, answers) => {
    reply = answers
    const result = await toolOf(service).run({ query: 'q' }, signal)
    expect(result).toMatchObject({ sources: [], isError: true, costMicros: 0, service })
    expect(result.text).toContain('cannot be searched now')
    expect(asked).toHaveLength(1)
    // The owner hears of it, and nothing of the key.
    expect(logged.join('')).toContain('The search server does not answer')
    expect(logged.join('')).not.toContain('a-secret-key')
  })
})

test('each server is asked in its own way', async () => {
  reply = (response) => response.writeHead(500).end()
  for (const service of services) await toolOf(service).run({ query: 'чай' }, signal)
  const [searxng, brave, tavily] = asked as [Asked, Asked, Asked]
  expect(searxng).toMatchObject({ method: 'GET', headers: { authorization: 'Bearer a-secret-key' } })
  expect(searxng.url.pathname).toBe('/search')
  expect(Object.fromEntries(searxng.url.searchParams)).toEqual({ q: 'чай', format: 'json', safesearch: '1' })
  expect(brave).toMatchObject({ method: 'GET', headers: { 'x-subscription-token': 'a-secret-key' } })
  expect(brave.url.pathname).toBe('/res/v1/web/search')
  expect(Object.fromEntries(brave.url.searchParams)).toMatchObject({ q: 'чай', count: '8' })
  expect(tavily).toMatchObject({ method: 'POST', headers: { authorization: 'Bearer a-secret-key' } })
  expect(tavily.url.pathname).toBe('/search')
  expect(JSON.parse(tavily.body)).toMatchObject({ query: 'чай', max_results: 8 })
})

test('what is no query searches for nothing, and a long one is cut', async () => {
  reply = json(shapes.searxng([]))
  const tool = toolOf('searxng')
  for (const input of [undefined, null, 'чай', {}, { query: 3 }, { query: '  ' }])
    expect(await tool.run(input, signal)).toMatchObject({ isError: true, costMicros: 0 })
  expect(asked).toEqual([])
  await tool.run({ query: 'я'.repeat(1_000) }, signal)
  expect(asked[0]!.url.searchParams.get('q')).toHaveLength(400)
  expect(tool.step({ query: 'чай' })).toEqual({ kind: 'search', what: 'чай' })
})

test('a person who stops ends the search', async () => {
  reply = () => undefined
  const stop = new AbortController()
  const searching = toolOf('searxng').run({ query: 'q' }, stop.signal)
  await expect.poll(() => asked.length).toBe(1)
  stop.abort(new Error('stopped'))
  await expect(searching).rejects.toThrow('stopped')
})
