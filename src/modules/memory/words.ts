import { longestFact } from './contract.ts'
import { holdsSecret } from './secret.ts'

/** A fact in one line. */
export function tidy(fact: string): string {
  return fact.replaceAll(/\s+/g, ' ').trim()
}

/** The same for facts that differ in nothing but case, punctuation and spaces; C++ and C# are two things. */
export function keyOf(fact: string): string {
  const letters = fact
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}+#%]+/gu, ' ')
    .trim()
  return letters || tidy(fact)
}

/** What is longer was hardly typed: it is a text of another one's that was pasted. */
const longestTyped = 1_000

/**
 * What a person wrote themselves in a question; empty for none. Each line that was forwarded, and each that is quoted, begins
 * with a sign of quotation: see `bot-kit/whole-question.ts`.
 */
export function ownWords(question: string): string {
  const lines = question.split(/[\n\r\u2028\u2029]/).filter((line) => !/^\s*>/.test(line))
  const words = lines.join('\n').trim()
  return words.length > longestTyped ? '' : words
}

/** The facts in what a model says, however it wraps its JSON: at most so many, each of which may be kept, none twice. */
export function factsIn(answer: string, most: number): string[] {
  const found = new Map<string, string>()
  for (const said of listIn(answer)) {
    const fact = tidy(said)
    if (fact !== '' && fact.length <= longestFact && !holdsSecret(fact) && !found.has(keyOf(fact)))
      found.set(keyOf(fact), fact)
  }
  return [...found.values()].slice(0, most)
}

function listIn(answer: string): string[] {
  for (const { open, close } of [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
  ]) {
    const [from, to] = [answer.indexOf(open), answer.lastIndexOf(close)]
    if (from === -1 || to < from) continue
    const list = listOf(parsed(answer.slice(from, to + 1)))
    if (list) return list.flatMap((each) => textOf(each) ?? [])
  }
  return []
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `{"facts": […]}`, or only the list. */
function listOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value
  if (typeof value !== 'object' || value === null) return undefined
  return Object.values(value).find((each) => Array.isArray(each))
}

/** A fact is a text, or stands alone in an object. */
function textOf(fact: unknown): string | undefined {
  if (typeof fact === 'string') return fact
  if (typeof fact !== 'object' || fact === null) return undefined
  const texts = Object.values(fact).filter((each) => typeof each === 'string')
  return texts.length === 1 ? texts[0] : undefined
}
