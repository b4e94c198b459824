import type { Blockquote, Definition, List, ListItem, Nodes, Paragraph, RootContent, Table } from 'mdast'
import { type FormattedText, slice } from '#delivery/formatted-text.ts'
import { inlineWriter, plainText } from './inline.ts'
import { readableFormula } from './latex.ts'
import { parse } from './parse.ts'
import { quieten } from './quieten.ts'
import { separateCode } from './separate-code.ts'
import { alignColumns } from './table.ts'
import { completeMarkdown } from './unfinished.ts'
import { createWriter, type Writer } from './writer.ts'

/** A quote longer than this is folded, so that it does not push the answer off the screen. */
const longQuote = 600

/**
 * GitHub-flavoured Markdown as text and entities. Whatever a model writes, Telegram takes it: there is nothing to escape,
 * raw HTML is shown as it is written, and entities obey Telegram's rules of nesting.
 */
export function formatMarkdown(markdown: string): FormattedText {
  const source = markdown.toWellFormed()
  const writer = createWriter()
  try {
    writeBlocks(writer, source)
  } catch {
    // The words matter more than their shape, whatever went wrong with it.
    return { text: source.trim(), entities: [] }
  }
  const written = writer.result()
  const text = written.text.trimEnd()
  // Markdown that shows nothing, such as an image without a name, is shown as it is rather than not at all.
  if (text.trim() === '') return { text: source.trim(), entities: [] }
  return separateCode(slice(written, 0, text.length))
}

/** What a model wrote, in which no name, command or tag becomes a link by accident. */
export function formatAnswer(markdown: string): FormattedText {
  return quieten(formatMarkdown(markdown))
}

/** An answer that is still being written: marks that are not closed yet are not shown as such. */
export function formatUnfinishedMarkdown(markdown: string): FormattedText {
  const complete = completeMarkdown(markdown)
  return complete.trim() === '' ? { text: '', entities: [] } : formatAnswer(complete)
}

function writeBlocks(writer: Writer, source: string): void {
  const tree = parse(source)
  const definitions = new Map(definitionsIn(tree).map((definition) => [definition.identifier, definition]))
  const used = referencesIn(tree)
  const inline = inlineWriter(writer, (identifier) => definitions.get(identifier)?.url)
  blocks(tree.children)

  function blocks(nodes: RootContent[]) {
    const shown = nodes.filter((node) => node.type !== 'definition' || !used.has(node.identifier))
    shown.forEach((node, index) => {
      const before = shown[index - 1]
      const close = before?.type === 'paragraph' && node.type === 'list' && !isApart(before, node)
      if (before) writer.breakLine(close ? 1 : 2)
      block(node)
    })
  }

  function block(node: RootContent): void {
    switch (node.type) {
      case 'heading':
        return writer.mark('bold', {}, () => inline(node))
      case 'code':
        return node.lang === 'math' ? formula(node.value) : code(node.value, node.lang)
      case 'paragraph':
        return paragraph(node)
      case 'blockquote':
        return quote(node)
      case 'list':
        return list(node)
      case 'table':
        return table(node)
      case 'thematicBreak':
        return writer.write('───────────')
      case 'footnoteDefinition':
        writer.write(`[${node.identifier}] `)
        return blocks(node.children)
      case 'definition':
        return writer.write(`[${node.label ?? node.identifier}]: ${node.url}`)
      default:
        return inline(node)
    }
  }

  /** A formula that is a paragraph by itself and cannot be read as text is set like a program. */
  function paragraph(node: Paragraph) {
    const [only, ...others] = node.children
    if (only?.type === 'formula' && others.length === 0) formula(only.value)
    else inline(node)
  }

  function formula(tex: string) {
    const readable = readableFormula(tex)
    if (readable === undefined) code(tex, 'latex')
    else writer.write(readable)
  }

  function code(value: string, language: string | null | undefined) {
    writer.mark('pre', language ? { language } : {}, () => writer.writeVerbatim(value || ' '))
  }

  /** Quotes do not nest in Telegram: an inner one is part of the outer. */
  function quote({ children }: Blockquote) {
    if (writer.marked('blockquote')) return blocks(children)
    const begun = writer.length()
    writer.mark('blockquote', {}, () => writer.atEdge(() => blocks(children)))
    const entity = writer.result().entities.at(-1)
    if (entity?.type === 'blockquote' && writer.length() - begun > longQuote)
      writer.result().entities[writer.result().entities.length - 1] = { ...entity, type: 'expandable_blockquote' }
  }

  function list(node: List) {
    node.children.forEach((item, index) => {
      const before = node.children[index - 1]
      if (before) writer.breakLine(isApart(before, item) ? 2 : 1)
      writer.write(bullet(item))
      writer.indent('  ', () => insideItem(item))
    })
  }

  function insideItem({ children }: ListItem) {
    children.forEach((child, index) => {
      const before = children[index - 1]
      if (before) writer.breakLine(isApart(before, child) && standsInLine(child) ? 2 : 1)
      else if (!standsInLine(child)) writer.breakLine()
      block(child)
    })
  }

  function table(node: Table) {
    const rows = node.children.map((row) => row.children.map((cell) => plainText(cell).replaceAll(/\s+/g, ' ').trim()))
    // In a monospaced block a link would lose its address.
    const columns = holds(node, 'link') ? undefined : alignColumns(rows, node.align ?? [])
    if (columns !== undefined) return writer.mark('pre', {}, () => writer.writeVerbatim(columns))
    const [head, ...records] = node.children
    // A table of nothing but its heading has no records.
    for (const [index, record] of (records.length > 0 ? records : [head!]).entries()) {
      if (index > 0) writer.breakLine(2)
      record.children.forEach((cell, column) => {
        if (column > 0) writer.breakLine()
        const name = head!.children[column]
        if (name && record !== head && plainText(name).trim() !== '') {
          writer.mark('bold', {}, () => (inline(name), writer.write(':')))
          writer.write(' ')
        }
        inline(cell)
      })
    }
  }
}

export function definitionsIn(node: Nodes): Definition[] {
  if (node.type === 'definition') return [node]
  return 'children' in node ? node.children.flatMap((child) => definitionsIn(child)) : []
}

/** What links refer to: these definitions need not be shown, because the links hold their addresses. */
export function referencesIn(node: Nodes): Set<string> {
  if (node.type === 'linkReference' || node.type === 'imageReference') return new Set([node.identifier])
  return new Set('children' in node ? node.children.flatMap((child) => [...referencesIn(child)]) : [])
}

function bullet({ checked, data }: ListItem): string {
  if (typeof checked === 'boolean') return checked ? '☑ ' : '☐ '
  return data?.number === undefined ? '• ' : `${data.number}. `
}

/** Whether there is an empty line between them. */
function isApart(before: Nodes, after: Nodes): boolean {
  return (after.position?.start.line ?? 0) - (before.position?.end.line ?? 0) > 1
}

/** Programs, tables and quotes begin at the edge, on a line of their own. */
function standsInLine(node: Nodes): boolean {
  return !['code', 'table', 'blockquote'].includes(node.type)
}

export function holds(node: Nodes, type: Nodes['type']): boolean {
  return node.type === type || ('children' in node && node.children.some((child) => holds(child, type)))
}
