import type { CallToolResult } from '@ai-sdk/mcp'
import { seenText } from '#platform/models/seen-text.ts'

const longest = 20_000

/** What a tool has answered, in words for a model: its pictures and files are left out. */
export function resultText(result: CallToolResult): string {
  const words = wordsIn(result)
  const text = seenText(words.join('\n\n')).trim() || 'The tool has answered nothing that could be read.'
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text
}

function wordsIn(result: CallToolResult): string[] {
  if (!('content' in result) || !Array.isArray(result.content)) return [JSON.stringify(result['toolResult'] ?? null)]
  const words = result.content.flatMap((part) => {
    if (part.type === 'text' && typeof part['text'] === 'string') return [part['text']]
    if (part.type !== 'resource') return []
    const { text } = part['resource'] as { text?: unknown }
    return typeof text === 'string' ? [text] : []
  })
  const { structuredContent } = result as { structuredContent?: unknown }
  return words.length > 0 || structuredContent === undefined ? words : [JSON.stringify(structuredContent)]
}
