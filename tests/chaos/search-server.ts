import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A SearXNG that finds two pages for whatever is asked. */
export interface SearchServer {
  url: string
  /** What it has searched for, in turn: each of them is paid for. */
  searched: string[]
  /** Called when the answer to a query is on its way. */
  whenAnswered: (query: string) => void
  stop(): void
}

export async function startSearchServer(): Promise<SearchServer> {
  const server = createServer((request, response) => {
    const query = new URL(request.url!, 'http://x').searchParams.get('q')!
    search.searched.push(query)
    const results = ['one', 'two'].map((name) => ({
      title: `Page ${name} of ${query}`,
      url: `https://${name}.example/`,
      content: 'In short.',
    }))
    response.end(JSON.stringify({ results }), () => search.whenAnswered(query))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const search: SearchServer = {
    url: `http://127.0.0.1:${port}`,
    searched: [],
    whenAnswered: () => undefined,
    stop: () => void server.close(),
  }
  return search
}
