import type { FastifyInstance, FastifyListenOptions } from 'fastify'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { tryDoor } from '#platform/runtime/ports.ts'

/**
 * Node takes one new connection from a listening socket in each turn of the event loop, and a busy process has few turns a
 * second: with 500 answers at once a connection waited ten seconds. From so many sockets it takes as many.
 */
const doors = 16
/** Only there the system divides the connections among the sockets of one port. */
const sharesPorts = process.platform === 'linux'

export interface OpenDoors {
  /** Such as `http://127.0.0.1:8081`. */
  url: string
  /** Takes no new connections from here on. Resolves when those that came through the doors have ended. */
  close(): Promise<void>
}

/** Lets a server listen, by several sockets of one port where the system has that. @throws what listening throws */
export async function openDoors(app: FastifyInstance, at: { host: string; port: number }): Promise<OpenDoors> {
  if (!sharesPorts) return { url: await app.listen(at), close: async () => undefined }
  // A port that may be shared is given to several programs: whether another one has it is seen without sharing.
  await tryDoor(at.host, at.port)
  const shared = { ...at, reusePort: true } satisfies FastifyListenOptions & { reusePort: boolean }
  const url = await app.listen(shared)
  const { port } = app.server.address() as { port: number }
  const more = Array.from({ length: doors - 1 }, () => doorTo(app))
  await Promise.all(more.map((door) => once(door.listen({ ...shared, port }), 'listening')))
  return { url, close: async () => void (await Promise.all(more.map(closed))) }
}

/** With the options that Node gives to the socket of an HTTP server. */
function doorTo({ server }: FastifyInstance): Server {
  const door = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit('connection', socket))
  return door.on('error', (error) => server.emit('error', error))
}

function closed(door: Server): Promise<void> {
  return new Promise((resolve) => door.close(() => resolve()))
}
