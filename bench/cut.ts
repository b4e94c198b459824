import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** Stands before a server and passes everything on, until it is cut: then nothing listens there any more. */
export async function startCut(address: string) {
  const target = new URL(address)
  const open = new Set<Socket>()
  let server: Server
  let port = 0
  await listen()
  const url = new URL(address)
  url.hostname = '127.0.0.1'
  url.port = String(port)

  async function listen() {
    server = createServer((client) => {
      const upstream = connect(Number(target.port), target.hostname)
      for (const [one, other] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        open.add(one.setNoDelay())
        one.on('data', (bytes) => other.write(bytes)).on('end', () => other.end())
        one.on('error', () => other.destroy()).on('close', () => open.delete(one) && other.destroy())
      }
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as { port: number }).port
  }

  async function cut() {
    server.close()
    for (const socket of open) socket.destroy()
    return listen
  }
  return { url: url.href, cut, stop: cut }
}
