import type { MessageEntity } from 'grammy/types'
import type { List, ListItem, Nodes, Parents, RootContent, Table } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { type FormattedText, tidy } from '#delivery/formatted-text.ts'
import { separateCode } from './separate-code.ts'
import { tableText } from './table.ts'

/** A quote longer than this is folded, so that it does not push the answer off the screen. */
const longQuote = 600

/**
 * GitHub-flavoured Markdown as text and entities. Whatever a model writes, Telegram takes it: there is nothing to escape,
 * raw HTML is shown as it is written, and entities obey Telegram's rules of nesting.
 */
export function formatMarkdown(markdown: string): FormattedText {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  const writer = createWriter(markdown)
  writer.blocks(tree.children)
  const { text, entities } = writer.result
  const end = text.trimEnd().length
  return separateCode(
    tidy({
      text: text.slice(0, end),
      entities: entities
        .filter((entity) => entity.offset < end)
        .map((entity) => ({ ...entity, length: Math.min(entity.length, end - entity.offset) })),
    }),
  )
}

function createWriter(source: string) {
  const result: FormattedText = { text: '', entities: [] }
  let quoted = false

  function write(text: string) {
    result.text += text
  }

  function mark(type: MessageEntity['type'], more: object, inside: () => void) {
    const offset = result.text.length
    inside()
    const length = result.text.length - offset
    if (length > 0) result.entities.push({ type, offset, length, ...more } as MessageEntity)
  }

  function blocks(nodes: RootContent[], between = '\n\n') {
    nodes.forEach((node, index) => {
      if (index > 0) write(between)
      block(node)
    })
  }

  function block(node: RootContent) {
    switch (node.type) {
      case 'heading':
        return mark('bold', {}, () => inline(node))
      case 'code':
        return mark('pre', node.lang ? { language: node.lang } : {}, () => write(node.value || ' '))
      case 'blockquote':
        return quote(() => blocks(node.children))
      case 'list':
        return list(node, 0)
      case 'table':
        return table(node)
      case 'thematicBreak':
        return write('───────────')
      case 'html':
        return write(node.value)
      case 'footnoteDefinition':
        write(`[${node.identifier}] `)
        return blocks(node.children)
      case 'definition':
        return undefined
      default:
        return inline(node)
    }
  }

  /** Quotes do not nest in Telegram: an inner one is part of the outer. */
  function quote(inside: () => void) {
    if (quoted) return inside()
    quoted = true
    const begun = result.text.length
    mark('blockquote', {}, inside)
    quoted = false
    const entity = result.entities.at(-1)
    if (entity?.type === 'blockquote' && result.text.length - begun > longQuote)
      result.entities[result.entities.length - 1] = { ...entity, type: 'expandable_blockquote' }
  }

  function list(node: List, depth: number) {
    node.children.forEach((item, index) => {
      if (index > 0) write(node.spread ? '\n\n' : '\n')
      write('  '.repeat(depth) + bullet(node, item, index))
      item.children.forEach((child, place) => {
        if (place > 0) write('\n')
        if (child.type === 'list') list(child, depth + 1)
        else {
          if (place > 0) write('  '.repeat(depth + 1))
          block(child)
        }
      })
    })
  }

  function table(node: Table) {
    const cells = node.children.map((row) => row.children.map((cell) => plainText(cell)))
    const shown = tableText(cells, node.align ?? [])
    if ('columns' in shown) return mark('pre', {}, () => write(shown.columns))
    shown.records.forEach((record, index) => {
      if (index > 0) write('\n\n')
      record.forEach(({ name, value }, place) => {
        if (place > 0) write('\n')
        if (name) mark('bold', {}, () => write(`${name}:`))
        write(name ? ` ${value}` : value)
      })
    })
  }

  function inline(node: Nodes): void {
    switch (node.type) {
      case 'text':
        return write(node.value)
      case 'strong':
        return mark('bold', {}, () => children(node))
      case 'emphasis':
        return mark('italic', {}, () => children(node))
      case 'delete':
        return mark('strikethrough', {}, () => children(node))
      case 'inlineCode':
        return mark('code', {}, () => write(node.value))
      case 'break':
        return write('\n')
      case 'link':
        return link(node.url, () => children(node))
      case 'image':
        return link(node.url, () => write(node.alt || node.url))
      case 'html':
        return write(node.value)
      case 'footnoteReference':
        return write(`[${node.identifier}]`)
      case 'linkReference':
      case 'imageReference':
        // What it refers to may stand anywhere or nowhere: the words as they were written lose nothing.
        return write(source.slice(node.position?.start.offset, node.position?.end.offset))
      default:
        return 'children' in node ? children(node) : undefined
    }
  }

  function children(node: Parents) {
    for (const child of node.children) inline(child)
  }

  /** Only schemes that open something harmless; any other address is shown and not linked. */
  function link(url: string, inside: () => void) {
    const begun = result.text.length
    if (isSafe(url)) return mark('text_link', { url }, inside)
    inside()
    if (url && result.text.slice(begun) !== url) write(` (${url})`)
  }

  return { result, blocks }
}

function isSafe(url: string): boolean {
  return /^(https?:\/\/[^\s/]|tg:\/\/|mailto:[^\s])/i.test(url) && URL.canParse(url)
}

function bullet(list: List, item: ListItem, index: number): string {
  if (typeof item.checked === 'boolean') return item.checked ? '☑ ' : '☐ '
  return list.ordered ? `${(list.start ?? 1) + index}. ` : '• '
}

function plainText(node: Nodes): string {
  if ('value' in node) return node.value
  if (node.type === 'break') return ' '
  if (node.type === 'image') return node.alt ?? ''
  return 'children' in node ? node.children.map((child) => plainText(child)).join('') : ''
}
