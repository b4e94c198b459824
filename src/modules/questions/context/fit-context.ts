import type { ConversationContext, Exchange } from './context.ts'
import { textTurn, type Turn } from '#platform/models/provider.ts'
import { certainlyFits, type CountTokens, tokenizer } from '#platform/models/tokens.ts'

/** How many tokens a model takes in, its answer included. */
export interface Room {
  contextTokens: number
  maxOutputTokens: number
}

/**
 * What a model is shown: who it is, as many of the latest exchanges as fit beside the question, what the question points
 * at, and the question. Older exchanges are dropped, whole and from the oldest on, so the model never reads half a
 * thought. What the question points at is never dropped; the far end of its answer is left out when it is too long.
 * With `lessPast` half of that past: the model has said that it was too much.
 */
export async function fitContext(context: ConversationContext, room: Room, lessPast: boolean): Promise<Turn[]> {
  const { system, earlier, referred, asked } = context
  const budget = room.contextTokens - room.maxOutputTokens
  const past = [...(referred ? [referred] : []), ...earlier].flatMap(wordsOf)
  if (!lessPast && certainlyFits([system, asked, ...past], budget)) return turnsOf(system, earlier, referred, asked)

  const count = await tokenizer()
  let left = budget - count(system) - count(asked)
  if (lessPast)
    left =
      Math.min(
        left,
        past.reduce((sum, text) => sum + count(text), 0),
      ) / 2
  const pointedAt = referred && shorten(referred, left, count)
  if (pointedAt) left -= count(pointedAt.question) + count(pointedAt.answer)
  const kept: Exchange[] = []
  for (const exchange of earlier) {
    left -= count(exchange.question) + count(exchange.answer)
    if (left < 0) break
    kept.push(exchange)
  }
  return turnsOf(system, kept, pointedAt, asked)
}

/** Whether a question alone is too much for a model. */
export async function isTooLong(context: Pick<ConversationContext, 'system' | 'asked'>, room: Room): Promise<boolean> {
  const texts = [context.system, context.asked]
  const budget = room.contextTokens - room.maxOutputTokens
  if (certainlyFits(texts, budget)) return false
  const count = await tokenizer()
  return texts.reduce((sum, text) => sum + count(text), 0) > budget
}

function turnsOf(system: string, newestFirst: Exchange[], referred: Exchange | null, asked: string): Turn[] {
  const exchanges = [...newestFirst.toReversed(), ...(referred ? [referred] : [])]
  return [
    textTurn('system', system),
    ...exchanges.flatMap(({ question, answer }): Turn[] => [textTurn('user', question), textTurn('assistant', answer)]),
    textTurn('user', asked),
  ]
}

/** An answer that is to go on keeps its end, any other its beginning. */
function shorten(
  exchange: NonNullable<ConversationContext['referred']>,
  tokens: number,
  count: CountTokens,
): Exchange | null {
  let { answer } = exchange
  for (;;) {
    const missing = count(exchange.question) + count(answer) - tokens
    if (missing <= 0) return { question: exchange.question, answer }
    if (answer === '') return null
    const length = Math.floor(Math.min(answer.length * 0.8, answer.length - missing))
    if (length <= 0) answer = ''
    else answer = exchange.unfinished ? `…${answer.slice(-length)}` : `${answer.slice(0, length)}…`
  }
}

function wordsOf({ question, answer }: Exchange): string[] {
  return [question, answer]
}
