import type { Block, Inline, Node, Root } from './tree.ts'

/** A page that an answer may name by its number. */
export interface CitedPage {
  number: number
  url: string
}

/**
 * The tree of an answer whose pages are known: `[n]` leads to the page of that number, and no link leads anywhere else. An
 * address that is none of them is shown as code, because Telegram makes a link of any other.
 */
export function cited(root: Root, pages: readonly CitedPage[]): Root {
  const rules = new Citing(pages)
  return { ...root, children: rules.all(root.children) }
}

class Citing {
  private readonly byNumber: Map<number, string>
  private readonly known: Set<string>

  constructor(pages: readonly CitedPage[]) {
    this.byNumber = new Map(pages.map(({ number, url }) => [number, url]))
    this.known = new Set(pages.map(({ url }) => addressOf(url)))
  }

  all<Kind extends Node>(nodes: readonly Kind[]): Kind[] {
    return nodes.flatMap((node) => this.one(node) as Kind[])
  }

  private one(node: Node): Node[] {
    switch (node.type) {
      case 'text':
        return node.escaped ? [node] : this.numbers(node.value)
      case 'link':
        return this.known.has(addressOf(node.url)) ? [node] : this.withoutLink(node.children)
      case 'image':
        return this.known.has(addressOf(node.url)) ? [node] : [readable(node.alt)]
      case 'definition':
        return [{ type: 'paragraph', apart: node.apart, children: [{ type: 'inlineCode', value: node.value }] }]
      case 'html':
        return [this.html(node)]
      case 'table':
        return [{ ...node, rows: node.rows.map((row) => this.all(row)) }]
      default:
        return 'children' in node ? [{ ...node, children: this.all<Node>(node.children) } as Node] : [node]
    }
  }

  /** `[2]` and `[1, 3]`, as far as there are such pages. */
  private numbers(text: string): Inline[] {
    const pieces: Inline[] = []
    let from = 0
    for (const { index, 0: found } of text.matchAll(/\[\d{1,3}(?:\s*,\s*\d{1,3})*\]/g)) {
      const numbers = found.slice(1, -1).split(',').map(Number)
      if (!numbers.every((number) => this.byNumber.has(number))) continue
      pieces.push({ type: 'text', value: text.slice(from, index) })
      for (const number of numbers)
        pieces.push({
          type: 'link',
          url: this.byNumber.get(number)!,
          children: [{ type: 'text', value: `[${number}]` }],
        })
      from = index + found.length
    }
    return [...pieces, { type: 'text' as const, value: text.slice(from) }].filter(
      (piece) => piece.type !== 'text' || piece.value !== '',
    )
  }

  private withoutLink(children: readonly Inline[]): Inline[] {
    return this.all(children).map((child) => (child.type === 'text' ? readable(child.value) : child))
  }

  private html<Html extends { value: string }>(node: Html & Node): Node {
    if (!node.value.includes('://')) return node
    const code: Inline = { type: 'inlineCode', value: node.value }
    return 'apart' in node ? ({ type: 'paragraph', apart: node.apart, children: [code] } satisfies Block) : code
  }
}

/** Words that Telegram would take for an address are code. */
function readable(words: string): Inline {
  return { type: /[\p{L}\p{N}]\.\p{L}{2}|:\/\//u.test(words) ? 'inlineCode' : 'text', value: words }
}

/** What two ways of writing the same address have in common. */
function addressOf(url: string): string {
  return URL.parse(url)?.href ?? url
}
