import type { Nodes, Root } from 'mdast'
import type { Formula } from './tree.ts'

/** Where formulas may begin; without one of these there is nothing to look for. */
const hint = /\$|\\\(|\\\[|\\begin\{/
const formula = new RegExp(
  [
    String.raw`(?<!\\)\$\$(?<dollars>(?:(?!\n\s*\n)[^$])+)\$\$`,
    String.raw`(?<!\\)\\\[(?<brackets>(?:(?!\n\s*\n)[\s\S])+?)\\\]`,
    String.raw`(?<!\\)\\\((?<parentheses>(?:(?!\n\s*\n)[\s\S])+?)\\\)`,
    String.raw`(?<environment>\\begin\{(?<name>equation|align|gather|multline)\*?\}(?:(?!\n\s*\n)[\s\S])+?\\end\{\k<name>\*?\})`,
    String.raw`(?<![\\$\p{L}\p{N}])\$(?=\S)(?<dollar>[^$\n]+?)(?<![\s\\])\$(?![\p{L}\p{N}$])`,
  ].join('|'),
  'gu',
)
/** What no price and no variable of a shell has between its dollars. */
export const evidence = [
  /\\[A-Za-z]/,
  /[_^{}=<>+]/,
  /^\s*[A-Za-z]{1,2}['′]*\s*$/,
  /^\s*[A-Za-z]\([\w, ]+\)\s*$/,
  /^\s*-?\d+(?:[.,]\d+)?%?\s*$/,
  /^\s*[A-Za-z0-9](?:\s*[-*/,:|]\s*[A-Za-z0-9])+\s*$/,
]
/** Two characters for private use, with a number between them, stand for a formula while the rest is parsed. */
const cover = /\ue000(\d+)\ue001/g

/**
 * Hides the formulas from the Markdown parser, to which `a_1 * b_1 * c_1` would be emphasis and `\(` a parenthesis.
 * `uncover` puts them into the tree as nodes of their own, and back as they were into anything that is literal.
 */
export function coverFormulas(
  markdown: string,
  parse: (markdown: string) => Root,
): { covered: string; uncover: (nodes: Nodes[]) => Nodes[] } {
  if (!hint.test(markdown) || /[\ue000\ue001]/.test(markdown)) return { covered: markdown, uncover: (nodes) => nodes }
  const literal = literalRanges(parse(markdown))
  const found: { source: string; formula: Formula }[] = []
  const covered = markdown.replaceAll(formula, (source, ...rest) => {
    const groups = rest.at(-1) as Record<string, string | undefined>
    const offset = rest.at(-3) as number
    const { dollars, brackets, parentheses, environment, dollar } = groups
    const value = dollars ?? brackets ?? parentheses ?? environment ?? dollar ?? ''
    if (literal.some(([from, to]) => offset < to && from < offset + source.length)) return source
    if (!evidence.some((pattern) => pattern.test(value))) return source
    const display = (dollars ?? brackets ?? environment) !== undefined
    found.push({ source, formula: { type: 'formula', value: value.trim(), display } })
    return `\ue000${found.length - 1}\ue001`
  })
  return { covered, uncover: (nodes) => nodes.flatMap((node) => uncover(node, found)) }
}

/** Programs, addresses and HTML, in which a dollar is a dollar. */
function literalRanges(node: Nodes): [number, number][] {
  if (['code', 'inlineCode', 'html', 'link', 'image', 'definition'].includes(node.type)) {
    // A bare address that is found in a text after it was parsed does not know its place.
    const { start, end } = node.position ?? {}
    return start?.offset === undefined || end?.offset === undefined ? [] : [[start.offset, end.offset]]
  }
  return 'children' in node ? node.children.flatMap((child) => literalRanges(child)) : []
}

function uncover(node: Nodes, found: { source: string; formula: Formula }[]): Nodes[] {
  if (node.type === 'text') return textAndFormulas(node.value, found)
  const original = (text: string) => text.replaceAll(cover, (whole, index) => found[Number(index)]?.source ?? whole)
  if ('value' in node) node.value = original(node.value)
  if ('url' in node) node.url = original(node.url)
  if ('alt' in node && node.alt) node.alt = original(node.alt)
  if ('lang' in node && node.lang) node.lang = original(node.lang)
  return [node]
}

function textAndFormulas(value: string, found: { formula: Formula }[]): Nodes[] {
  // Splitting by a pattern with a group gives text and number in turn.
  return value.split(cover).flatMap((piece, index): Nodes[] => {
    if (index % 2 === 1) return [found[Number(piece)]!.formula]
    return piece === '' ? [] : [{ type: 'text', value: piece }]
  })
}
