import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { BackendUnavailable, createClient } from './backend-client.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

/** Copies of a backend: one port, several addresses of this machine. Each counts what it is asked. */
async function copies(addresses: string[]) {
  const asked: Record<string, number> = {}
  const heard: IncomingMessage[] = []
  let port = 0
  const open = async (address: string) => {
    asked[address] = 0
    const server = createServer((request, response) => {
      asked[address]! += 1
      heard.push(request)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
    servers.push(server)
    await once(server.listen(port, address), 'listening')
    port = (server.address() as AddressInfo).port
    return server
  }
  const opened = new Map<string, Server>()
  for (const address of addresses) opened.set(address, await open(address))
  return {
    asked,
    heard,
    port: () => port,
    async open(address: string) {
      opened.set(address, await open(address))
    },
    close(address: string) {
      opened.get(address)!.close()
      opened.get(address)!.closeAllConnections()
    },
  }
}

const all = ['127.0.0.1', '127.0.0.2', '127.0.0.3']
const error = { kind: 'bot_exception', message: 'x' } as const

// Only Linux has more than one address of its own without being told so.
describe.skipIf(process.platform !== 'linux')('the client of a backend that runs in several copies', () => {
  test('spreads its calls evenly over all addresses of the name', async () => {
    const backend = await copies(all)
    const client = createClient({ baseUrl: `http://backend:${backend.port()}`, token: 't', lookUp: async () => all })
    for (let n = 0; n < 180; n += 1) await client.reportError(error)
    expect(backend.asked).toEqual({ '127.0.0.1': 60, '127.0.0.2': 60, '127.0.0.3': 60 })
    expect(backend.heard[0]!.headers.host).toBe(`backend:${backend.port()}`)
  })

  test('keeps its connections, and does not ask for the addresses before each call', async () => {
    const backend = await copies(all)
    let lookups = 0
    const lookUp = async () => {
      lookups += 1
      return all
    }
    const client = createClient({ baseUrl: `http://backend:${backend.port()}`, token: 't', lookUp })
    for (let n = 0; n < 30; n += 1) await client.reportError(error)
    expect(lookups).toBe(1)
    expect(new Set(backend.heard.map(({ socket }) => socket)).size).toBe(3)
  })

  test('loses no call when a copy goes, and uses one that comes', async () => {
    const backend = await copies(all.slice(0, 2))
    let addresses = all.slice(0, 2)
    const client = createClient({
      baseUrl: `http://backend:${backend.port()}`,
      token: 't',
      lookUp: async () => addresses,
    })
    for (let n = 0; n < 4; n += 1) await client.reportError(error)
    backend.close('127.0.0.1')
    await backend.open('127.0.0.3')
    addresses = ['127.0.0.2', '127.0.0.3']
    // A call that meets no backend asks another one, and the names anew.
    for (let n = 0; n < 20; n += 1) await client.reportError(error)
    expect(backend.asked['127.0.0.1']).toBe(2)
    expect(backend.asked['127.0.0.2']! + backend.asked['127.0.0.3']!).toBe(22)
    expect(backend.asked['127.0.0.3']).toBeGreaterThanOrEqual(9)
  })

  test('says that the backend cannot be reached when no copy is there, with the reason, and finds one later', async () => {
    const backend = await copies(['127.0.0.1'])
    backend.close('127.0.0.1')
    const client = createClient({ baseUrl: `http://backend:${backend.port()}`, token: 't', lookUp: async () => all })
    const refused: unknown = await client.reportError(error).catch((reason: unknown) => reason)
    expect(refused).toBeInstanceOf(BackendUnavailable)
    expect(refused).toMatchObject({ cause: { code: 'ECONNREFUSED' } })
    await backend.open('127.0.0.2')
    await client.reportError(error)
    expect(backend.asked['127.0.0.2']).toBe(1)
  })

  test('asks a copy that has fallen silent in the middle of an answer after all others', async () => {
    const backend = await copies(all.slice(0, 1))
    const silent = createServer((request, response) => {
      request.resume()
      if (request.url === '/process_message')
        response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
    })
    servers.push(silent)
    await once(silent.listen(backend.port(), '127.0.0.2'), 'listening')
    const addresses = all.slice(0, 2)
    const client = createClient({
      baseUrl: `http://backend:${backend.port()}`,
      token: 't',
      silenceMs: 500,
      lookUp: async () => addresses,
    })
    const question = { telegramId: 1, chatId: 1, messageId: 1, updateId: 1, text: 'x' }
    // One of two in turn meets the silent copy; the other one makes no sense.
    const met: unknown[] = []
    for (let n = 0; n < 2; n += 1)
      met.push(
        await client
          .streamAnswer(question)
          .next()
          .catch((reason: unknown) => reason),
      )
    expect(met).toContainEqual(expect.any(BackendUnavailable))
    for (let n = 0; n < 6; n += 1) await client.reportError(error)
    expect(backend.asked['127.0.0.1']).toBe(7)
  })

  test('reaches the next copy behind a balancer that goes on giving a frozen one its turn', async () => {
    const frozen: string[] = []
    const replied: string[] = []
    const balancer = createServer((request, response) => {
      const isTurnOfFrozen = (frozen.length + replied.length) % 2 === 0
      ;(isTurnOfFrozen ? frozen : replied).push(request.url!)
      if (!isTurnOfFrozen) response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
    servers.push(balancer)
    await once(balancer.listen(0, '127.0.0.1'), 'listening')
    const baseUrl = `http://127.0.0.1:${(balancer.address() as AddressInfo).port}`
    const client = createClient({ baseUrl, token: 't', silenceMs: 100 })
    const question = { telegramId: 1, chatId: 1, messageId: 1, updateId: 1, text: 'x' }
    await expect(client.streamAnswer(question).next()).rejects.toThrow(BackendUnavailable)
    await client.reportError(error)
    await client.reportError(error)
    expect([frozen, replied]).toEqual([
      ['/process_message', '/report_error'],
      ['/report_error', '/report_error'],
    ])
  })

  test('asks nothing twice of a backend that has been slow with all its replies', async () => {
    const now = performance.now.bind(performance)
    let aheadMs = 0
    vi.spyOn(performance, 'now').mockImplementation(() => now() + aheadMs)
    const heard: IncomingMessage[] = []
    const slow = createServer((request, response) => {
      heard.push(request)
      aheadMs += 400
      if (request.url !== '/process_message') response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
    servers.push(slow)
    await once(slow.listen(0, '127.0.0.1'), 'listening')
    const baseUrl = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`
    const client = createClient({ baseUrl, token: 't', silenceMs: 100 })
    await client.reportError(error)
    const question = { telegramId: 1, chatId: 1, messageId: 1, updateId: 1, text: 'x' }
    await expect(client.streamAnswer(question).next()).rejects.toThrow(BackendUnavailable)
    await client.reportError(error)
    // Over a connection that is kept, as ever; one that is only tried is closed.
    expect(heard.map(({ url, headers }) => [url, headers.connection])).toEqual(
      ['/report_error', '/process_message', '/report_error'].map((url) => [url, 'keep-alive']),
    )
    vi.restoreAllMocks()
  })

  test('lives on what it knew while names cannot be looked up', async () => {
    const backend = await copies(all.slice(0, 1))
    let lookups = 0
    const lookUp = async () => {
      lookups += 1
      if (lookups > 1) throw Object.assign(new Error('getaddrinfo EAI_AGAIN backend'), { code: 'EAI_AGAIN' })
      return all.slice(0, 2)
    }
    const client = createClient({ baseUrl: `http://backend:${backend.port()}`, token: 't', lookUp })
    for (let n = 0; n < 6; n += 1) await client.reportError(error)
    expect(backend.asked).toEqual({ '127.0.0.1': 6 })
    expect(lookups).toBeGreaterThan(1)
  })
})
