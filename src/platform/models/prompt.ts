import { setImmediate as rest } from 'node:timers/promises'
import { type Part, textTurn, type Turn, wordsOf } from './provider.ts'
import { certainlyFits, type CountTokens, tokenizer } from './tokens.ts'

/** Counting goes on in the next turn of the event loop after so long. */
const longestWorkMs = 10

/**
 * A file beside the words of a turn, what is said before it, and what all that takes of a model's context: a document between
 * its marks, or a picture by its key. What is the same before several pictures in a row is said once.
 */
export type Shown =
  | { document: string; before: string; after: string; tokens: number }
  | { picture: string; before: string; tokens: number }

/** A question and its answer. */
export interface Exchange {
  id: number
  question: string
  answer: string
  shown?: Shown[]
}

/** How many tokens a model takes in, its answer included. */
export interface Room {
  contextTokens: number
  maxOutputTokens: number
}

interface Told {
  /** Who the model is. */
  system: string
  /** What the question is about, if the person has pointed at it; its files are those that the question does not have itself. */
  referred: (Exchange & { unfinished: boolean }) | null
  asked: Part[]
  /** The files that the question is about. */
  shown?: Shown[]
  /** What was said before, newest first. */
  earlier?: Exchange[]
  /** The pictures that have been fetched, by their keys: the others cannot be shown. */
  pictures?: ReadonlyMap<string, Part>
}

/** Earlier pictures that are shown again. */
const mostEarlierPictures = 4

/** What a model is told for one question. */
export class Prompt {
  private readonly told: Required<Told>
  private readonly asked: string

  constructor(told: Told) {
    this.told = { earlier: [], shown: [], pictures: new Map(), ...told }
    this.asked = wordsOf({ parts: told.asked })
  }

  /** The same after these exchanges, newest first; what the question points at stands among them once. */
  after(earlier: Exchange[]): Prompt {
    const others = earlier.filter(({ id }) => id !== this.told.referred?.id)
    return new Prompt({ ...this.told, earlier: others })
  }

  /** The same question in these words. */
  saying(text: string): Prompt {
    return new Prompt({ ...this.told, asked: [...this.told.asked.slice(0, -1), { type: 'text', text }] })
  }

  /** The pictures that it would show: all of the question, and the latest of what was said before. */
  get pictureKeys(): { own: string[]; earlier: string[] } {
    const { shown, referred, earlier } = this.told
    const before = [referred?.shown, ...earlier.map(({ shown }) => shown)].flatMap(keysOf)
    return { own: keysOf(shown), earlier: before.slice(0, mostEarlierPictures) }
  }

  /** The same with these pictures, by their keys. */
  with(pictures: ReadonlyMap<string, Part>): Prompt {
    const { own, earlier } = this.pictureKeys
    const wanted = new Map(
      [...own, ...earlier].flatMap((key) => (pictures.has(key) ? [[key, pictures.get(key)!]] : [])),
    )
    return new Prompt({ ...this.told, pictures: wanted })
  }

  /** Whether the question alone is too much for a model. */
  async isTooLong(room: Room): Promise<boolean> {
    const budget = budgetOf(room)
    if (this.certainlyFits([this.told.system, this.asked], this.told.shown, budget)) return false
    return (await this.tokens()) > budget
  }

  /** What the question alone takes, with its files. */
  async tokens(): Promise<number> {
    return sumOf([this.told.system, this.asked], await tokenizer()) + tokensOf(this.told.shown)
  }

  /**
   * Who the model is, as many of the latest exchanges as fit beside the question, what the question points at, and the
   * question. Older exchanges are dropped, whole and from the oldest on, so the model never reads half a thought. What the
   * question points at is never dropped; the far end of its answer is left out when it is too long.
   * With `lessPast` half of that past: the model has said that it was too much. A model that does not see is shown no earlier
   * picture.
   */
  async fit(room: Room, { lessPast, sees }: { lessPast: boolean; sees: boolean }): Promise<Turn[]> {
    const { system, shown } = this.told
    const budget = budgetOf(room)
    const earlier = this.told.earlier.map((exchange) => this.fetched(exchange, sees))
    const referred = this.told.referred && this.fetched(this.told.referred, sees)
    const past = [...(referred ? [referred] : []), ...earlier]
    const texts = past.flatMap(({ question, answer }) => [question, answer])
    const files = [...shown, ...past.flatMap(({ fitting }) => fitting)]
    const notes = noteTokens * past.length
    if (!lessPast && this.certainlyFits([system, this.asked, ...texts], files, budget - notes))
      return this.turns(earlier, referred)

    const count = await tokenizer()
    let left = budget - sumOf([system, this.asked], count) - tokensOf(shown)
    if (lessPast) left = Math.min(left, sumOf(texts, count) + tokensOf(files) - tokensOf(shown)) / 2
    const pointedAt = referred && shorten(referred, left, count)
    if (pointedAt) left -= sumOf([pointedAt.question, pointedAt.answer], count) + tokensOf(pointedAt.fitting)
    const kept: Past[] = []
    let since = performance.now()
    for (const exchange of earlier) {
      // What was never counted takes long, and no other question waits for all of it.
      if (performance.now() - since > longestWorkMs) {
        await rest()
        since = performance.now()
      }
      const words = sumOf([exchange.question, exchange.answer], count) + notesOf(exchange)
      const fitting = filesWithin(exchange.fitting, left - words)
      left -= words + tokensOf(fitting)
      if (left < 0) break
      kept.push({ ...exchange, fitting })
    }
    return this.turns(kept, pointedAt)
  }

  /** What was said with the files of it that can be shown. */
  private fetched<Kind extends Exchange>(exchange: Kind, sees: boolean): Kind & Past {
    const { shown = [] } = exchange
    const isThere = (file: Shown) => 'document' in file || (sees && this.told.pictures.has(file.picture))
    return { ...exchange, attached: shown.length, fitting: shown.filter(isThere) }
  }

  private certainlyFits(texts: string[], files: Shown[], tokens: number): boolean {
    return certainlyFits(texts, tokens - tokensOf(files))
  }

  private turns(newestFirst: Past[], referred: Past | null): Turn[] {
    const exchanges = [...newestFirst.toReversed(), ...(referred ? [referred] : [])]
    return [
      textTurn('system', this.told.system),
      ...exchanges.flatMap((exchange): Turn[] => [
        { role: 'user', parts: this.partsBefore(exchange) },
        textTurn('assistant', exchange.answer),
      ]),
      { role: 'user', parts: [...this.partsOf(this.told.shown), ...this.told.asked] },
    ]
  }

  /** What a person asked without a word has none here either: some providers refuse an empty text. */
  private partsBefore({ question, attached, fitting }: Past): Part[] {
    const missing = attached - fitting.length
    const note = missing > 0 ? `[Files of this message that are not shown here: ${missing}]` : ''
    const words = [note, question].filter((text) => text.trim() !== '')
    const parts = [...this.partsOf(fitting), ...words.map((text): Part => ({ type: 'text', text }))]
    return parts.length > 0 ? parts : [{ type: 'text', text: question }]
  }

  /** Documents first: what stays the same from question to question is what a provider keeps. */
  private partsOf(shown: Shown[]): Part[] {
    const documents = shown.flatMap((file): Part[] =>
      'document' in file ? [{ type: 'text', text: `${file.before}\n${file.document}\n${file.after}` }] : [],
    )
    let said: string | undefined
    const pictures = shown.flatMap((file): Part[] => {
      const picture = 'picture' in file ? this.told.pictures.get(file.picture) : undefined
      if (!picture) return []
      const isSaid = file.before === said
      said = file.before
      return isSaid ? [picture] : [{ type: 'text', text: file.before }, picture]
    })
    return [...documents, ...pictures]
  }
}

function sumOf(texts: string[], count: CountTokens): number {
  return texts.reduce((sum, text) => sum + count(text), 0)
}

/** What was said before, with so many files, of which these are shown. */
interface Past extends Omit<Exchange, 'id' | 'shown'> {
  attached: number
  fitting: Shown[]
}

/** What it takes to say that files are not shown. */
const noteTokens = 20

function notesOf({ attached }: Past): number {
  return attached > 0 ? noteTokens : 0
}

function keysOf(shown: Shown[] = []): string[] {
  return shown.flatMap((file) => ('picture' in file ? [file.picture] : []))
}

function tokensOf(shown: Shown[]): number {
  return shown.reduce((sum, { tokens }) => sum + tokens, 0)
}

/** A beginning that is shorter says nothing of a document. */
const fewTokens = 200

/** As much of earlier files as there is room for: of a document its beginning, and nothing behind the first that is cut. */
function filesWithin(shown: Shown[], tokens: number): Shown[] {
  const fitting: Shown[] = []
  let left = tokens
  for (const file of shown) {
    if (file.tokens <= left) fitting.push(file)
    else if ('document' in file && left > fewTokens) fitting.push(beginningOf(file, left))
    left -= file.tokens
    if (left < 0) break
  }
  return fitting
}

const cut = '[The rest of the document is left out here. It is read again when the question replies to the document.]'

function beginningOf(file: Extract<Shown, { document: string }>, tokens: number): Shown {
  // A tenth less, because tokens are not spread evenly.
  const length = Math.floor((file.document.length * tokens * 0.9) / file.tokens)
  return { ...file, document: `${file.document.slice(0, length).toWellFormed()}…\n${cut}`, tokens }
}

function budgetOf({ contextTokens, maxOutputTokens }: Room): number {
  return contextTokens - maxOutputTokens
}

/** An answer that is to go on keeps its end, any other its beginning; what room is left its files have. */
function shorten(exchange: Past & { unfinished: boolean }, tokens: number, count: CountTokens): Past | null {
  const { question, unfinished, fitting } = exchange
  const room = tokens - count(question) - notesOf(exchange)
  let { answer } = exchange
  for (;;) {
    const missing = count(answer) - room
    if (missing <= 0) return { ...exchange, answer, fitting: filesWithin(fitting, -missing) }
    if (answer === '') return null
    const length = Math.floor(Math.min(answer.length * 0.8, answer.length - missing))
    if (length <= 0) answer = ''
    else answer = unfinished ? `…${answer.slice(-length)}` : `${answer.slice(0, length)}…`
  }
}
