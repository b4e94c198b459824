import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** Stands before a server, passes everything on and counts the connections, until it is cut: then nothing listens there. */
export interface Passage {
  /** The address of the server, by way of this one. */
  url: string
  connections(): number
  /** Returns how to let everything pass again. */
  cut(): Promise<() => Promise<void>>
}

/** @param readerOf makes for each connection what sees the bytes of its client */
export async function startPassage(
  address: string,
  readerOf: () => (bytes: Buffer) => void = () => () => undefined,
): Promise<Passage> {
  const target = new URL(address)
  const open = new Set<Socket>()
  let server: Server
  let port = 0
  let connections = 0
  await listen()
  const url = new URL(address)
  url.hostname = '127.0.0.1'
  url.port = String(port)
  return { url: url.href.replace(/\/$/, ''), connections: () => connections, cut }

  async function listen() {
    server = createServer(pass)
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as { port: number }).port
  }

  function pass(client: Socket) {
    connections += 1
    const upstream = connect(Number(target.port), target.hostname)
    client.on('data', readerOf())
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one.setNoDelay())
      one.on('data', (bytes) => other.write(bytes)).on('end', () => other.end())
      one.on('error', () => other.destroy()).on('close', () => open.delete(one) && other.destroy())
    }
  }

  async function cut() {
    server.close()
    for (const socket of open) socket.destroy()
    return listen
  }
}
