import { answerTo } from './answers.ts'
import { answerFrom, type Call, callsFor, type LookUp, pagesFor } from './look-up.ts'
import { queriesIn } from './wishes.ts'
import type { ModelTrouble } from './trouble.ts'
import type { Turn } from './turn.ts'

/** What is asked, whatever the wire. */
export interface Question {
  model: string
  turns: Turn[]
  /** Tokens of the answer with its reasoning. */
  limit: number
  reasons: boolean
  streams: boolean
  lookUp: LookUp
}

/** What is answered, whatever the wire. */
export interface Speech {
  id: string
  model: string
  thoughts: string[]
  words: string[]
  /** Instead of words. */
  calls: Call[]
  /** What the model has searched for by itself. */
  searched: string[]
  isCutShort: boolean
  figures: { input: number; cached: number; output: number; reasoning: number }
  delayMs: number
  trouble: ModelTrouble | undefined
}

const thought = {
  ru: 'Смотрю, о чём спрашивают, и подбираю короткий ответ. ',
  en: 'Looking at what is asked, and choosing a short answer. ',
}

/** Undefined when the demo is asked to fail. */
export async function speechTo(
  { model, turns, limit, reasons, lookUp }: Question,
  { tokenDelayMs, trouble }: { tokenDelayMs: number; trouble: ModelTrouble | undefined },
): Promise<Speech | undefined> {
  const question = turns.at(-1)!.content
  const isRussian = /[а-яё]/i.test(question)
  const calls = callsFor(question, lookUp)
  const searched = lookUp.searchesItself ? queriesIn(question) : []
  const found = searched.length > 0 ? searched.map(listOf) : lookUp.found
  const foundText = answerFrom(found, isRussian)
  const shown = foundText === undefined ? await answerTo(turns) : { text: foundText }
  if ('fails' in shown && shown.fails) return undefined
  const thoughts = (reasons ? tokensOf(thought[isRussian ? 'ru' : 'en']) : []).slice(0, limit)
  const all = tokensOf(trouble?.kind === 'empty' || calls.length > 0 ? '' : shown.text)
  const words = all.slice(0, limit - thoughts.length)
  const usualMs = 'slow' in shown && shown.slow ? tokenDelayMs * 8 : tokenDelayMs
  return {
    id: `demo-${Date.now()}`,
    model,
    thoughts,
    words,
    calls: trouble?.kind === 'empty' ? [] : calls,
    searched,
    isCutShort: words.length < all.length,
    figures: {
      ...inputOf(turns),
      output: thoughts.length + words.length,
      reasoning: thoughts.length,
    },
    delayMs: trouble?.kind === 'slow' ? (trouble.ms ?? 500) : usualMs,
    trouble,
  }
}

/** As a search lists its pages. */
function listOf(query: string): string {
  return pagesFor(query)
    .map(({ title }, index) => `[${index + 1}] ${title}`)
    .join('\n')
}

const tokensPerFile = 258

/** What was asked before has come from the cache. */
function inputOf(turns: Turn[]): { input: number; cached: number } {
  const counts = turns.map(({ content, files, documents }) => {
    const texts = [content, ...documents.map(({ text }) => text)]
    return texts.reduce((sum, text) => sum + tokensOf(text).length, files.length * tokensPerFile)
  })
  const sum = (some: number[]) => some.reduce((all, count) => all + count, 0)
  const known = turns.findLastIndex(({ role }) => role === 'assistant')
  return { input: sum(counts), cached: sum(counts.slice(0, Math.max(0, known))) }
}

/** Words with the space behind them: near enough to tokens for counting and for a human pace. */
function tokensOf(text: string): string[] {
  return text.match(/\S{1,12}\s*|\s+/g) ?? []
}
