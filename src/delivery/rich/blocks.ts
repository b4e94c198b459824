import type { FootnoteDefinition, List, ListItem, Nodes, Root, RootContent, Table } from 'mdast'
import { definitionsIn, referencesIn } from '#delivery/markdown/format.ts'
import { inlineReader, trimmed } from './inline.ts'
import { type Block, type Cell, type Item, type Text, wordsOf } from './shapes.ts'

/**
 * A tree of Markdown as blocks. Raw HTML is text, as it is written. Telegram refuses a message for one block without
 * content, so a heading, a program or a quote without words is left out.
 */
export function richBlocks(tree: Root): Block[] {
  const definitions = new Map(definitionsIn(tree).map((definition) => [definition.identifier, definition]))
  const used = referencesIn(tree)
  const inline = inlineReader((identifier) => definitions.get(identifier)?.url)
  return blocks(tree.children)

  function blocks(nodes: RootContent[]): Block[] {
    return nodes.flatMap((node) => block(node))
  }

  function block(node: RootContent): Block[] {
    switch (node.type) {
      case 'heading':
        return filled({ type: 'heading', text: trimmed(inline(node.children)), size: node.depth })
      case 'code':
        if (node.lang === 'math') return formula(node.value)
        return filled({ type: 'pre', text: node.value, ...(node.lang ? { language: node.lang } : {}) })
      case 'paragraph':
        return paragraph(node.children)
      case 'blockquote':
        return quote(blocks(node.children))
      case 'list':
        return [list(node)]
      case 'table':
        return [table(node)]
      case 'thematicBreak':
        return [{ type: 'divider' }]
      case 'footnoteDefinition':
        return footnote(node)
      case 'definition':
        return used.has(node.identifier) ? [] : plain(`[${node.label ?? node.identifier}]: ${node.url}`)
      default:
        return plain(inline([node]))
    }
  }

  /** A formula on display that has its lines to itself is a block among paragraphs. */
  function paragraph(nodes: Nodes[]): Block[] {
    const result: Block[] = []
    let begun = 0
    nodes.forEach((node, index) => {
      if (node.type !== 'formula' || !node.display || !isAlone(nodes, index)) return
      result.push(...plain(inline(nodes.slice(begun, index))), ...formula(node.value))
      begun = index + 1
    })
    return [...result, ...plain(inline(nodes.slice(begun)))]
  }

  function list({ children }: List): Block {
    return { type: 'list', items: children.map((child) => item(child)) }
  }

  function item({ checked, data, children }: ListItem): Item {
    const inside = blocks(children)
    return {
      // An item without content is refused too, but its mark or number is something to see.
      blocks: inside.length > 0 ? inside : [{ type: 'paragraph', text: '' }],
      ...(typeof checked === 'boolean' ? { has_checkbox: true } : {}),
      ...(checked ? { is_checked: true } : {}),
      ...(data?.number === undefined ? {} : { value: data.number, type: '1' }),
    }
  }

  function table({ children, align }: Table): Block {
    const columns = children[0]!.children.length
    const cells = children.map((row, index) =>
      Array.from({ length: columns }, (_, column): Cell => {
        const text = trimmed(inline(row.children[column]?.children ?? []))
        const header = index === 0 ? { is_header: true as const } : {}
        return { text, ...header, align: align?.[column] ?? 'left', valign: 'middle' }
      }),
    )
    return { type: 'table', cells, is_bordered: true, is_striped: true }
  }

  function footnote({ identifier, children }: FootnoteDefinition): Block[] {
    const mark = `[${identifier}]`
    const [first, ...rest] = blocks(children)
    if (first?.type === 'paragraph') return [...plain([`${mark} `, first.text]), ...rest]
    return [...plain(mark), ...(first ? [first] : []), ...rest]
  }
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
function isAlone(nodes: Nodes[], index: number): boolean {
  return edge(nodes[index - 1], /\n\s*$/) && edge(nodes[index + 1], /^\s*\n/)
}

function edge(neighbour: Nodes | undefined, lineEnd: RegExp): boolean {
  if (neighbour === undefined || neighbour.type === 'break') return true
  return neighbour.type === 'text' && lineEnd.test(neighbour.value)
}
