import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A server of this process that plays another one, as programs do while they warm up. It reads each request to its end. */
export async function startDouble(
  reply: (request: IncomingMessage, body: string, response: ServerResponse) => void,
): Promise<{ url: string; stop(): void }> {
  const server = createServer(
    (request, response) =>
      void text(request).then(
        (body) => reply(request, body, response),
        () => response.destroy(),
      ),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
