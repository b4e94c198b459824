import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Registry } from 'prom-client'
import type { Running } from './lifetime.ts'
import { type Log, messageOf } from './log.ts'
import { listenFault, type ListenAddress } from './ports.ts'
import { figuresOfProcess } from './process-figures.ts'
import { watchPressure } from './pressure.ts'

/** Where a program without a server of its own says how it is, and whether another of its process shows the process's figures; absent: nowhere. */
export type HealthAddress = (ListenAddress & { sharesProcess?: boolean }) | undefined

interface Health {
  /** Throws or returns the reason while the program cannot do its work. */
  ready: () => Promise<string | undefined>
  /** Of the program's own figures; those of the process stand beside them. */
  registry: Registry
  /** Another program of this process shows the figures of the process. */
  sharesProcess?: boolean | undefined
}

interface Page {
  status: number
  type: string
  text: string
}

export const healthPaths = ['/health', '/ready', '/metrics'] as const

/**
 * What every program says of itself. `/health`: the process runs. `/ready`: it can do its work now and has not too much of it.
 * `/metrics`: its figures.
 */
export class HealthPages {
  readonly #health: Health
  readonly #pressure = watchPressure()

  constructor(health: Health) {
    this.#health = health
  }

  async page(path: (typeof healthPaths)[number]): Promise<Page> {
    try {
      if (path === '/health') return json(200, { status: 'ok' })
      if (path === '/ready') return await this.#readiness()
      const { registry, sharesProcess } = this.#health
      const figures = sharesProcess ? registry : Registry.merge([figuresOfProcess(), registry])
      return { status: 200, type: figures.contentType, text: await figures.metrics() }
    } catch (error) {
      return json(500, { reason: messageOf(error) })
    }
  }

  stop(): void {
    this.#pressure.stop()
  }

  async #readiness(): Promise<Page> {
    const reason = (await inTime(this.#health.ready)) ?? this.#pressure.reason()
    return reason === undefined ? json(200, { status: 'ready' }) : json(503, { status: 'not ready', reason })
  }
}

/** The pages of a program that serves nothing else. */
export async function serveHealth(address: HealthAddress, { log, ...health }: Health & { log: Log }): Promise<Running> {
  if (!address) return { stop: async () => undefined }
  const pages = new HealthPages({ ...health, sharesProcess: address.sharesProcess })
  const answer = async (url: string, response: ServerResponse) => {
    const path = healthPaths.find((known) => known === url.split('?')[0])
    const { status, type, text } = path ? await pages.page(path) : json(404, { status: 'unknown page' })
    response.writeHead(status, { 'content-type': type }).end(text)
  }
  const server = createServer(({ url = '' }, response) => void answer(url, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(address.port, address.host, resolve)
  }).catch((error: unknown) => {
    throw listenFault(error, address) ?? error
  })
  log.debug({ port: (server.address() as AddressInfo).port }, 'Says how it is')
  return {
    async stop() {
      pages.stop()
      server.close()
      server.closeAllConnections()
    },
  }
}

const readyLimitMs = 3_000

/** A check of health does not wait as long as a statement may take. */
async function inTime(ready: () => Promise<string | undefined>): Promise<string | undefined> {
  const silent = sleep(readyLimitMs, `The database has not answered for ${readyLimitMs / 1000} s`, { ref: false })
  return Promise.race([ready().catch(messageOf), silent])
}

function json(status: number, body: object): Page {
  return { status, type: 'application/json', text: JSON.stringify(body) }
}
