import type * as Tree from '#platform/telegram/markdown/tree.ts'
import { inlineText, trimmed } from './inline.ts'
import { type Block, type Cell, type Item, type Text, wordsOf } from './shapes.ts'

/**
 * A tree of Markdown as blocks. Raw HTML is text, as it is written. Telegram refuses a message for one block without
 * content, so a heading, a program or a quote without words is left out.
 */
export function richBlocks(nodes: Tree.Block[]): Block[] {
  return nodes.flatMap((node) => block(node))
}

function block(node: Tree.Block): Block[] {
  switch (node.type) {
    case 'heading':
      return filled({ type: 'heading', text: trimmed(inlineText(node.children)), size: node.depth })
    case 'code':
      if (node.lang === 'math') return formula(node.value)
      return filled({ type: 'pre', text: node.value, ...(node.lang ? { language: node.lang } : {}) })
    case 'paragraph':
      return paragraph(node.children)
    case 'blockquote':
      return quote(richBlocks(node.children))
    case 'list':
      return [list(node)]
    case 'table':
      return [table(node)]
    case 'thematicBreak':
      return [{ type: 'divider' }]
    case 'footnote':
      return footnote(node)
    case 'definition':
    case 'html':
      return plain(node.value)
  }
}

/** A formula on display that has its lines to itself is a block among paragraphs. */
function paragraph(nodes: Tree.Inline[]): Block[] {
  const result: Block[] = []
  let begun = 0
  nodes.forEach((node, index) => {
    if (node.type !== 'formula' || !node.display || !isAlone(nodes, index)) return
    result.push(...plain(inlineText(nodes.slice(begun, index))), ...formula(node.value))
    begun = index + 1
  })
  return [...result, ...plain(inlineText(nodes.slice(begun)))]
}

function list({ children }: Tree.List): Block {
  return { type: 'list', items: children.map((child) => item(child)) }
}

function item({ checked, number, children }: Tree.Item): Item {
  const inside = richBlocks(children)
  return {
    // An item without content is refused too, but its mark or number is something to see.
    blocks: inside.length > 0 ? inside : [{ type: 'paragraph', text: '' }],
    ...(checked === undefined ? {} : { has_checkbox: true as const }),
    ...(checked ? { is_checked: true } : {}),
    ...(number === undefined ? {} : { value: number, type: '1' }),
  }
}

function table({ rows, align }: Tree.Table): Block {
  const cells = rows.map((row, index) =>
    row.map((cell, column): Cell => {
      const header = index === 0 ? { is_header: true as const } : {}
      return { text: trimmed(inlineText(cell.children)), ...header, align: align[column] ?? 'left', valign: 'middle' }
    }),
  )
  return { type: 'table', cells, is_bordered: true, is_striped: true }
}

function footnote({ identifier, children }: Tree.Footnote): Block[] {
  const mark = `[${identifier}]`
  const [first, ...rest] = richBlocks(children)
  if (first?.type === 'paragraph') return [...plain([`${mark} `, first.text]), ...rest]
  return [...plain(mark), ...(first ? [first] : []), ...rest]
}

function filled(block: Extract<Block, { text: Text }>): Block[] {
  return wordsOf(block.text).trim() === '' ? [] : [block]
}

function plain(text: Text): Block[] {
  return filled({ type: 'paragraph', text: trimmed(text) })
}

function quote(blocks: Block[]): Block[] {
  return blocks.length > 0 ? [{ type: 'blockquote', blocks }] : []
}

function formula(tex: string): Block[] {
  return tex.trim() === '' ? [] : [{ type: 'mathematical_expression', expression: tex }]
}

/** Whether nothing stands before and after it in its lines. */
function isAlone(nodes: Tree.Inline[], index: number): boolean {
  return edge(nodes[index - 1], /\n\s*$/) && edge(nodes[index + 1], /^\s*\n/)
}

function edge(neighbour: Tree.Inline | undefined, lineEnd: RegExp): boolean {
  if (neighbour === undefined || neighbour.type === 'break') return true
  return neighbour.type === 'text' && lineEnd.test(neighbour.value)
}
