import type { FastifyInstance, FastifyListenOptions } from 'fastify'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { tryListening } from '#platform/runtime/ports.ts'

/**
 * Node takes one new connection from a listening socket in each turn of the event loop, and a busy process has few turns a
 * second: with 500 answers at once a connection waited ten seconds. From so many sockets it takes as many.
 */
const socketCount = 16
/** Only there the system divides the connections among the sockets of one port. */
const sharesPorts = process.platform === 'linux'

export interface OpenSockets {
  /** Such as `http://127.0.0.1:8081`. */
  url: string
  /** Takes no new connections from here on. Resolves when those that it took have ended. */
  close(): Promise<void>
}

/** Lets a server listen, by several sockets of one port where the system has that. @throws what listening throws */
export async function openSockets(app: FastifyInstance, at: { host: string; port: number }): Promise<OpenSockets> {
  if (!sharesPorts) return { url: await app.listen(at), close: async () => undefined }
  // A port that may be shared is given to several programs: whether another one has it is seen without sharing.
  await tryListening(at.host, at.port)
  const shared = { ...at, reusePort: true } satisfies FastifyListenOptions & { reusePort: boolean }
  const url = await app.listen(shared)
  const { port } = app.server.address() as { port: number }
  const more = Array.from({ length: socketCount - 1 }, () => anotherSocket(app))
  await Promise.all(more.map((socket) => once(socket.listen({ ...shared, port }), 'listening')))
  return { url, close: async () => void (await Promise.all(more.map(closed))) }
}

/** With the options that Node gives to the socket of an HTTP server. */
function anotherSocket({ server }: FastifyInstance): Server {
  const listener = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit('connection', socket))
  return listener.on('error', (error) => server.emit('error', error))
}

function closed(listener: Server): Promise<void> {
  return new Promise((resolve) => listener.close(() => resolve()))
}
