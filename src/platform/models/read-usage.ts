import { countOf, type Fields, fieldsOf } from './fields.ts'
import { searchesIn } from './read-searches.ts'
import type { ReportedUsage } from './usage.ts'

/** The figures of OpenAI's wires; DeepSeek has a name of its own for what came from its cache. */
export function readUsage(usage: Fields | undefined): ReportedUsage | undefined {
  if (!usage) return undefined
  const input = fieldsOf(usage['prompt_tokens_details'] ?? usage['input_tokens_details'])
  const output = fieldsOf(usage['completion_tokens_details'] ?? usage['output_tokens_details'])
  return {
    inputTokens: countOf(usage['prompt_tokens'] ?? usage['input_tokens']),
    cachedInputTokens: countOf(input?.['cached_tokens'] ?? usage['prompt_cache_hit_tokens']),
    outputTokens: countOf(usage['completion_tokens'] ?? usage['output_tokens']),
    reasoningTokens: countOf(output?.['reasoning_tokens']),
    searches: searchesIn(usage),
  }
}
