import { z } from 'zod'
import type { SearchWire } from './search-server.ts'

const body = z.object({
  results: z.array(z.object({ title: z.string().nullish(), url: z.string(), content: z.string().nullish() })),
})

/** A SearXNG of one's own; its `search.formats` must name json. It has no way to ask for fewer pages. */
export const searxng: SearchWire = {
  request({ url, apiKey }, query) {
    const address = new URL(`${url}/search`)
    address.search = new URLSearchParams({ q: query, format: 'json', safesearch: '1' }).toString()
    return new Request(address, { headers: apiKey ? { authorization: `Bearer ${apiKey}` } : {} })
  },
  read: (answer) =>
    body.parse(answer).results.map(({ title, url, content }) => ({ title: title ?? '', url, snippet: content ?? '' })),
}
