import type { MessageEntity } from 'grammy/types'
import type { FormattedText } from '#delivery/formatted-text.ts'

/** Text being written, with the ranges that are marked in it. */
export interface Writer {
  /** Line breaks in it go on with the indentation of the list item around it. */
  write(text: string): void
  /** As it is, whatever surrounds it: programs and tables. */
  writeVerbatim(text: string): void
  /** Marks what is written inside. What is marked so already is not marked again. */
  mark(type: MessageEntity['type'], more: object, inside: () => void): void
  indent(by: string, inside: () => void): void
  /** Without indentation. */
  atEdge(inside: () => void): void
  /** A new line, or more of them, at the beginning of which nothing stands. */
  breakLine(lines?: number): void
  marked(type: MessageEntity['type']): boolean
  length(): number
  result(): FormattedText
}

export function createWriter(): Writer {
  const entities: MessageEntity[] = []
  const active = new Set<MessageEntity['type']>()
  let text = ''
  let indentation = ''

  function indented(to: string, inside: () => void) {
    const before = indentation
    indentation = to
    inside()
    indentation = before
  }

  return {
    write(more) {
      if (more === '') return
      if (text.endsWith('\n')) text += indentation
      text += more.replaceAll('\n', `\n${indentation}`)
    },
    writeVerbatim(more) {
      text += more
    },
    mark(type, more, inside) {
      if (active.has(type)) return inside()
      active.add(type)
      const offset = text.length
      inside()
      active.delete(type)
      if (text.length > offset) entities.push({ type, offset, length: text.length - offset, ...more } as MessageEntity)
    },
    indent: (by, inside) => indented(indentation + by, inside),
    atEdge: (inside) => indented('', inside),
    breakLine(lines = 1) {
      text += '\n'.repeat(lines)
    },
    marked: (type) => active.has(type),
    length: () => text.length,
    result: () => ({ text, entities }),
  }
}
