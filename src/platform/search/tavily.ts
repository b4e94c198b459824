import { z } from 'zod'
import type { SearchWire } from './search-server.ts'

const body = z.object({
  results: z.array(z.object({ title: z.string().nullish(), url: z.string(), content: z.string().nullish() })),
})

export const tavily: SearchWire = {
  request: ({ url = 'https://api.tavily.com', apiKey }, query, most) =>
    new Request(`${url}/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({ query, max_results: most, search_depth: 'basic' }),
    }),
  read: (answer) =>
    body.parse(answer).results.map(({ title, url, content }) => ({ title: title ?? '', url, snippet: content ?? '' })),
}
