import type { List, Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { coverFormulas } from './formulas.ts'
import { withSpoilers } from './spoilers.ts'

// One tilde means "about" in many languages.
const flavour = { extensions: [gfm({ singleTilde: false })], mdastExtensions: [gfmFromMarkdown()] }

/** Markdown as a tree: GitHub's flavour, and what models write besides it, formulas and spoilers. */
export function parse(markdown: string): Root {
  const { covered, uncover } = coverFormulas(markdown, parseGfm)
  const tree = parseGfm(covered)
  transform(tree, covered, uncover)
  return tree
}

function parseGfm(markdown: string): Root {
  return fromMarkdown(markdown, flavour)
}

function transform(node: Nodes, source: string, uncover: (nodes: Nodes[]) => Nodes[]): void {
  if (!('children' in node)) return
  if (node.type === 'list' && node.ordered) numberItems(node, source)
  const children = node.children.flatMap((child) => withoutMultiplication(child, source))
  node.children = withSpoilers(uncover(children)) as typeof node.children
  for (const child of node.children) transform(child, source, uncover)
}

/** `2*3*4` is no emphasis, whatever the standard says: stars inside a word are shown. */
function withoutMultiplication(node: Nodes, source: string): Nodes[] {
  if (node.type !== 'emphasis' && node.type !== 'strong') return [node]
  const from = node.position?.start.offset ?? 0
  const to = node.position?.end.offset ?? 0
  const isWord = (char: string | undefined) => /[\p{L}\p{N}]/u.test(char ?? '')
  if (source[from] !== '*' || !isWord(source[from - 1]) || !isWord(source[to])) return [node]
  const mark: Nodes = { type: 'text', value: node.type === 'strong' ? '**' : '*' }
  return [mark, ...node.children.flatMap((child) => withoutMultiplication(child, source)), { ...mark }]
}

/** The numbers that were written, unless they all are the same and only ask to be counted. */
function numberItems(list: List, source: string): void {
  const written = list.children.map((item) => Number(/^\d+/.exec(source.slice(item.position!.start.offset))?.[0]))
  const counted = written.every((number, index) => index === 0 || number === written[0])
  list.children.forEach((item, index) => {
    item.data = { number: counted ? (list.start ?? 1) + index : written[index]! }
  })
}
