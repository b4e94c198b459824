import type {
  InputRichBlock,
  InputRichBlockListItem,
  InputRichMessage,
  RichBlockTableCell,
  RichText,
} from 'grammy/types'
import type { Blockquote, List, ListItem, Nodes, Paragraph, RootContent, Table } from 'mdast'
import { isSafe, plainText } from './markdown/inline.ts'
import { parse } from './markdown/parse.ts'

/** A message of blocks; nothing in it is uploaded or fetched. */
export type RichMessage = InputRichMessage & { blocks: Block[] }
type Block = InputRichBlock

/** Telegram's limits. Whether characters or bytes are counted is not said: bytes are never too few. */
const most = { bytes: 32_768, blocks: 500, depth: 16, columns: 20 }

/**
 * A whole answer as blocks, when it holds what entities show badly: tables and formulas. Undefined for any other, and for
 * one that is too much for a rich message. Made from the tree and never from the model's own words as markup, so that no
 * answer can bring buttons or pictures along.
 */
export function richMessage(markdown: string): RichMessage | undefined {
  const source = markdown.toWellFormed()
  if (Buffer.byteLength(source) > most.bytes) return undefined
  try {
    const tree = parse(source)
    if (!holds(tree, isWorthIt) || holds(tree, isTooWide)) return undefined
    const blocks = tree.children.flatMap((node) => blockOf(node))
    const fits = blocks.length > 0 && count(blocks) <= most.blocks && depth(blocks) <= most.depth
    return fits ? { blocks, skip_entity_detection: true } : undefined
  } catch (error) {
    // Nested deeper than the parser's stack; entities have an answer to that.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function isWorthIt(node: Nodes): boolean {
  return node.type === 'table' || node.type === 'formula' || (node.type === 'code' && node.lang === 'math')
}

function isTooWide(node: Nodes): boolean {
  return node.type === 'table' && node.children.some((row) => row.children.length > most.columns)
}

function blockOf(node: RootContent): Block[] {
  switch (node.type) {
    case 'heading':
      return [{ type: 'heading', size: node.depth, text: inside(node) }]
    case 'paragraph':
      return paragraph(node)
    case 'code':
      if (node.lang === 'math') return [{ type: 'mathematical_expression', expression: node.value }]
      return [{ type: 'pre', text: node.value || ' ', ...(node.lang ? { language: node.lang } : {}) }]
    case 'blockquote':
      return quote(node)
    case 'list':
      return [list(node)]
    case 'table':
      return [table(node)]
    case 'thematicBreak':
      return [{ type: 'divider' }]
    case 'definition':
      return [{ type: 'paragraph', text: `[${node.label ?? node.identifier}]: ${node.url}` }]
    case 'footnoteDefinition':
      return [{ type: 'paragraph', text: `[${node.identifier}]` }, ...node.children.flatMap((child) => blockOf(child))]
    default:
      return [{ type: 'paragraph', text: textOf(node) }]
  }
}

function paragraph(node: Paragraph): Block[] {
  const [only, ...others] = node.children
  if (only?.type === 'formula' && others.length === 0)
    return [{ type: 'mathematical_expression', expression: only.value }]
  return [{ type: 'paragraph', text: inside(node) }]
}

function quote({ children }: Blockquote): Block[] {
  return [{ type: 'blockquote', blocks: blocksOf(children) }]
}

/** A block cannot be empty. */
function blocksOf(nodes: RootContent[]): Block[] {
  const blocks = nodes.flatMap((node) => blockOf(node))
  return blocks.length > 0 ? blocks : [{ type: 'paragraph', text: ' ' }]
}

function list({ children, ordered }: List): Block {
  return { type: 'list', items: children.map((child) => item(child, ordered ?? false)) }
}

function item({ children, checked, data }: ListItem, ordered: boolean): InputRichBlockListItem {
  return {
    blocks: blocksOf(children),
    ...(typeof checked === 'boolean' ? { has_checkbox: true } : {}),
    ...(checked === true ? { is_checked: true } : {}),
    ...(ordered && data?.number !== undefined ? { type: '1', value: data.number } : {}),
  }
}

function table({ children, align }: Table): Block {
  const cells = children.map((row, index) =>
    row.children.map((cell, column): RichBlockTableCell => {
      return {
        text: inside(cell),
        align: align?.[column] ?? 'left',
        valign: 'top',
        ...(index === 0 ? { is_header: true } : {}),
      }
    }),
  )
  return { type: 'table', cells, is_bordered: true, is_compact: true }
}

function inside(node: Nodes): RichText {
  if (!('children' in node)) return textOf(node)
  const texts = node.children.map((child) => textOf(child)).filter((text) => text !== '')
  return texts.length === 1 ? texts[0]! : texts.length === 0 ? ' ' : texts
}

function textOf(node: Nodes): RichText {
  switch (node.type) {
    case 'strong':
      return { type: 'bold', text: inside(node) }
    case 'emphasis':
      return { type: 'italic', text: inside(node) }
    case 'delete':
      return { type: 'strikethrough', text: inside(node) }
    case 'spoiler':
      return { type: 'spoiler', text: inside(node) }
    case 'inlineCode':
      return { type: 'code', text: node.value || ' ' }
    case 'formula':
      return { type: 'mathematical_expression', expression: node.value }
    case 'break':
      return '\n'
    case 'link':
      return link(node.url, inside(node), plainText(node))
    case 'image':
      return link(node.url, node.alt || node.url, node.alt ?? '')
    case 'text':
    case 'html':
      return node.value || ' '
    default:
      return 'children' in node ? inside(node) : plainText(node)
  }
}

/** Only what opens something harmless is a link; any other address is shown beside its words. */
function link(url: string, text: RichText, shown: string): RichText {
  if (isSafe(url)) return { type: 'url', text, url }
  return url && shown !== url && `mailto:${shown}` !== url ? [text, ` (${url})`] : text
}

function holds(node: Nodes, what: (node: Nodes) => boolean): boolean {
  return what(node) || ('children' in node && node.children.some((child) => holds(child, what)))
}

function partsOf(block: Block): Block[] {
  if (block.type === 'list') return block.items.flatMap(({ blocks }) => blocks)
  return block.type === 'blockquote' ? block.blocks : []
}

function count(blocks: Block[]): number {
  return blocks.reduce((sum, block) => {
    const items = block.type === 'list' ? block.items.length : 0
    return sum + 1 + items + count(partsOf(block))
  }, 0)
}

function depth(blocks: Block[]): number {
  return blocks.reduce((deepest, block) => {
    const own = block.type === 'list' ? 2 : 1
    return Math.max(deepest, own + depth(partsOf(block)))
  }, 0)
}
