import { BrokenAnswer } from './failure.ts'
import { type Limits, longestReading, longestTextOf, silenceBeforeAnswer } from './limits.ts'
import type { Called } from './lookups.ts'
import type { FinishReason, Provider } from './provider.ts'
import type { Visible } from './thinking.ts'
import type { Source, Step } from './tool.ts'
import { ToolCalls } from './tool-calls.ts'
import type { ReportedUsage } from './usage.ts'
import { VisibleText } from './visible-text.ts'
import type { Piece } from './wire.ts'
import type { Watchdog } from '#platform/runtime/watchdog.ts'

export type Progress =
  | { text: string }
  /** Before the first word: what the provider tells of its reasoning, which may be nothing. */
  | { thinking: string }
  /** What the provider itself looks up. */
  | { looksUp: Step }
  /** What was said so far was no answer. */
  | 'void'
  | End

type End = { finishReason: FinishReason } | { called: Called }

/** What is said and not shown after so many characters is reasoning between marks. */
const longestMark = 30

/** Characters of what is told of reasoning: only its latest is shown. */
const longestSummary = 2_000

/** What one try has said so far, and whether that is an answer. */
export class Reading {
  private saidOver = false
  private bodyEnded = false
  private readonly name: string
  private readonly reasoning: Provider['reasoning']
  private readonly longestText: number
  private readonly visible = new VisibleText()
  /** As the server said it, as far as it may be repeated by a whole message. */
  private raw = ''
  private rawLength = 0
  private cameInPieces = false
  private refuses = false
  private text = ''
  /** Characters of thinking, apart from those in the text. */
  private thought = 0
  private other = false
  private searches = 0
  private summary: string | undefined
  private finish: FinishReason | undefined
  /** Some servers say in every chunk that they have finished: then it means nothing. */
  private saysFinishAlways = false
  private finishedWithText = false
  private figures: ReportedUsage | undefined
  private outOfTime = false
  /** It was told of tools. */
  private readonly mayCall: boolean
  private readonly calls = new ToolCalls()
  private readonly kept: unknown[] = []
  readonly sources: Source[] = []

  constructor({ name, maxOutputTokens, reasoning }: Provider, mayCall: boolean) {
    this.name = name
    this.mayCall = mayCall
    this.reasoning = reasoning
    this.longestText = longestTextOf(maxOutputTokens)
  }

  /** What the server says of usage. */
  get reported(): ReportedUsage | undefined {
    return this.figures
  }

  /** The server has said that nothing more comes. */
  get isOver(): boolean {
    return this.saidOver
  }

  noteOver(): void {
    this.saidOver = true
  }

  noteBodyEnd(): void {
    this.bodyEnded = true
  }

  /** As the server said it, with its thinking. */
  get said(): { text: string; reasoningCharacters: number; searches: number } {
    const calls = this.calls.list.map(({ input }) => input).join('')
    return { text: this.raw + calls, reasoningCharacters: this.thought, searches: this.searches }
  }

  take(piece: Piece): Progress[] {
    this.figures = piece.usage ?? this.figures
    if (piece.error) throw piece.error
    const text = this.newIn(piece)
    const saysSomething = text !== '' || piece.thought > 0 || piece.thinks
    if (this.finish !== undefined && saysSomething) this.saysFinishAlways = true
    if (piece.finish !== undefined) {
      this.finish = this.finishOf(piece.finish)
      this.finishedWithText = saysSomething
    }
    this.thought += piece.thought + piece.summary.length
    this.other ||= piece.other
    this.searches += piece.searches
    this.rawLength += text.length
    if (this.raw.length < this.longestText) this.raw += text
    if (this.mayCall) this.call(piece)
    for (const source of piece.sources)
      if (!this.sources.some(({ url }) => url === source.url)) this.sources.push(source)
    const lookingUp = piece.looksUp ? [{ looksUp: piece.looksUp }] : []
    return [...this.show(this.visible.push(text)), ...this.think(piece), ...lookingUp]
  }

  /** What is held back until it is clear whether it is thinking. */
  rest(isComplete: boolean): Progress[] {
    return this.show(this.visible.end(isComplete && !this.isFull() && !this.outOfTime))
  }

  /** Whether a piece shows that the model is at work; comments and figures do not. */
  isSign({ text, refusal, thought, thinks, other, finish }: Piece): boolean {
    return text !== '' || refusal !== '' || thought > 0 || thinks || other || finish !== undefined
  }

  /** How long the piece after this one may take. */
  patienceMs({ thinks }: Piece, limits: Limits): number {
    if (this.isFinished()) return limits.figuresTimeoutMs
    return thinks ? silenceBeforeAnswer(limits, this.reasoning) : limits.idleTimeoutMs
  }

  /** More than any answer within the model's limit: the server keeps none. */
  isFull(): boolean {
    const written = this.rawLength - this.visible.skipped + this.thought
    if (written > this.longestText * 2 || this.rawLength > longestReading) return true
    return this.text.length >= this.longestText
  }

  /** Whether only figures can come now. */
  private isFinished(): boolean {
    return this.finish !== undefined && !this.saysFinishAlways && !this.finishedWithText
  }

  /** Whether what broke now takes nothing from the answer. */
  mayEndWith(watchdog: Watchdog): boolean {
    if (this.finish !== undefined && !this.saysFinishAlways) return true
    this.outOfTime = watchdog.isOutOfTime && this.text.trim() !== ''
    return this.outOfTime
  }

  /** @throws BrokenAnswer when it is no answer */
  end(): End {
    const finishReason = this.finishReason()
    if (finishReason === undefined) throw new BrokenAnswer('cut', `The stream of ${this.name} was cut`)
    const calls = this.mayCall && finishReason === 'stop' ? this.calls.list : []
    if (calls.length > 0) return { called: { said: this.text, kept: this.kept, calls } }
    if (isSilent(this.text)) throw this.emptiness(finishReason)
    return { finishReason }
  }

  private finishReason(): FinishReason | undefined {
    if (this.outOfTime) return 'timeout'
    if (this.isFull()) return 'length'
    if (this.finish !== undefined && (this.saidOver || this.bodyEnded || !this.saysFinishAlways)) return this.finish
    return this.saidOver ? 'stop' : undefined
  }

  private emptiness(finishReason: FinishReason): BrokenAnswer {
    if (finishReason === 'content_filter')
      return new BrokenAnswer('filtered', `The filter of ${this.name} let nothing through`)
    if (finishReason === 'length') return new BrokenAnswer('no_room', `${this.name} thought until its output limit`)
    if (this.other || this.text.trim() !== '') return new BrokenAnswer('not_text', `${this.name} answered without text`)
    return new BrokenAnswer('empty', `${this.name} answered nothing`)
  }

  /** A refusal in words is the answer. */
  private newIn(piece: Piece): string {
    const { refusal } = piece
    const said = piece.isWhole ? this.newInWhole(piece.text) : piece.text
    this.cameInPieces ||= !piece.isWhole && said !== ''
    if (refusal === '') return said
    const isFirst = !this.refuses && (this.raw !== '' || said !== '')
    this.refuses = true
    return said + (isFirst ? `\n\n${refusal}` : refusal)
  }

  /** A whole message may repeat what was said before it. */
  private newInWhole(text: string): string {
    const repeats = this.raw !== '' && text.length > this.rawLength && text.startsWith(this.raw)
    if (repeats) return text.slice(this.rawLength)
    return this.cameInPieces ? '' : text
  }

  private show(visible: Visible[]): Progress[] {
    const shown: Progress[] = []
    for (const said of visible) {
      if (said === 'void') {
        this.text = ''
        shown.push(said)
        continue
      }
      const text = said.text.slice(0, Math.max(0, this.longestText - this.text.length))
      this.text += text
      if (text !== '') shown.push({ text })
    }
    return shown
  }

  private call({ calls, kept }: Piece): void {
    this.calls.take(calls)
    this.kept.push(...kept)
  }

  /** Told anew when there is more to tell. */
  private think({ thought, thinks, summary }: Piece): Progress[] {
    const isHidden = this.rawLength > longestMark
    if (this.text !== '' || (thought === 0 && !thinks && !isHidden)) return []
    const told = ((this.summary ?? '') + summary).slice(-longestSummary)
    if (told === this.summary) return []
    this.summary = told
    return [{ thinking: told }]
  }

  private finishOf(reason: string): FinishReason {
    const word = reason.toLowerCase()
    // OpenRouter, Zhipu and DeepSeek report like this that the model broke in the middle.
    if (/error|insufficient_system_resource|abort/.test(word))
      throw new BrokenAnswer('cut', `${this.name} broke in the middle of its answer`)
    if (/length|max_\w*tokens/.test(word)) return 'length'
    return /filter|safety|sensitive|blacklist|blocklist|prohibited|recitation/.test(word) ? 'content_filter' : 'stop'
  }
}

/** Nothing but space, or pictures of which only the kind is left. */
function isSilent(text: string): boolean {
  return text.replaceAll(/!\[[^[\]\n]*\]\([a-z]+\/[\w.+-]+\)/g, '').trim() === ''
}
