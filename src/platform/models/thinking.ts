/**
 * Marks between which models think aloud. What stands between them is never shown, stored or sent back, wherever the
 * stream is cut.
 */
const pairs: [open: string, close: string][] = [
  ['<think>', '</think>'],
  ['<thinking>', '</thinking>'],
  ['<thought>', '</thought>'],
  ['<reasoning>', '</reasoning>'],
  ['◁think▷', '◁/think▷'],
  ['<|begin_of_thought|>', '<|end_of_thought|>'],
  ['<|start_thinking|>', '<|end_thinking|>'],
]
/** The harmony format: `<|channel|>analysis<|message|>…<|end|>`. Only the channel `final` is the answer. */
const channel = '<|channel|>'
const message = '<|message|>'
const harmonyEnds = ['<|end|>', '<|return|>', '<|call|>', '<|start|>', channel]
const start = '<|start|>'
/** What is left of the harmony marks where a server has taken out those in brackets: "analysis…assistantfinal…". */
const bareFinal = 'assistantfinal'
const bareBeginning = 'analysis'

const openings = new Map(pairs)
const closings = new Set(pairs.map(([, close]) => close))
const marks = [...openings.keys(), ...closings, message, ...harmonyEnds, bareFinal]
/** A run of backticks that is longer is not waited for to end. */
const longestRun = 32
/** What is longer names no channel. */
const longestHeader = 200
const longestMark = Math.max(...marks.map((mark) => mark.length))
const firstLetters = new Set(marks.map((mark) => mark[0]!))
/** Letters in which no mark and no code begins; an "a" whose next letter is not there yet may begin one. */
const ordinary = /(?:[^`<◁aA\n]|[aA](?=[^sS`<◁]))+/y
/** Any text that may hold a mark; most texts do not, and are not looked through. */
const anyMark = /<\/?(?:think|thought|reasoning)|<\||◁\/?think|assistantfinal/i

/** `void`: what was said so far was thinking, as a closing mark without an opening one shows. */
export type Visible = { text: string } | 'void'

type Mode =
  | { kind: 'text' }
  /** Inside thinking that began with this mark; what is held comes back if it stands within a sentence and never ends. */
  | { kind: 'thinking'; closes: readonly string[]; held: string | undefined }
  /** Between `<|channel|>` or `<|start|>` and `<|message|>`: who speaks, and on which channel. */
  | { kind: 'header'; name: string }

/** Takes a text as it comes and lets through what is not thinking. Marks in code are part of the answer. */
export class ThinkingFilter {
  private mode: Mode = { kind: 'text' }
  private waiting = ''
  private out: Visible[] = []
  private text = ''
  /** Backticks that have opened code: on this line, or as a fence. */
  private ticks = 0
  private fence = 0
  private lineBegins = true
  private saidAnything = false
  /** Its first letters, and the space before them: that is left out when thinking stood there. */
  private beginning = ''
  private lead = ''
  private trims = false
  private hasCut = false

  push(more: string): Visible[] {
    this.waiting += more
    return this.scan(false)
  }

  /** What was still held back. `isComplete` says whether the text has ended by itself. */
  end(isComplete: boolean): Visible[] {
    const visible = this.scan(true)
    if (!isComplete || this.mode.kind !== 'thinking' || this.mode.held === undefined) return visible
    return [...visible, { text: this.mode.held }]
  }

  private scan(isLast: boolean): Visible[] {
    this.out = []
    const { waiting } = this
    let at = 0
    while (at < waiting.length) {
      const step = this.passOrdinary(waiting, at) || this.step(waiting, at, isLast)
      if (step === 0) break
      at += step
    }
    this.waiting = waiting.slice(at)
    this.flush()
    return this.out
  }

  /** Most of an answer, all at once: how many letters it was, or 0. */
  private passOrdinary(waiting: string, at: number): number {
    if (this.mode.kind !== 'text' || this.beginning.length < bareBeginning.length) return 0
    ordinary.lastIndex = at
    const run = ordinary.exec(waiting)?.[0] ?? ''
    this.lineBegins &&= run.trim() === ''
    this.text += run
    return run.length
  }

  /** How many characters were dealt with; 0 when it depends on what comes next. */
  private step(waiting: string, at: number, isLast: boolean): number {
    const letter = waiting[at]!
    if (letter === '`') return this.countTicks(waiting, at, isLast)
    if (firstLetters.has(letter.toLowerCase()) && !this.isInCode()) {
      const rest = waiting.slice(at, at + longestMark).toLowerCase()
      const mark = marks.find((candidate) => rest.startsWith(candidate))
      if (mark) {
        this.meet(mark, waiting.slice(at, at + mark.length))
        return mark.length
      }
      if (!isLast && marks.some((candidate) => candidate.startsWith(rest))) return 0
    }
    this.pass(letter)
    return 1
  }

  private isInCode(): boolean {
    return this.mode.kind === 'text' && (this.ticks > 0 || this.fence > 0)
  }

  private countTicks(waiting: string, at: number, isLast: boolean): number {
    let end = at
    while (waiting[end] === '`') end += 1
    if (end === waiting.length && !isLast && end - at < longestRun) return 0
    const run = end - at
    if (this.mode.kind === 'text') {
      if (this.fence > 0) this.fence = this.lineBegins && run >= this.fence ? 0 : this.fence
      else if (this.lineBegins && run >= 3) this.fence = run
      else if (this.ticks === 0) this.ticks = run
      else if (this.ticks === run) this.ticks = 0
    }
    for (let n = 0; n < run; n += 1) this.pass('`')
    return run
  }

  private meet(mark: string, written: string): void {
    const { mode } = this
    if (mode.kind === 'thinking') {
      if (mode.closes.includes(mark)) this.endThinking(mark)
      else if (mode.held !== undefined) mode.held += written
      return
    }
    const close = openings.get(mark)
    if (close) return this.beginThinking([close], written)
    if (closings.has(mark)) return this.meetStrayClose()
    if (mark === bareFinal && mode.kind === 'text') return this.meetBareFinal(written)
    if (mark === channel || mark === start) this.mode = { kind: 'header', name: '' }
    else if (mark === message && mode.kind === 'header') this.openChannel(mode.name)
    // The end of a message: nothing to show.
  }

  private beginThinking(closes: readonly string[], written: string): void {
    // Within a sentence it may be words about the mark: then they come back at the end.
    this.mode = { kind: 'thinking', closes, held: this.saidAnything && !this.lineBegins ? written : undefined }
  }

  private endThinking(mark: string): void {
    this.hasCut = true
    this.trims ||= !this.saidAnything
    this.mode = mark === channel || mark === start ? { kind: 'header', name: '' } : { kind: 'text' }
  }

  /** Some servers leave out the opening mark: all before it was thinking. */
  private meetStrayClose(): void {
    this.mode = { kind: 'text' }
    if (this.hasCut) return
    this.hasCut = true
    this.trims = true
    this.text = ''
    if (this.saidAnything) this.out.push('void')
    this.saidAnything = false
    this.beginning = ''
    this.lineBegins = true
  }

  private meetBareFinal(written: string): void {
    if (this.beginning.toLowerCase() === bareBeginning && !this.hasCut) this.meetStrayClose()
    else for (const letter of written) this.say(letter)
  }

  private openChannel(header: string): void {
    const name = /\b(?:final|analysis|commentary)\b/i.exec(header)?.[0].toLowerCase()
    if (name === 'final' || name === undefined) {
      this.trims ||= !this.saidAnything
      this.mode = { kind: 'text' }
    } else this.mode = { kind: 'thinking', closes: harmonyEnds, held: undefined }
  }

  private pass(letter: string): void {
    const { mode } = this
    if (mode.kind === 'header') {
      mode.name += letter
      if (mode.name.length > longestHeader) this.mode = { kind: 'text' }
    } else if (mode.kind === 'thinking') {
      if (mode.held !== undefined) mode.held += letter
    } else this.say(letter)
  }

  private say(letter: string): void {
    const isSpace = letter.trim() === ''
    if (letter === '\n') this.ticks = 0
    this.lineBegins = letter === '\n' || (this.lineBegins && isSpace)
    if (!this.saidAnything && isSpace) {
      this.lead += letter
      return
    }
    if (!this.saidAnything) {
      this.text += this.trims ? '' : this.lead
      this.lead = ''
      this.trims = false
      this.saidAnything = true
    }
    if (this.beginning.length < bareBeginning.length) this.beginning += letter
    this.text += letter
  }

  private flush(): void {
    if (this.text !== '') this.out.push({ text: this.text })
    this.text = ''
  }
}

/** A whole text without its thinking, such as an answer that was stored before thinking was cut out. */
export function withoutThinking(text: string): string {
  if (!anyMark.test(text)) return text
  const filter = new ThinkingFilter()
  let visible = ''
  for (const said of [...filter.push(text), ...filter.end(true)]) visible = said === 'void' ? '' : visible + said.text
  return visible
}
