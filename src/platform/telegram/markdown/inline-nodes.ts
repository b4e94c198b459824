import type Token from 'markdown-it/lib/token.mjs'
import { withAddresses } from './addresses.ts'
import { withSpoilers } from './spoilers.ts'
import type { Inline } from './tree.ts'

/** Marks nested deeper than this are left out: they cannot be read, and Telegram knows five. */
const deepest = 12

/** What stands in a line, as a tree. */
export function inlineNodes(tokens: Token[]): Inline[] {
  let at = 0
  let depth = 0
  return inside(false)

  /** Everything up to the end of what is open. */
  function inside(linked: boolean): Inline[] {
    const nodes: Inline[] = []
    depth += 1
    for (let leftOut = 0; at < tokens.length && (leftOut > 0 || tokens[at]!.nesting >= 0); at += 1) {
      const { nesting } = tokens[at]!
      if (depth > deepest && nesting !== 0) leftOut += nesting
      else {
        const node = one(tokens[at]!, linked)
        if (node) nodes.push(node)
      }
    }
    depth -= 1
    const loose = withoutMultiplication(nodes)
    return withSpoilers(linked ? loose : loose.flatMap((node) => (node.type === 'text' ? withAddresses(node) : [node])))
  }

  function one(token: Token, linked: boolean): Inline | undefined {
    switch (token.type) {
      case 'text':
        return token.content === '' ? undefined : { type: 'text', value: token.content }
      case 'text_special':
        return { type: 'text', value: token.content, escaped: true }
      case 'softbreak':
        return { type: 'text', value: '\n' }
      case 'hardbreak':
        return { type: 'break' }
      case 'code_inline':
        return { type: 'inlineCode', value: token.content }
      case 'html_inline':
        return { type: 'html', value: token.content }
      case 'formula':
        return { type: 'formula', value: token.content, display: token.info === 'display' }
      case 'footnote_ref':
        return { type: 'footnoteReference', identifier: token.info }
      case 'image':
        return { type: 'image', url: token.attrGet('src') ?? '', alt: wordsOf(token.children ?? []) }
      case 'link_open':
        return { type: 'link', url: token.attrGet('href') ?? '', children: children(true) }
      case 'strong_open':
        return { type: 'strong', mark: token.markup, children: children(linked) }
      case 'em_open':
        return { type: 'emphasis', mark: token.markup, children: children(linked) }
      case 's_open':
        return { type: 'delete', children: children(linked) }
      default:
        throw new Error(`Unknown token ${token.type}`)
    }
  }

  function children(linked: boolean): Inline[] {
    at += 1
    return inside(linked)
  }
}

/** `2*3*4` is no emphasis, whatever the standard says: stars inside a word are shown. */
function withoutMultiplication(nodes: Inline[]): Inline[] {
  const result: Inline[] = []
  for (const [index, node] of nodes.entries()) {
    const isMarked = node.type === 'emphasis' || node.type === 'strong'
    if (isMarked && node.mark.startsWith('*') && isWord(nodes[index - 1], -1) && isWord(nodes[index + 1], 0)) {
      const mark: Inline = { type: 'text', value: node.mark }
      result.push(mark, ...node.children, { ...mark })
    } else result.push(node)
  }
  return result
}

function isWord(node: Inline | undefined, at: 0 | -1): boolean {
  return node?.type === 'text' && /[\p{L}\p{N}]/u.test(node.value.at(at) ?? '')
}

/** The name of a picture, which has no marks. */
function wordsOf(tokens: Token[]): string {
  return tokens
    .map(({ type, content, children }) => {
      if (type === 'softbreak' || type === 'hardbreak') return '\n'
      return children ? wordsOf(children) : content
    })
    .join('')
}
