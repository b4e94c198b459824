import { z } from 'zod'
import { boundedBytes } from '#platform/runtime/bounded-bytes.ts'

export interface ListedModel {
  id: string
  /** The day (UTC) on which the provider shuts it down, where it says so. */
  shutsDownOn: string | undefined
}

const limitMs = 10_000
const longestList = 10_000_000

/** OpenAI's shape, which nearly everybody has taken over, Anthropic too; Google has its own. */
const openAiList = z.object({
  data: z.array(z.object({ id: z.string(), shutdown_date: z.string().nullish() })),
})
const googleList = z.object({ models: z.array(z.object({ name: z.string() })) })

/** What a provider says that it has. @throws when it cannot be asked, refuses, or says something else */
export async function listModels(server: {
  baseUrl: string
  apiKey: string
  wire?: string | undefined
}): Promise<ListedModel[]> {
  const { address, headers } = requestOf(server)
  const response = await fetch(address, { headers, signal: AbortSignal.timeout(limitMs) })
  if (!response.ok) {
    await response.body?.cancel()
    throw new Error(`it answers ${response.status}`)
  }
  const body = JSON.parse((await boundedBytes(response.body!, longestList)).toString()) as unknown
  if (server.wire === 'google')
    return googleList
      .parse(body)
      .models.map(({ name }) => ({ id: name.replace(/^models\//, ''), shutsDownOn: undefined }))
  return openAiList.parse(body).data.map(({ id, shutdown_date: date }) => ({
    id,
    shutsDownOn: z.iso.date().safeParse(date).data,
  }))
}

function requestOf({ baseUrl, apiKey, wire }: { baseUrl: string; apiKey: string; wire?: string | undefined }) {
  const address = new URL(baseUrl)
  address.pathname = `${address.pathname.replace(/\/$/, '')}/models`
  if (wire === 'anthropic') {
    address.searchParams.set('limit', '1000')
    return { address, headers: { 'x-api-key': apiKey, 'anthropic-version': '2023-06-01' } }
  }
  if (wire === 'google') {
    address.searchParams.set('pageSize', '1000')
    return { address, headers: { 'x-goog-api-key': apiKey } }
  }
  return { address, headers: { authorization: `Bearer ${apiKey || 'none'}` } }
}
