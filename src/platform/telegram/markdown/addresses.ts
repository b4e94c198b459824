import type StateInline from 'markdown-it/lib/rules_inline/state_inline.mjs'
import type { Inline, Words } from './tree.ts'

const host = /[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+/uy
/** A sign that begins a bare address only where no word goes on. */
const begins = /(?<![\p{L}\p{N}_.+-])(?:www\.(?=[\p{L}\p{N}])|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/gu

/** A rule of the parser: `https://…` in a text is a link, and no sign in it means anything else. */
export function bareAddress(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax, linkLevel } = state as StateInline & { linkLevel: number }
  if (linkLevel > 0 || !src.startsWith('://', pos)) return false
  const [scheme] = /(?<![\p{L}\p{N}])https?$/iu.exec(src.slice(Math.max(0, pos - 6), pos)) ?? []
  if (scheme === undefined || state.pending.length < scheme.length) return false
  const end = endOfAddress(src, pos + 3, posMax)
  if (end === undefined) return false
  if (!silent) {
    state.pending = state.pending.slice(0, -scheme.length)
    const url = src.slice(pos - scheme.length, end)
    state.push('link_open', 'a', 1).attrs = [['href', url]]
    state.push('text', '', 0).content = url
    state.push('link_close', 'a', -1)
  }
  state.pos = end
  return true
}

/** The bare addresses without `https://` in a text, `www.…` and mailboxes, as links. */
export function withAddresses(words: Words): Inline[] {
  const { value, escaped } = words
  if (escaped || !(value.includes('@') || value.includes('www.'))) return [words]
  const pieces: Inline[] = []
  let from = 0
  for (const { index, 0: found } of value.matchAll(begins)) {
    if (index < from) continue
    const isWeb = !found.includes('@')
    const end = isWeb ? endOfAddress(value, index, value.length) : index + found.length
    if (end === undefined || (!isWeb && /[\d_-]$/.test(found))) continue
    const address = value.slice(index, end)
    if (index > from) pieces.push({ type: 'text', value: value.slice(from, index) })
    const url = `${isWeb ? 'http://' : 'mailto:'}${address}`
    pieces.push({ type: 'link', url, children: [{ type: 'text', value: address }] })
    from = end
  }
  if (from === 0) return [words]
  if (from < value.length) pieces.push({ type: 'text', value: value.slice(from) })
  return pieces
}

const opens = '(['
const closes = ')]'

/** Where an address ends whose host begins at this place; undefined when there is no host with a dot in it. */
function endOfAddress(text: string, from: number, most: number): number | undefined {
  host.lastIndex = from
  if (!host.test(text) || host.lastIndex > most) return undefined
  let end = host.lastIndex
  const least = end
  const open: number[] = []
  for (; end < most && !/[\s<>"`*|]/.test(text[end]!); end += 1) {
    if (opens.includes(text[end]!)) open.push(opens.indexOf(text[end]!))
    else if (closes.includes(text[end]!) && open.pop() !== closes.indexOf(text[end]!)) break
  }
  while (end > least && /[?!.,:;'_~…»“”’]/.test(text[end - 1]!)) end -= 1
  return end
}
