import type { Inline } from './tree.ts'

const mark = '||'

/** Puts what stands between two `||` into a spoiler. "a || b" is no spoiler: its bars have spaces on both sides. */
export function withSpoilers(nodes: Inline[]): Inline[] {
  if (!nodes.some((node) => node.type === 'text' && !node.escaped && node.value.includes(mark))) return nodes
  const pieces = nodes.flatMap((node) => (node.type === 'text' && !node.escaped ? cutAtMarks(node.value) : [node]))
  const result: Inline[] = []
  const closing = pieces.flatMap((_, index) => (isClosing(pieces, index) ? [index] : []))
  let next = 0
  for (let at = 0; at < pieces.length; at += 1) {
    while (next < closing.length && closing[next]! <= at + 1) next += 1
    const close = isOpening(pieces, at) ? closing[next] : undefined
    if (close === undefined) result.push(pieces[at]!)
    else {
      result.push({ type: 'spoiler', children: pieces.slice(at + 1, close) })
      at = close
    }
  }
  return result
}

function cutAtMarks(value: string): Inline[] {
  const pieces = value.split(/(\|\|)/).filter((piece) => piece !== '')
  return pieces.map((piece) => ({ type: 'text', value: piece }))
}

function isOpening(pieces: Inline[], at: number): boolean {
  if (!isMark(pieces[at])) return false
  return !/[\p{L}\p{N}]/u.test(textOf(pieces[at - 1]).at(-1) ?? '') && !/\s/.test(textOf(pieces[at + 1])[0] ?? '')
}

function isClosing(pieces: Inline[], at: number): boolean {
  if (!isMark(pieces[at])) return false
  return !/\s/.test(textOf(pieces[at - 1]).at(-1) ?? '') && !/[\p{L}\p{N}]/u.test(textOf(pieces[at + 1])[0] ?? '')
}

function isMark(node: Inline | undefined): boolean {
  return node?.type === 'text' && !node.escaped && node.value === mark
}

function textOf(node: Inline | undefined): string {
  return node?.type === 'text' ? node.value : ''
}
