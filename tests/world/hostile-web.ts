import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Reach } from '#platform/reader/fetch-page.ts'
import type { Page } from '#sandbox/web/page.ts'
import { hostilePages } from '#sandbox/web/hostile-pages.ts'

/** A search server with pages that give orders, and a server that they name, to which nothing must ever come. */
export class HostileWeb {
  pages: Page[] = []
  /** What came to the server that the pages name. */
  readonly stolen: string[] = []
  private readonly web = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, this.searchUrl)
    if (pathname === '/search') {
      const found = this.pages.filter(({ slug }) => slug === searchParams.get('q'))
      const results = found.map(({ slug, title, snippet }) => ({ title, url: this.addressOf(slug), content: snippet }))
      return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ results }))
    }
    const page = this.pages.find(({ slug }) => pathname === `/${slug}`)
    const html = `<!doctype html><title>${page?.title}</title><article>${page?.body}</article>`
    return response.writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(html)
  })
  private readonly thief = createServer((request, response) => {
    this.stolen.push(request.url!)
    response.end('Thank you')
  })

  async start(): Promise<void> {
    await Promise.all([this.web, this.thief].map((server) => once(server.listen(0, '127.0.0.1'), 'listening')))
    this.pages = hostilePages(`http://${this.thiefHost}`)
  }

  get searchUrl(): string {
    return `http://127.0.0.1:${portOf(this.web)}`
  }

  addressOf(slug: string): string {
    return `http://pages.example:${portOf(this.web)}/${slug}`
  }

  /** As the pages write it. */
  get thiefHost(): string {
    return `evil.example:${portOf(this.thief)}`
  }

  /** Both could be reached: only that no page is believed keeps the thief alone. */
  get reach(): Reach {
    const ports = [portOf(this.web), portOf(this.thief)]
    return { ports, isAllowed: () => true, resolve: async () => ['127.0.0.1'] }
  }

  stop(): void {
    for (const server of [this.web, this.thief]) {
      server.closeAllConnections()
      server.close()
    }
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}
