import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Registry } from 'prom-client'
import type { Running } from './lifetime.ts'
import { type Log, messageOf } from './log.ts'
import { doorFault } from './ports.ts'
import { watchPressure } from './pressure.ts'

/** Where a program that serves nobody else says how it is; absent: nowhere. */
export type HealthDoor = { host: string; port: number } | undefined

/**
 * `/health`: the process turns. `/ready`: it can do its work now and has not too much of it; `ready` throws or returns the reason
 * while it cannot.
 * `/metrics`: its figures. The backend has the same three among its routes.
 */
export async function serveHealth(
  door: HealthDoor,
  { ready, registry, log }: { ready: () => Promise<string | undefined>; registry: Registry; log: Log },
): Promise<Running> {
  if (!door) return { stop: async () => undefined }
  const pressure = watchPressure()
  const pages: Record<string, () => Promise<{ status: number; type: string; text: string }>> = {
    '/health': async () => ({ status: 200, ...json({ status: 'ok' }) }),
    '/ready': async () => {
      const reason = (await inTime(ready)) ?? pressure.reason()
      return reason === undefined
        ? { status: 200, ...json({ status: 'ready' }) }
        : { status: 503, ...json({ status: 'not ready', reason }) }
    },
    '/metrics': async () => ({ status: 200, type: registry.contentType, text: await registry.metrics() }),
  }
  const server = createServer((request, response) => void answer(request.url?.split('?')[0] ?? '', response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(door.port, door.host, resolve)
  }).catch((error: unknown) => {
    throw doorFault(error, { setting: 'HEALTH_PORT', ...door }) ?? error
  })
  log.debug({ port: (server.address() as AddressInfo).port }, 'Says how it is')
  return {
    async stop() {
      pressure.stop()
      server.close()
      server.closeAllConnections()
    },
  }

  async function answer(path: string, response: ServerResponse) {
    const unknown = async () => ({ status: 404, ...json({ status: 'unknown page' }) })
    const failed = (error: unknown) => ({ status: 500, ...json({ reason: messageOf(error) }) })
    const { status, type, text } = await (pages[path] ?? unknown)().catch(failed)
    response.writeHead(status, { 'content-type': type }).end(text)
  }
}

const readyLimitMs = 3_000

/** Whoever asks does not wait as long as a statement may take. */
export async function inTime(ready: () => Promise<string | undefined>): Promise<string | undefined> {
  const silent = sleep(readyLimitMs, `The database has not answered for ${readyLimitMs / 1000} s`, { ref: false })
  return Promise.race([ready().catch(messageOf), silent])
}

function json(body: object) {
  return { type: 'application/json', text: JSON.stringify(body) }
}
