import { type Part, textTurn, type Turn, wordsOf } from './provider.ts'
import { certainlyFits, type CountTokens, tokenizer } from './tokens.ts'

/** A question and its answer. */
export interface Exchange {
  id: number
  question: string
  answer: string
}

/** How many tokens a model takes in, its answer included. */
export interface Room {
  contextTokens: number
  maxOutputTokens: number
}

interface Told {
  /** Who the model is. */
  system: string
  /** What the question is about, if the person has pointed at it. */
  referred: (Exchange & { unfinished: boolean }) | null
  asked: Part[]
  /** What was said before, newest first. */
  earlier?: Exchange[]
}

/** What a model is told for one question. A text is counted once, however often the prompt is fitted. */
export class Prompt {
  private readonly told: Required<Told>
  private readonly asked: string
  private readonly counts: Map<string, number>

  constructor(told: Told, counts = new Map<string, number>()) {
    this.told = { earlier: [], ...told }
    this.asked = wordsOf({ parts: told.asked })
    this.counts = counts
  }

  /** The same after these exchanges, newest first; what the question points at stands among them once. */
  after(earlier: Exchange[]): Prompt {
    const others = earlier.filter(({ id }) => id !== this.told.referred?.id)
    return new Prompt({ ...this.told, earlier: others }, this.counts)
  }

  /** Whether the question alone is too much for a model. */
  async isTooLong(room: Room): Promise<boolean> {
    const texts = [this.told.system, this.asked]
    const budget = budgetOf(room)
    if (certainlyFits(texts, budget)) return false
    return this.count(await tokenizer(), ...texts) > budget
  }

  /**
   * Who the model is, as many of the latest exchanges as fit beside the question, what the question points at, and the
   * question. Older exchanges are dropped, whole and from the oldest on, so the model never reads half a thought. What the
   * question points at is never dropped; the far end of its answer is left out when it is too long.
   * With `lessPast` half of that past: the model has said that it was too much.
   */
  async fit(room: Room, lessPast: boolean): Promise<Turn[]> {
    const { system, earlier, referred } = this.told
    const budget = budgetOf(room)
    const past = [...(referred ? [referred] : []), ...earlier].flatMap(({ question, answer }) => [question, answer])
    if (!lessPast && certainlyFits([system, this.asked, ...past], budget)) return this.turns(earlier, referred)

    const tokens = await tokenizer()
    let left = budget - this.count(tokens, system, this.asked)
    if (lessPast) left = Math.min(left, this.count(tokens, ...past)) / 2
    const pointedAt = referred && shorten(referred, left, tokens)
    if (pointedAt) left -= this.count(tokens, pointedAt.question, pointedAt.answer)
    const kept: Exchange[] = []
    for (const exchange of earlier) {
      left -= this.count(tokens, exchange.question, exchange.answer)
      if (left < 0) break
      kept.push(exchange)
    }
    return this.turns(kept, pointedAt)
  }

  private count(tokens: CountTokens, ...texts: string[]): number {
    let sum = 0
    for (const text of texts) {
      const count = this.counts.get(text) ?? tokens(text)
      this.counts.set(text, count)
      sum += count
    }
    return sum
  }

  private turns(newestFirst: Exchange[], referred: Omit<Exchange, 'id'> | null): Turn[] {
    const exchanges = [...newestFirst.toReversed(), ...(referred ? [referred] : [])]
    return [
      textTurn('system', this.told.system),
      ...exchanges.flatMap(({ question, answer }) => [textTurn('user', question), textTurn('assistant', answer)]),
      { role: 'user', parts: this.told.asked },
    ]
  }
}

function budgetOf({ contextTokens, maxOutputTokens }: Room): number {
  return contextTokens - maxOutputTokens
}

/** An answer that is to go on keeps its end, any other its beginning. */
function shorten(
  exchange: NonNullable<Told['referred']>,
  tokens: number,
  count: CountTokens,
): Omit<Exchange, 'id'> | null {
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
