import type { MessageEntity } from 'grammy/types'
import type { FormattedText } from '#platform/telegram/formatted-text.ts'

/** Text being written, with the ranges that are marked in it. */
export class Writer {
  readonly #pieces: string[] = []
  readonly #entities: MessageEntity[] = []
  readonly #active = new Set<MessageEntity['type']>()
  #length = 0
  #indentation = ''

  /** Line breaks in it go on with the indentation of the list item around it. */
  write(text: string): void {
    if (text === '') return
    if (this.#pieces.at(-1)?.endsWith('\n')) this.#put(this.#indentation)
    this.#put(text.replaceAll('\n', `\n${this.#indentation}`))
  }

  /** As it is, whatever surrounds it: programs and tables. */
  writeVerbatim(text: string): void {
    this.#put(text)
  }

  /** Marks what is written inside. What is marked so already is not marked again. */
  mark(type: MessageEntity['type'], more: object, inside: () => void): void {
    if (this.#active.has(type)) return inside()
    this.#active.add(type)
    const offset = this.#length
    inside()
    this.#active.delete(type)
    const length = this.#length - offset
    if (length > 0) this.#entities.push({ type, offset, length, ...more } as MessageEntity)
  }

  /** A quote, which is folded when it is longer than this. */
  quote(longest: number, inside: () => void): void {
    this.mark('blockquote', {}, inside)
    const entity = this.#entities.at(-1)
    if (entity?.type === 'blockquote' && entity.length > longest)
      this.#entities[this.#entities.length - 1] = { ...entity, type: 'expandable_blockquote' }
  }

  indent(by: string, inside: () => void): void {
    this.#indented(this.#indentation + by, inside)
  }

  /** Without indentation. */
  atEdge(inside: () => void): void {
    this.#indented('', inside)
  }

  /** A new line, or more of them, at the beginning of which nothing stands. */
  breakLine(lines = 1): void {
    this.#put('\n'.repeat(lines))
  }

  marked(type: MessageEntity['type']): boolean {
    return this.#active.has(type)
  }

  /** What was written inside. */
  written(inside: () => void): string {
    const begun = this.#pieces.length
    inside()
    return this.#pieces.slice(begun).join('')
  }

  result(): FormattedText {
    return { text: this.#pieces.join(''), entities: this.#entities }
  }

  #put(text: string) {
    if (text === '') return
    this.#pieces.push(text)
    this.#length += text.length
  }

  #indented(to: string, inside: () => void) {
    const before = this.#indentation
    this.#indentation = to
    inside()
    this.#indentation = before
  }
}
