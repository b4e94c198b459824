import { beginning, plain } from '#texts/plain.ts'
import type { AnswerReply } from '#modules/questions/contract.ts'

/** While the answer grows and when it stands. In characters. */
export const mostHeard = { growing: 300, final: 1_000 }

/** An answer with what was said above it, as a quote: so the person sees what was understood. */
export function withHeard(heard: string | null, answer: string, most: number): string {
  if (!heard) return answer
  const words = beginning(heard.trim(), most)
  const more = words.length < heard.trim().length ? '…' : ''
  return `> 🎤 ${plain(words)}${more}\n\n${answer}`
}

/** An answer with the question above it that a button has asked: no message of the person's says it. */
export function withPressed(pressed: string | undefined, answer: string): string {
  return pressed === undefined ? answer : `> ${plain(pressed)}\n\n${answer}`
}

/** Whether only what was said was wanted. */
export function isTranscript({ heard, answer }: AnswerReply): boolean {
  return heard !== null && heard === answer
}
