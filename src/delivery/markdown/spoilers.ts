import type { Nodes, PhrasingContent } from 'mdast'
import type { Spoiler } from './tree.ts'

const mark = '||'

/** Puts what stands between two `||` into a spoiler. "a || b" is no spoiler: its bars have spaces on both sides. */
export function withSpoilers(nodes: Nodes[]): Nodes[] {
  if (!nodes.some((node) => node.type === 'text' && node.value.includes(mark))) return nodes
  const pieces = nodes.flatMap((node) => (node.type === 'text' ? cutAtMarks(node.value) : [node]))
  const result: Nodes[] = []
  for (let at = 0; at < pieces.length; at += 1) {
    const close = isOpening(pieces, at)
      ? pieces.findIndex((_, index) => index > at + 1 && isClosing(pieces, index))
      : -1
    if (close === -1) result.push(pieces[at]!)
    else {
      const spoiler: Spoiler = { type: 'spoiler', children: pieces.slice(at + 1, close) as PhrasingContent[] }
      result.push(spoiler)
      at = close
    }
  }
  return result
}

function cutAtMarks(value: string): Nodes[] {
  const pieces = value.split(/(\|\|)/).filter((piece) => piece !== '')
  return pieces.map((piece) => ({ type: 'text', value: piece }))
}

function isOpening(pieces: Nodes[], at: number): boolean {
  return isMark(pieces[at]) && !/[\p{L}\p{N}]$/u.test(textOf(pieces[at - 1])) && !/^\s/.test(textOf(pieces[at + 1]))
}

function isClosing(pieces: Nodes[], at: number): boolean {
  return isMark(pieces[at]) && !/\s$/.test(textOf(pieces[at - 1])) && !/^[\p{L}\p{N}]/u.test(textOf(pieces[at + 1]))
}

function isMark(node: Nodes | undefined): boolean {
  return node?.type === 'text' && node.value === mark
}

function textOf(node: Nodes | undefined): string {
  return node?.type === 'text' ? node.value : ''
}
