import { countOf, type Fields, fieldsOf } from './fields.ts'

/** How many searches the figures of a reply tell, in the names of any provider; null: they tell nothing of searches. */
export function searchesIn(usage: Fields): number | null {
  return (
    // Perplexity, where it bills each search.
    countOf(usage['num_search_queries']) ??
    // Anthropic, and OpenRouter for all of its providers.
    countOf(fieldsOf(usage['server_tool_use'])?.['web_search_requests']) ??
    xaiToolsIn(fieldsOf(usage['server_side_tool_usage_details'])) ??
    // xAI's older search, which is billed by the source.
    countOf(usage['num_sources_used']) ??
    // Perplexity, where it bills the search of a question as one.
    (typeof usage['search_context_size'] === 'string' ? 1 : null)
  )
}

function xaiToolsIn(details: Fields | undefined): number | null {
  if (!details) return null
  return (countOf(details['web_search_calls']) ?? 0) + (countOf(details['x_search_calls']) ?? 0)
}

/** Google tells what its model has searched for, not how often. A question that was asked in parts has several of these. */
export function queriesIn(metadata: Fields | undefined): number | null {
  const several = metadata?.['groundingMetadataPerRequest']
  const all = Array.isArray(several) ? (several as unknown[]) : [metadata?.['groundingMetadata']]
  const queries = all.map((one) => fieldsOf(one)?.['webSearchQueries']).filter((one) => Array.isArray(one))
  return queries.length === 0 ? null : queries.flat().length
}

/** Whether an item of Responses is a search. Reading on in a page that was found is billed with its search. */
export function isSearch(item: Fields | undefined): boolean {
  if (item?.['type'] !== 'web_search_call') return false
  return (fieldsOf(item['action'])?.['type'] ?? 'search') === 'search'
}
