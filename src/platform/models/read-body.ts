import { BrokenAnswer } from './failure.ts'

/** One JSON value of the answer, or that the server has said that it is over. */
export type Read = { value: unknown } | 'over'

/**
 * Reads an answer as it comes: a stream of events, with any line ends, comments and fields that were not asked for, or one
 * JSON value from a server that does not stream. Says nothing of `over` when the connection ended first.
 */
export class BodyReader {
  private readonly longestLine: number
  private readonly event: PendingEvent
  private readonly lines: Lines
  private begun: 'stream' | 'whole' | undefined
  private whole = ''

  constructor(longestLine: number) {
    this.longestLine = longestLine
    this.event = new PendingEvent(longestLine)
    this.lines = new Lines(longestLine)
  }

  /**
   * What these bytes have made complete; nothing comes after `over`.
   * @throws SyntaxError for what is no JSON, BrokenAnswer for a line without end
   */
  *take(bytes: Uint8Array): Generator<Read> {
    for (const line of this.lines.take(bytes)) yield* this.takeLine(line)
  }

  /** What was complete but for its end. */
  *end(): Generator<Read> {
    yield* this.takeLine(this.lines.rest())
    if (this.begun !== 'whole') return yield* this.event.take('')
    yield { value: JSON.parse(this.whole) }
    yield 'over'
  }

  private takeLine(line: string): Read[] {
    if (this.begun === undefined && line.trim() !== '')
      this.begun = line.trimStart().startsWith('{') ? 'whole' : 'stream'
    if (this.begun !== 'whole') return this.event.take(line)
    this.whole += `${line}\n`
    if (this.whole.length > this.longestLine) throw tooMuch()
    return []
  }
}

/** Characters; nearly every event is one line. */
const mostTried = 1_000_000

/** The data of one event may be spread over lines; most servers write one line, and some no empty line after it. */
class PendingEvent {
  private readonly longest: number
  private data = ''
  /** Characters that were read in vain, because the event went on. */
  private tried = 0

  constructor(longest: number) {
    this.longest = longest
  }

  take(line: string): Read[] {
    if (line === '') return this.parse(this.data)
    if (!line.startsWith('data:')) return []
    const more = line.slice(line.startsWith('data: ') ? 'data: '.length : 'data:'.length)
    this.data += this.data === '' ? more : `\n${more}`
    if (this.data.length > this.longest) throw tooMuch()
    // One of very many lines is read when an empty line says that it is whole.
    return this.tried <= mostTried && /[}\]]$/.test(more.trimEnd()) ? this.parseIfWhole() : []
  }

  private parseIfWhole(): Read[] {
    try {
      return this.parse(this.data)
    } catch {
      // It goes on in the next line.
      this.tried += this.data.length
      return []
    }
  }

  private parse(data: string): Read[] {
    const text = data.trim()
    const read: Read[] = text === '' ? [] : text === '[DONE]' ? ['over'] : [{ value: JSON.parse(text) }]
    this.data = ''
    this.tried = 0
    return read
  }
}

/** Lines that end with CR, LF or both, wherever the pieces are cut. */
class Lines {
  private readonly longestLine: number
  private readonly decoder = new TextDecoder()
  private held = ''
  private endedWithReturn = false

  constructor(longestLine: number) {
    this.longestLine = longestLine
  }

  take(bytes: Uint8Array): string[] {
    let text = this.decoder.decode(bytes, { stream: true })
    if (text === '') return []
    if (this.endedWithReturn && text.startsWith('\n')) text = text.slice(1)
    this.endedWithReturn = text.endsWith('\r')
    const lines = text.split(/\r\n|\r|\n/)
    lines[0] = this.held + lines[0]!
    this.held = lines.pop()!
    if (this.held.length > this.longestLine) throw tooMuch()
    return lines
  }

  rest(): string {
    return this.held
  }
}

function tooMuch(): BrokenAnswer {
  return new BrokenAnswer('not_text', 'The server sent a line without end')
}
