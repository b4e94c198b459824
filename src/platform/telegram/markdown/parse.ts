import type Token from 'markdown-it/lib/token.mjs'
import { nothingKnown, type Known } from './definitions.ts'
import { grammar } from './grammar.ts'
import { inlineNodes } from './inline-nodes.ts'
import type { Align, Block, Cell, Item, List, Root, Table } from './tree.ts'

/** Markdown as a tree: GitHub's flavour, and what models write besides it, formulas and spoilers. */
export function parse(markdown: string): Root {
  const known = nothingKnown()
  const tokens = grammar.parse(markdown, known)
  return { type: 'root', children: new TreeBuilder(tokens, markdown.split(/\r\n?|\n/), known).blocks() }
}

/** Makes a tree of the parser's list of tokens, which it reads once from the beginning to the end. */
class TreeBuilder {
  readonly #tokens: Token[]
  readonly #lines: string[]
  readonly #known: Known
  #at = 0

  constructor(tokens: Token[], lines: string[], known: Known) {
    this.#tokens = tokens
    this.#lines = lines
    this.#known = known
  }

  /** Everything up to the end of what is open. */
  blocks(): Block[] {
    const blocks: Block[] = []
    for (let token = this.#next(); token && token.nesting >= 0; token = this.#next()) {
      const block = this.#block(token)
      if (block) blocks.push({ ...block, apart: this.#isApart(token) })
    }
    return blocks
  }

  #next(): Token | undefined {
    this.#at += 1
    return this.#tokens[this.#at - 1]
  }

  #block(token: Token): Exclude<Block, never> | undefined {
    const apart = false
    switch (token.type) {
      case 'paragraph_open':
        return { apart, type: 'paragraph', children: this.#line() }
      case 'heading_open':
        return { apart, type: 'heading', depth: Number(token.tag[1]) as 1, children: this.#line() }
      case 'fence':
        return { apart, type: 'code', lang: languageOf(token.info), value: token.content.replace(/\n$/, '') }
      case 'code_block':
        return { apart, type: 'code', lang: '', value: token.content.replace(/\n$/, '') }
      case 'formula_block':
        return { apart, type: 'paragraph', children: [{ type: 'formula', value: token.content, display: true }] }
      case 'blockquote_open':
        return { apart, type: 'blockquote', children: this.blocks() }
      case 'bullet_list_open':
      case 'ordered_list_open':
        return { apart, ...this.#list() }
      case 'table_open':
        return { apart, ...this.#table() }
      case 'hr':
        return { apart, type: 'thematicBreak' }
      case 'html_block':
        return { apart, type: 'html', value: token.content.trimEnd() }
      case 'footnote_open':
        return { apart, type: 'footnote', identifier: token.info, children: this.blocks() }
      case 'definition':
        // What links refer to need not be shown, because the links hold the address.
        return this.#known.used.has(token.info) ? undefined : { apart, type: 'definition', value: token.content }
      default:
        throw new Error(`Unknown token ${token.type}`)
    }
  }

  /** What stands in a paragraph, a heading or a cell, to its end. */
  #line() {
    const inline = this.#next()!
    this.#next()
    return inlineNodes(inline.children ?? [])
  }

  #list(): List {
    const children: Item[] = []
    for (let token = this.#next()!; token.type === 'list_item_open'; token = this.#next()!) {
      const item = { type: 'item' as const, apart: this.#isApart(token), checked: undefined }
      children.push({ ...item, number: token.info === '' ? undefined : Number(token.info), children: this.blocks() })
    }
    return { type: 'list', children: counted(children).map((item) => asTask(item)) }
  }

  #table(): Table {
    const table: Table = { type: 'table', align: [], rows: [] }
    for (let token = this.#next()!; token.type !== 'table_close'; token = this.#next()!) {
      if (token.type === 'tr_open') table.rows.push([])
      if (token.type !== 'th_open' && token.type !== 'td_open') continue
      if (token.type === 'th_open') table.align.push(alignOf(token))
      const cell: Cell = { type: 'cell', children: this.#line() }
      table.rows.at(-1)!.push(cell)
    }
    return table
  }

  #isApart({ map }: Token): boolean {
    return /^[\s>]*$/.test(this.#lines[(map?.[0] ?? 0) - 1] ?? 'the beginning')
  }
}

function languageOf(info: string): string {
  return grammar.utils.unescapeAll(info).trim().split(/\s+/)[0]!
}

function alignOf(token: Token): Align {
  return /(left|center|right)$/.exec(token.attrGet('style') ?? '')?.[0] as Align
}

/** The numbers that were written, unless they all are the same and only ask to be counted. */
function counted(items: Item[]): Item[] {
  const first = items[0]?.number
  if (first === undefined || items.some(({ number }) => number !== first)) return items
  return items.map((item, index) => ({ ...item, number: first + index }))
}

function asTask(item: Item): Item {
  const [paragraph, ...others] = item.children
  const words = paragraph?.type === 'paragraph' ? paragraph.children[0] : undefined
  if (paragraph?.type !== 'paragraph' || words?.type !== 'text' || words.escaped) return item
  const [mark] = /^\[[ xX]\]\s+(?=\S|$)/.exec(words.value) ?? []
  if (mark === undefined) return item
  const rest = { ...words, value: words.value.slice(mark.length) }
  const children = [{ ...paragraph, children: [rest, ...paragraph.children.slice(1)] }, ...others]
  return { ...item, checked: mark[1] !== ' ', children }
}
