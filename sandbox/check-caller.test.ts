import { request } from 'node:http'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from './sandbox.ts'

let sandbox: Sandbox
let port: string
beforeAll(async () => {
  sandbox = await startSandbox({ modelTokenDelayMs: 0 })
  port = new URL(sandbox.url).port
})
afterAll(() => sandbox?.stop())

const json = { 'content-type': 'application/json' }
/** One of each kind of route: all must be guarded alike. */
const routes = () =>
  [
    ['GET', '/'],
    ['GET', '/main.js'],
    ['GET', `/bot${sandbox.botToken}/setWebhook?url=https%3A%2F%2Fstranger.example`],
    ['POST', `/bot${sandbox.botToken}/sendMessage`],
    ['GET', '/person/users'],
    ['POST', '/person/users'],
    ['POST', '/control/reset'],
    ['GET', '/control/journal'],
    ['GET', '/control/events'],
    ['GET', '/person/files/x'],
    ['POST', '/v1/chat/completions'],
    ['GET', '/no/such/route'],
  ] as const

describe('a request to the sandbox is refused', () => {
  test.for<[string, () => Record<string, string>]>([
    ['with a name that a stranger lets point here', () => ({ host: `evil.example:${port}` })],
    ['with a name that begins as ours', () => ({ host: `127.0.0.1.evil.example:${port}` })],
    ['with a name that ends as ours', () => ({ host: `evil-localhost:${port}` })],
    ['with a user before our name', () => ({ host: `evil.example@127.0.0.1:${port}` })],
    ['with an address of this machine that it is not bound to', () => ({ host: `192.168.0.7:${port}` })],
    ['from a page of a stranger', () => ({ origin: 'https://evil.example' })],
    ['from a page without an origin', () => ({ origin: 'null' })],
    ['from a page at another port of this machine', () => ({ origin: 'http://127.0.0.1:3000' })],
    ['from a page over TLS at our name', () => ({ origin: `https://127.0.0.1:${port}` })],
    ['as a picture in a page of a stranger', () => ({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })],
    ['as a picture in a page of this machine', () => ({ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' })],
    [
      'from a frame',
      () => ({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }),
    ],
  ])('%s', async ([, headers]) => {
    for (const [method, path] of routes()) expect([path, await statusOf(method, path, headers())]).toEqual([path, 403])
  })

  test('also when it would switch to a WebSocket', async () => {
    const upgrade = { connection: 'Upgrade', upgrade: 'websocket', origin: 'https://evil.example' }
    expect(await statusOf('GET', '/control/events', upgrade)).toBe(403)
  })

  test('and does nothing', async () => {
    await statusOf('GET', `/bot${sandbox.botToken}/setWebhook?url=https%3A%2F%2Fstranger.example`, {
      'sec-fetch-site': 'cross-site',
    })
    const info = await fetch(`${sandbox.url}/bot${sandbox.botToken}/getWebhookInfo`)
    expect(await info.json()).toMatchObject({ ok: true, result: { url: '' } })
  })

  test.for(['setWebhook', 'deleteWebhook', 'sendMessage', 'getMe'])(
    'when a link in a page leads to %s, though one may follow a link to the chat',
    async (method) => {
      const followed = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
      expect(await statusOf('GET', `/bot${sandbox.botToken}/${method}`, followed)).toBe(403)
      expect(await statusOf('GET', '/?start=x', followed)).toBe(200)
    },
  )
})

describe('a request to the sandbox is served', () => {
  test.for<[string, () => Record<string, string>]>([
    ['of a program', () => ({})],
    ['to localhost', () => ({ host: `localhost:${port}` })],
    ['to LOCALHOST', () => ({ host: `LOCALHOST:${port}` })],
    ['to the loopback of IPv6', () => ({ host: `[::1]:${port}` })],
    ['to any port, as behind a tunnel', () => ({ host: '127.0.0.1:9' })],
    ['of its own page', () => ({ origin: `http://127.0.0.1:${port}`, 'sec-fetch-site': 'same-origin' })],
    ['of its own page under another name', () => ({ host: `localhost:${port}`, origin: `http://localhost:${port}` })],
    ['typed into the address bar', () => ({ 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' })],
  ])('%s', async ([, headers]) => {
    for (const path of ['/', '/person/users', `/bot${sandbox.botToken}/getMe`])
      expect([path, await statusOf('GET', path, headers())]).toEqual([path, 200])
    expect(await statusOf('POST', `/bot${sandbox.botToken}/getMe`, headers(), '{}')).toBe(200)
  })

  test('under the names that its settings allow, and no other', async () => {
    const other = await startSandbox({ host: '0.0.0.0', allowedHosts: ['sandbox'] })
    const otherPort = new URL(other.url).port
    const served = (host: string) => statusOf('GET', '/person/users', { host }, undefined, otherPort)
    expect(await served('sandbox:8080')).toBe(200)
    expect(await served('192.168.0.7:8080')).toBe(200)
    expect(await served('[fd00::7]:8080')).toBe(200)
    expect(await served('evil.example:8080')).toBe(403)
    await other.stop()
  })

  test('under the address that it is bound to', async () => {
    const address = Object.values(networkInterfaces())
      .flat()
      .find((one) => one?.family === 'IPv4' && !one.internal)
    const host = address?.address ?? '127.0.0.2'
    const bound = await startSandbox({ host })
    expect((await fetch(`${bound.url}/person/users`)).status).toBe(200)
    await bound.stop()
  })
})

/** fetch sets Host and Sec-Fetch-* itself, so this asks without it. An answer that never ends is cut off at its headers. */
function statusOf(method: string, path: string, headers: Record<string, string>, body?: string, at = port) {
  return new Promise<number>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: at, method, path, headers: { ...json, ...headers } }, (answer) => {
      resolve(answer.statusCode!)
      answer.destroy()
    })
    sent.once('error', reject)
    sent.end(body)
  })
}
