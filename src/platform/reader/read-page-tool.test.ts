import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { FileReader } from '#platform/files/file-reader.ts'
import { pdf } from '#platform/files/documents/testing-documents.ts'
import type { Reach } from './fetch-page.ts'
import { readPageTool } from './read-page-tool.ts'

/** The one address that stands for the public web here; 127.0.0.2 is inside, and must not be reached. */
const web = '127.0.0.1'
const inside = '127.0.0.2'

let pages: RequestListener
const asked: Record<string, string[]> = { [web]: [], [inside]: [] }
const open: Server[] = []
let port: number
beforeAll(async () => {
  const servers = [web, inside].map((address) =>
    createServer((request, response) => {
      asked[address]!.push(`${request.headers.host} ${request.url}`)
      pages(request, response)
    }),
  )
  await once(servers[0]!.listen(0, web), 'listening')
  port = (servers[0]!.address() as AddressInfo).port
  await once(servers[1]!.listen(port, inside), 'listening')
  open.push(...servers)
})
afterAll(() => {
  for (const server of open) {
    server.closeAllConnections()
    server.close()
  }
})
beforeEach(() => {
  for (const list of Object.values(asked)) list.length = 0
  lookedUp = []
})

let lookedUp: string[]
/** Where each name leads at each look, the last time for ever. */
const names: Record<string, string[][]> = {}
const files = new FileReader({ ms: 120_000 })
const { signal } = new AbortController()

async function read(address: string, reach: Partial<Reach> = {}, stop = signal) {
  const own: Reach = {
    ports: [port],
    isAllowed: (found) => found === web,
    resolve: async (name) => {
      lookedUp.push(name)
      const looks = names[name] ?? [[web]]
      return looks.length > 1 ? looks.shift()! : looks[0]!
    },
  }
  return readPageTool([address], { files, reach: { ...own, ...reach } }).run({ address }, stop)
}
const at = (name: string, path = '/') => `http://${name}:${port}${path}`

const story = Array.from({ length: 12 }, (_, n) => `<p>Paragraph ${n} says, at some length, what happened then.</p>`)
const html = `<!doctype html><html><head><title>What happened</title><script>steal()</script></head><body>
  <nav><a href="/">Home</a> <a href="/shop">Shop</a></nav><article><h1>What happened</h1>${story.join('')}</article>
  <footer>Cookies, cookies</footer></body></html>`

describe('a page that a person names', () => {
  test('is read without its menus, and is the source', async () => {
    pages = (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(html)
    const result = await read(at('news.example', '/story'))
    expect(result).toMatchObject({ isError: false, costMicros: 0 })
    expect(result.sources).toEqual([{ title: 'What happened', url: at('news.example', '/story') }])
    expect(result.text).toContain('Paragraph 11 says')
    for (const unwanted of ['Shop', 'steal', 'Cookies', '<']) expect(result.text).not.toContain(unwanted)
    expect(asked[web]).toEqual([`news.example:${port} /story`])
  })

  test.each<[string, Record<string, string>, () => Promise<Uint8Array> | Uint8Array | string, string]>([
    ['gzip', { 'content-type': 'text/plain', 'content-encoding': 'gzip' }, () => gzipSync('Ten'), 'Ten'],
    ['deflate', { 'content-type': 'text/plain', 'content-encoding': 'deflate' }, () => deflateSync('Ten'), 'Ten'],
    ['Brotli', { 'content-type': 'text/plain', 'content-encoding': 'br' }, () => brotliCompressSync('Ten'), 'Ten'],
    ['JSON', { 'content-type': 'application/json; charset=utf-8' }, () => '{"price": 10}', '{"price": 10}'],
    ['a PDF', { 'content-type': 'application/pdf' }, () => pdf(['Read me well, please']), 'Read me well, please'],
    [
      'an encoding of its header',
      { 'content-type': 'text/plain; charset=koi8-r' },
      () => Uint8Array.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4]),
      'Привет',
    ],
    [
      'an encoding of its head',
      { 'content-type': 'text/html' },
      () => Buffer.concat([Buffer.from('<meta charset="koi8-r"><p>'), Uint8Array.from([0xf0, 0xd2, 0xc9])]),
      'При',
    ],
    ['a list without an article', { 'content-type': 'text/html' }, () => '<ul><li>One<li>Two</ul>', 'One'],
    ['letters that are not seen', { 'content-type': 'text/plain' }, () => 'Te\u200bn\u202e\u{e0041}', 'Ten'],
  ])('may come as %s', async (_name, headers, make, expected) => {
    const body = await make()
    pages = (_request, response) => response.writeHead(200, headers).end(body)
    const { text, isError } = await read(at('a.example'))
    expect(isError).toBe(false)
    expect(text).toContain(expected)
  })

  test('is cut where it is long', async () => {
    pages = (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).end('word '.repeat(50_000))
    expect((await read(at('a.example'))).text.length).toBeLessThan(41_000)
  })

  test('is read after redirects, each of them looked up once', async () => {
    pages = ({ headers, url }, response) => {
      const [name] = headers.host!.split(':')
      if (name === 'a.example') return response.writeHead(301, { location: at('b.example', '/next') }).end()
      if (url === '/next') return response.writeHead(302, { location: '../last' }).end()
      return response.writeHead(200, { 'content-type': 'text/plain' }).end('There')
    }
    const { text, sources } = await read(at('a.example'))
    expect(text).toContain('There')
    expect(lookedUp).toEqual(['a.example', 'b.example', 'b.example'])
    // Where it leads to is its own word.
    expect(sources[0]!.url).toBe(at('a.example'))
  })
})

describe('nothing inside is reached', () => {
  test.each<[string, () => string]>([
    ['an address', () => `http://${inside}:${port}/secret`],
    ['a name', () => at('inside.example', '/secret')],
    ['an address in IPv6', () => `http://[::ffff:127.0.0.2]:${port}/secret`],
    ['another port', () => `http://${web}:1/`],
    ['another scheme', () => 'file:///etc/passwd'],
    ['credentials', () => `http://a:b@${web}:${port}/`],
    ['the same page again', () => at('a.example', '/again')],
  ])('by a redirect to %s', async (_name, location) => {
    names['inside.example'] = [[inside]]
    pages = (_request, response) => response.writeHead(302, { location: location() }).end('secret')
    const { isError, text, sources } = await read(at('a.example'))
    expect({ isError, sources }).toEqual({ isError: true, sources: [] })
    expect(text).not.toContain('secret')
    expect(asked[inside]).toEqual([])
    expect(asked[web]!.length).toBeLessThanOrEqual(6)
  })

  test('by a name that leads elsewhere once it was checked', async () => {
    names['rebind.example'] = [[web], [inside]]
    pages = (_request, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('the page')
    expect((await read(at('rebind.example'))).text).toContain('the page')
    expect([asked[web]!.length, asked[inside]!.length, lookedUp.length]).toEqual([1, 0, 1])
    // And when the page is asked for again.
    expect((await read(at('rebind.example'))).isError).toBe(true)
    expect(asked[inside]).toEqual([])
  })

  test('by a name that leads there among others', async () => {
    names['half.example'] = [[web, inside]]
    expect((await read(at('half.example'))).isError).toBe(true)
    expect([asked[web], asked[inside]]).toEqual([[], []])
  })

  test('by an address that the model or a page names', async () => {
    const reach = { ports: [port], isAllowed: () => true, resolve: async () => [inside] }
    const tool = readPageTool([at('a.example')], { files, reach })
    for (const input of [undefined, {}, { address: at('b.example') }, { address: [at('a.example')] }, at('a.example')])
      expect(await tool.run(input, signal)).toMatchObject({ isError: true, sources: [] })
    expect(asked[inside]).toEqual([])
    expect(tool.step({ address: at('b.example') })).toEqual({ kind: 'page', what: '' })
  })
})

describe('an error in words for the model comes of', () => {
  const zeros = Buffer.alloc(6_000_000)
  test.each<[string, RequestListener]>([
    ['a page that is not there', (_request, response) => response.writeHead(404).end('x')],
    ['a redirect to nowhere', (_request, response) => response.writeHead(302).end()],
    ['a page without a type', (_request, response) => response.writeHead(200).end('x')],
    ['a picture', (_request, response) => response.writeHead(200, { 'content-type': 'image/png' }).end('x')],
    [
      'a picture that is called text',
      (_request, response) =>
        response
          .writeHead(200, { 'content-type': 'text/plain' })
          .end(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 73, 72, 68, 82])),
    ],
    ['an empty page', (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>')],
    ['a large page', (_request, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(zeros)],
    [
      'a small page that unpacks to a large one',
      (_request, response) =>
        response
          .writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(200_000_000))),
    ],
    [
      'a page that is packed twice',
      (_request, response) =>
        response
          .writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip, gzip' })
          .end(gzipSync(gzipSync('x'))),
    ],
    [
      'a broken pack',
      (_request, response) =>
        response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip' }).end('no gzip'),
    ],
    ['a connection that breaks', (_request, response) => response.destroy()],
    [
      'a page that breaks',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '100' })
        response.write('x', () => response.destroy())
      },
    ],
  ])('%s', async (_name, answers) => {
    pages = answers
    const { isError, sources, text } = await read(at('a.example'))
    expect({ isError, sources }).toEqual({ isError: true, sources: [] })
    expect(text).not.toBe('')
  })

  test('a page so deep that no parser can follow it', async () => {
    pages = (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html>${'<div>'.repeat(20_000)}Deep`)
    // Its words are read all the same, or it is refused; the program goes on.
    expect(await read(at('a.example'))).toMatchObject({ costMicros: 0 })
  })

  test('a name that cannot be looked up', async () => {
    names['none.example'] = [[]]
    expect((await read(at('none.example'))).text).toContain('no site under this name')
  })
})

test('a person who stops ends the reading of a page that has no end', async () => {
  pages = (_request, response) => void response.writeHead(200, { 'content-type': 'text/plain' }).write('x')
  const stop = new AbortController()
  const reading = read(at('a.example'), {}, stop.signal)
  await expect.poll(() => asked[web]!.length).toBe(1)
  stop.abort(new Error('stopped'))
  await expect(reading).rejects.toThrow('stopped')
})
