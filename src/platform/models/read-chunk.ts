import { errorIn, type ServerError } from './server-error.ts'
import type { ReportedUsage } from './usage.ts'

/** What one chunk of an answer says, whatever the server's dialect. */
export interface Chunk {
  text: string
  /** The text is all that was said so far, and not what is new. */
  isWhole: boolean
  refusal: string
  /** Characters of thinking, which is nothing to show. */
  thought: number
  /** A picture, a sound, or a call of a tool: something that is no text. */
  other: boolean
  finish: string | undefined
  usage: ReportedUsage | undefined
  error: ServerError | undefined
}

type Fields = Record<string, unknown>

export function readChunk(value: unknown): Chunk {
  const chunk = fieldsOf(value) ?? {}
  const choice = fieldsOf(Array.isArray(chunk['choices']) ? chunk['choices'][0] : undefined)
  const delta = fieldsOf(choice?.['delta'])
  const message = fieldsOf(choice?.['message']) ?? fieldsOf(chunk['message'])
  const said = delta && !isEmpty(delta) ? delta : (message ?? delta ?? {})
  const content = contentOf(said['content'] ?? choice?.['text'])
  const thinking = said['reasoning_content'] ?? said['reasoning'] ?? said['thinking']
  const finish = choice?.['finish_reason']
  const error = chunk['error'] ?? choice?.['error'] ?? (chunk['object'] === 'error' ? chunk : undefined)
  return {
    text: content.text,
    isWhole: said === message,
    refusal: content.refusal + (typeof said['refusal'] === 'string' ? said['refusal'] : ''),
    thought: content.thought + (typeof thinking === 'string' ? thinking.length : 0),
    other: content.other || ['tool_calls', 'function_call', 'images', 'audio'].some((name) => !isEmpty(said[name])),
    finish: typeof finish === 'string' && finish !== '' ? finish : undefined,
    usage: usageOf(fieldsOf(chunk['usage'])),
    error: error === undefined || error === null ? undefined : errorIn(error),
  }
}

/** Content is a text or a list of parts. */
function contentOf(content: unknown) {
  const found = { text: '', refusal: '', thought: 0, other: false }
  for (const part of Array.isArray(content) ? (content as unknown[]) : [content]) {
    const fields = fieldsOf(part)
    if (typeof part === 'string') found.text += part
    else if (typeof fields?.['refusal'] === 'string') found.refusal += fields['refusal']
    else if (/think|reason/.test(String(fields?.['type']))) found.thought += JSON.stringify(fields).length
    else if (typeof fields?.['text'] === 'string') found.text += fields['text']
    else if (fields) found.other = true
  }
  return found
}

/** DeepSeek has a name of its own for what came from its cache. */
function usageOf(usage: Fields | undefined): ReportedUsage | undefined {
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
function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= highestCount ? value : null
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
