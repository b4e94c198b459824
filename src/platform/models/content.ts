import { type Part, type Turn, wordsOf } from './provider.ts'

/** What OpenAI's wires send of a turn: words alone go as a plain string, which every server takes. */
export function contentOf<Sent>(turn: Turn, sentAs: (part: Part) => Sent): string | Sent[] {
  return turn.parts.every(({ type }) => type === 'text') ? wordsOf(turn) : turn.parts.map(sentAs)
}

export function base64Of({ data }: Exclude<Part, { type: 'text' }>): string {
  return Buffer.from(data).toString('base64')
}

export function dataAddressOf(part: Exclude<Part, { type: 'text' }>): string {
  return `data:${part.mediaType};base64,${base64Of(part)}`
}
