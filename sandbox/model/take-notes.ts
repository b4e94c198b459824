import type { Turn } from './turn.ts'

/** What the bot tells a model that looks through a conversation begins so. */
const isAsked = /^You keep notes about a person/
const ofThemselves = /^(?:я|меня|мой|моя|моё|мои|у меня|I|I'm|my)(?=\s)/i

/** The notes of what a person says of themselves, as JSON in a block of code; undefined for any other question. */
export function takeNotes(turns: Turn[]): string | undefined {
  const [system, asked] = [turns[0]?.content ?? '', turns.at(-1)?.content ?? '']
  if (!isAsked.test(system)) return undefined
  const { messages } = JSON.parse(asked) as { messages: string[] }
  const facts = messages
    .flatMap((message) => message.split(/(?<=[.!?])\s+|\n/))
    .filter((sentence) => ofThemselves.test(sentence) && !sentence.endsWith('?'))
  return `\`\`\`json\n${JSON.stringify({ facts })}\n\`\`\``
}
