import { type Fields, fieldsOf } from './fields.ts'
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
  }
}

const highestCount = 2 ** 31 - 1

/** What is no count is no count to us either: it goes into a whole number of the database. */
export function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= highestCount ? value : null
}

const longestSeconds = 1_000_000

/** What is no length is no length to us either. */
export function secondsOf(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 && value <= longestSeconds ? value : null
}
