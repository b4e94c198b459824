import { addressBeside, isBreak, isSafeAddress, nameOf } from '#platform/telegram/markdown/inline.ts'
import type { Inline } from '#platform/telegram/markdown/tree.ts'
import { type Text, wordsOf } from './shapes.ts'

type Mark = 'bold' | 'italic' | 'strikethrough' | 'spoiler'

/** Rich text of what stands in a line. */
export function inlineText(nodes: Inline[], linked = false): Text {
  return joined(nodes.map((node) => one(node, linked)))
}

function one(node: Inline, linked: boolean): Text {
  switch (node.type) {
    case 'text':
      return node.value
    case 'strong':
      return marked('bold', inlineText(node.children, linked))
    case 'emphasis':
      return marked('italic', inlineText(node.children, linked))
    case 'delete':
      return marked('strikethrough', inlineText(node.children, linked))
    case 'spoiler':
      return marked('spoiler', inlineText(node.children, linked))
    case 'inlineCode':
      return { type: 'code', text: node.value }
    case 'formula':
      return node.value === '' ? '' : { type: 'mathematical_expression', expression: node.value }
    case 'break':
      return '\n'
    case 'html':
      return isBreak(node.value) ? '\n' : node.value
    case 'link':
      return link(node.url, inlineText(node.children, true), linked)
    // A link, because Telegram would fetch a picture at once, wherever its address leads.
    case 'image':
      return link(node.url, nameOf(node), linked)
    case 'footnoteReference':
      return `[${node.identifier}]`
  }
}

/** Only addresses that open something harmless; any other is shown beside its text. A link in a link is its text. */
function link(url: string, text: Text, linked: boolean): Text {
  const shown = wordsOf(text)
  if (linked || shown === '') return text
  if (isSafeAddress(url)) return { type: 'url', text, url }
  if (url === `mailto:${shown}` && mailbox.test(shown)) return { type: 'email_address', text, email_address: shown }
  const beside = addressBeside(shown, url)
  return beside === '' ? text : joined([text, ` (${beside})`])
}

/** Stricter than Telegram, which refuses a whole message for an address that it does not like. */
const mailbox = /^[a-z0-9](?:[\w.+-]*[a-z0-9])?@(?:[a-z0-9-]+\.)+[a-z]{2,}$/i

function marked(type: Mark, text: Text): Text {
  return wordsOf(text) === '' ? '' : { type, text }
}

/** Pieces as one text, as short as it can be written. */
function joined(pieces: Text[]): Text {
  const flat: Exclude<Text, Text[]>[] = []
  for (const piece of pieces.flatMap((text) => text)) {
    const before = flat.at(-1)
    if (typeof piece === 'string' && typeof before === 'string') flat[flat.length - 1] = before + piece
    else if (piece !== '') flat.push(piece as Exclude<Text, Text[]>)
  }
  return flat.length > 1 ? flat : (flat[0] ?? '')
}

/** Without white space at its ends, as far as it is not marked. */
export function trimmed(text: Text): Text {
  if (typeof text === 'string') return text.trim()
  if (!Array.isArray(text)) return text
  const last = text.length - 1
  return joined(
    text.map((piece, index) => {
      if (typeof piece !== 'string') return piece
      const begun = index === 0 ? piece.trimStart() : piece
      return index === last ? begun.trimEnd() : begun
    }),
  )
}
