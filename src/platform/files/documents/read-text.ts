/** The text of bytes in UTF-8, UTF-16 with its mark, or Windows-1251; undefined when they are no text. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const encoding = markedEncoding(bytes)
  if (encoding) return new TextDecoder(encoding).decode(bytes)
  if (bytes.includes(0)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const text = new TextDecoder('windows-1251').decode(bytes)
    return looksLikeText(text) ? text : undefined
  }
}

/** The words of a page of HTML, without its scripts, styles and tags; in one pass, whatever is left open in it. */
export function textOfHtml(html: string): string {
  let text = ''
  for (const { words, tag } of piecesOf(html)) text += words + spaceFor(tag)
  return text
    .replace(/&(#x?[\da-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => entityOf(name) ?? whole)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[\n ]*/g, '\n')
    .trim()
}

interface Piece {
  words: string
  /** The name of the tag that follows the words, with a slash where it closes something. */
  tag: string
}

function* piecesOf(html: string): Generator<Piece> {
  let at = 0
  while (at < html.length) {
    const mark = /<(?:!--|[!?]|\/?[a-z])/gi
    mark.lastIndex = at
    const open = mark.exec(html)
    if (!open) return yield { words: html.slice(at), tag: '' }
    const words = html.slice(at, open.index)
    const isComment = open[0] === '<!--'
    const end = html.indexOf(isComment ? '-->' : '>', mark.lastIndex - 1)
    if (end === -1) return yield { words, tag: '' }
    const tag = isComment ? 'comment' : nameOf(html, open.index + 1)
    yield { words, tag }
    at = isUnseen.test(tag) ? afterElement(html, tag, end) : end + (isComment ? 3 : 1)
  }
}

function nameOf(html: string, at: number): string {
  const name = /\/?[a-z][a-z\d:-]{0,30}/iy
  name.lastIndex = at
  return name.exec(html)?.[0].toLowerCase() ?? ''
}

const isUnseen = /^(?:script|style|noscript|template)$/
const isBlock = /^\/(?:p|div|h[1-6]|li|tr|section|article|table|ul|ol)$|^br$/
/** A word may be in bold in part; it stays one word. */
const isWithinWord = /^\/?(?:text:)?(?:a|abbr|b|big|code|del|em|font|i|ins|mark|s|small|span|strong|sub|sup|u)$/

function spaceFor(tag: string): string {
  if (isBlock.test(tag)) return '\n'
  return tag === '' || isWithinWord.test(tag) ? '' : ' '
}

/** Where an element ends that is not shown; one that is left open takes all the rest. */
function afterElement(html: string, tag: string, from: number): number {
  const end = new RegExp(`</${tag}\\s*>`, 'gi')
  end.lastIndex = from
  return end.exec(html) ? end.lastIndex : html.length
}

function markedEncoding([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return undefined
}

/** Bytes that are no text decode to Windows-1251 too, but with control characters among the letters. */
function looksLikeText(text: string): boolean {
  const sample = text.slice(0, 4096)
  // oxlint-disable-next-line no-control-regex
  const controls = sample.match(/[\0-\x08\x0e-\x1f\x7f\x98]/g)?.length ?? 0
  return controls === 0 && /[\p{L}\d]/u.test(sample)
}

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  laquo: '«',
  raquo: '»',
  mdash: '—',
  ndash: '–',
}

function entityOf(name: string): string | undefined {
  if (!name.startsWith('#')) return entities[name.toLowerCase()]
  const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return Number.isInteger(code) && code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : undefined
}
