import type { Part, Turn } from './provider.ts'
import type { Round } from './tool.ts'

/** What was looked up as a part of the question: for a model that cannot be told of it as of its own calls. */
export function toldInWords(turns: Turn[], rounds: readonly Round[]): Turn[] {
  const results = rounds.flatMap((round) => round.results)
  const last = turns.at(-1)
  if (results.length === 0 || !last) return turns
  const found: Part = { type: 'text', text: results.join('\n\n') }
  return [...turns.slice(0, -1), { ...last, parts: [...last.parts.slice(0, -1), found, ...last.parts.slice(-1)] }]
}
