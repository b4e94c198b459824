import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { KeptSession } from './kept-session.ts'

test('stops while it is being opened by a server that never answers', async () => {
  const sockets: Socket[] = []
  const server = createServer((socket) => void sockets.push(socket.on('error', () => undefined).resume()))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as { port: number }
  const nothing = { awayMeans: 'Nothing', prepare: async () => undefined, back: () => undefined, log: undefined }
  const settings = { host: '127.0.0.1', port, user: 'test' }
  const session = new KeptSession({ ...nothing, settings, checkEveryMs: 60_000, check: async () => undefined })
  const started = session.start().catch((error: unknown) => error)
  await once(server, 'connection')
  await session.stop()
  expect(await started).toBeInstanceOf(Error)
  for (const socket of sockets) socket.destroy()
  server.close()
})
