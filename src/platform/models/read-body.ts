import { BrokenAnswer } from './failure.ts'

/** One JSON value of the answer, or that the server has said that it is over. */
export type Read = { value: unknown } | 'over'

/**
 * Reads an answer as it comes: a stream of events, with any line ends, comments and fields that nobody asked for, or one
 * JSON value from a server that does not stream. Ends without `over` when the connection ended first.
 * @throws SyntaxError for what is no JSON, BrokenAnswer for a line without end
 */
export async function* readBody(body: AsyncIterable<Uint8Array>, longestLine: number): AsyncGenerator<Read> {
  let whole = ''
  let begun: 'stream' | 'whole' | undefined
  const event = new PendingEvent()
  for await (const line of linesOf(body, longestLine)) {
    if (begun === undefined && line.trim() !== '') begun = line.trimStart().startsWith('{') ? 'whole' : 'stream'
    if (begun === 'whole') {
      whole += `${line}\n`
      if (whole.length > longestLine) throw tooMuch()
      continue
    }
    for (const read of event.take(line)) {
      yield read
      if (read === 'over') return
    }
  }
  if (begun !== 'whole') return yield* event.take('')
  yield { value: JSON.parse(whole) }
  yield 'over'
}

/** The data of one event may be spread over lines; most servers write one line, and some no empty line after it. */
class PendingEvent {
  private data = ''

  take(line: string): Read[] {
    if (line === '') return this.parse(this.data)
    if (!line.startsWith('data:')) return []
    const more = line.slice(line.startsWith('data: ') ? 'data: '.length : 'data:'.length)
    this.data += this.data === '' ? more : `\n${more}`
    return /[}\]]\s*$/.test(more) ? this.parseIfWhole() : []
  }

  private parseIfWhole(): Read[] {
    try {
      return this.parse(this.data)
    } catch {
      // It goes on in the next line.
      return []
    }
  }

  private parse(data: string): Read[] {
    const text = data.trim()
    const read: Read[] = text === '' ? [] : text === '[DONE]' ? ['over'] : [{ value: JSON.parse(text) }]
    this.data = ''
    return read
  }
}

/** Lines that end with CR, LF or both, wherever the pieces are cut. */
async function* linesOf(body: AsyncIterable<Uint8Array>, longestLine: number): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let held = ''
  let endedWithReturn = false
  for await (const bytes of body) {
    let text = decoder.decode(bytes, { stream: true })
    if (text === '') continue
    if (endedWithReturn && text.startsWith('\n')) text = text.slice(1)
    endedWithReturn = text.endsWith('\r')
    const lines = text.split(/\r\n|\r|\n/)
    lines[0] = held + lines[0]!
    held = lines.pop()!
    yield* lines
    if (held.length > longestLine) throw tooMuch()
  }
  if (held !== '') yield held
}

function tooMuch(): BrokenAnswer {
  return new BrokenAnswer('not_text', 'The server sent a line without end')
}
