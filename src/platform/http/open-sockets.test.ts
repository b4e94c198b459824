import { connect, type Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import fastify from 'fastify'
import { afterEach, describe, expect, test } from 'vitest'
import { type OpenSockets, openSockets } from './open-sockets.ts'

interface Opened {
  app: ReturnType<typeof fastify>
  sockets: OpenSockets
}

const opened: Opened[] = []
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  for (const each of opened.splice(0)) {
    const closed = close(each)
    each.app.server.closeAllConnections()
    await closed
  }
})

async function open({ slow = async () => 'here' }: { slow?: () => Promise<string> } = {}) {
  const app = fastify({ forceCloseConnections: 'idle' })
    .get('/', async () => 'here')
    .get('/slow', slow)
  const sockets = await openSockets(app, { host: '127.0.0.1', port: 0 })
  opened.push({ app, sockets })
  return { app, sockets, port: Number(new URL(sockets.url).port) }
}

/** As the backend does: connections that fall idle meanwhile are closed. */
async function close({ app, sockets }: Opened): Promise<void> {
  const sweep = setInterval(() => app.server.closeIdleConnections(), 10)
  await Promise.all([app.close(), sockets.close()]).finally(() => clearInterval(sweep))
}

// Elsewhere there is one socket.
describe.skipIf(process.platform !== 'linux')('a server with many sockets', () => {
  test('takes many new connections in few turns of the event loop', async () => {
    const { app, port } = await open()
    let taken = 0
    app.server.on('connection', () => (taken += 1))
    for (let n = 0; n < 160; n += 1) sockets.push(connect(port, '127.0.0.1'))
    let turns = 0
    for (; taken < 160; turns += 1) await nextTurn()
    // One socket would take 160 turns.
    expect(turns).toBeLessThan(80)
  })

  test('answers through all of them, and ends with those that listen', async () => {
    const { app, sockets } = await open()
    const replies = await Promise.all(
      Array.from({ length: 100 }, () => fetch(sockets.url).then((reply) => reply.text())),
    )
    expect(new Set(replies)).toEqual(new Set(['here']))
    await close({ app, sockets })
    await expect(fetch(sockets.url)).rejects.toThrow()
  })

  test('shares its port with no other program', async () => {
    const { port } = await open()
    const other = fastify()
    await expect(openSockets(other, { host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await other.close()
  })

  test('answers what was under way when it closes', async () => {
    let inside = 0
    const release = Promise.withResolvers<void>()
    const { app, sockets } = await open({
      slow: async () => {
        inside += 1
        await release.promise
        return 'answered'
      },
    })
    const asking = Array.from({ length: 40 }, () => fetch(`${sockets.url}/slow`).then((reply) => reply.text()))
    while (inside < asking.length) await nextTurn()
    const closed = close({ app, sockets })
    release.resolve()
    expect(new Set(await Promise.all(asking))).toEqual(new Set(['answered']))
    await closed
  })
})
