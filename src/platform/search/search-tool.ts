import { z } from 'zod'
import { textOfHtml } from '#platform/files/documents/read-text.ts'
import { seenLine } from '#platform/models/seen-text.ts'
import type { Tool, ToolResult } from '#platform/models/tool.ts'
import { boundedBytes } from '#platform/runtime/bounded-bytes.ts'
import { type Log, reasonOf } from '#platform/runtime/log.ts'
import { limited } from '#platform/runtime/pass.ts'
import { brave } from './brave.ts'
import type { Hit, SearchServer, SearchService, SearchWire } from './search-server.ts'
import { searxng } from './searxng.ts'
import { tavily } from './tavily.ts'

/** Brave takes no longer words. */
const limits = { ms: 8_000, bytes: 2_000_000, hits: 8, query: 400, title: 200, snippet: 600, url: 2_000 }

const wires: Record<SearchService, SearchWire> = { searxng, brave, tavily }

const input = z.object({ query: z.string().trim().min(1) })

/** Searches the web by the owner's search server. */
export function searchTool(server: SearchServer, log: Log): Tool {
  return {
    name: 'web_search',
    description:
      'Searches the web. Use it for what may have changed since you were trained, and for facts that you are not sure of; not for greetings, opinions, or what you know.',
    parameters: {
      type: 'object',
      properties: { query: { type: 'string', description: 'The words to search for' } },
      required: ['query'],
      additionalProperties: false,
    },
    mostCalls: 3,
    step: (asked) => ({ kind: 'search', what: queryOf(asked) ?? '' }),
    async run(asked, signal) {
      const query = queryOf(asked)
      if (query === undefined) return said(server, 'There is nothing to search for: give a query.', { isFree: true })
      try {
        return found(server, await limited(limits.ms, (limit) => search(server, query, limit), signal))
      } catch (error) {
        signal.throwIfAborted()
        log.warn(`The search server does not answer. ${reasonOf(error)}`)
        return said(server, 'The web cannot be searched now. Answer without it, and say so.', { isFree: true })
      }
    },
  }
}

function queryOf(asked: unknown): string | undefined {
  const query = input.safeParse(asked).data?.query
  return query && seenLine(query, limits.query)
}

async function search(server: SearchServer, query: string, signal: AbortSignal): Promise<Hit[]> {
  const wire = wires[server.service]
  // A server that leads elsewhere would be given the key there.
  const response = await fetch(wire.request(server, query, limits.hits), { signal, redirect: 'error' })
  if (!response.ok || !response.body) {
    await response.body?.cancel()
    throw new Error(`It answers ${response.status}`)
  }
  return wire.read(JSON.parse((await boundedBytes(response.body, limits.bytes)).toString()))
}

function found(server: SearchServer, hits: Hit[]): ToolResult {
  const pages = hits.flatMap((hit) => pageOf(hit) ?? []).slice(0, limits.hits)
  if (pages.length === 0) return { ...said(server, 'Nothing was found.'), isError: false }
  return {
    text: pages.map(({ title, url, snippet }, at) => `[${at + 1}] ${title}\n${url}\n${snippet}`.trim()).join('\n\n'),
    sources: pages.map(({ title, url }) => ({ title, url })),
    isError: false,
    costMicros: server.microDollars,
    service: server.service,
  }
}

/** What was found in plain words; undefined where its address is none that a person can open. */
function pageOf({ title, url, snippet }: Hit): Hit | undefined {
  const address = URL.parse(url)
  if (!address || !/^https?:$/.test(address.protocol) || address.username || address.password) return undefined
  if (address.href.length > limits.url) return undefined
  const plain = (html: string, longest: number) => seenLine(textOfHtml(html), longest)
  return {
    title: plain(title, limits.title) || address.host,
    url: address.href,
    snippet: plain(snippet, limits.snippet),
  }
}

/** Words without pages. `isFree`: the server has not searched. */
function said({ service, microDollars }: SearchServer, text: string, { isFree = false } = {}): ToolResult {
  return { text, sources: [], isError: true, costMicros: isFree ? 0 : microDollars, service }
}
