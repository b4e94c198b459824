import { z } from 'zod'
import type { SearchWire } from './search-server.ts'

/** Where nothing was found there is no `web`. */
const body = z.object({
  web: z
    .object({ results: z.array(z.object({ title: z.string(), url: z.string(), description: z.string().nullish() })) })
    .nullish(),
})

export const brave: SearchWire = {
  request({ url = 'https://api.search.brave.com', apiKey }, query, most) {
    const address = new URL(`${url}/res/v1/web/search`)
    const asked = { q: query, count: String(most), result_filter: 'web', text_decorations: 'false' }
    address.search = new URLSearchParams(asked).toString()
    return new Request(address, { headers: { accept: 'application/json', 'x-subscription-token': apiKey } })
  },
  read: (answer) =>
    (body.parse(answer).web?.results ?? []).map(({ title, url, description }) => ({
      title,
      url,
      snippet: description ?? '',
    })),
}
