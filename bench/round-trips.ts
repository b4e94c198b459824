import { once } from 'node:events'
import { connect, createServer } from 'node:net'

/** Passes everything on to PostgreSQL and counts what waits for an answer: a Sync, or a simple query. */
export async function countRoundTrips(databaseUrl: string) {
  const target = new URL(databaseUrl)
  let count = 0
  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname)
    const read = messageReader((type) => (count += type === 'S' || type === 'Q' ? 1 : 0))
    client.on('data', (bytes) => (read(bytes), upstream.write(bytes)))
    upstream.on('data', (bytes) => client.write(bytes))
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const)
      one.on('error', () => other.destroy()).on('close', () => other.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as { port: number }).port)
  return { url: url.href, count: () => count, stop: () => void server.close() }
}

/** Calls back with the type of every message of the frontend; the first one, of the startup, has none. */
function messageReader(onMessage: (type: string) => void) {
  let waiting = Buffer.alloc(0)
  let started = false
  return (bytes: Buffer) => {
    waiting = Buffer.concat([waiting, bytes])
    for (;;) {
      const head = started ? 1 : 0
      if (waiting.length < head + 4) return
      const end = head + waiting.readInt32BE(head)
      if (waiting.length < end) return
      if (started) onMessage(String.fromCharCode(waiting[0]!))
      started = true
      waiting = waiting.subarray(end)
    }
  }
}
