import type { Nodes } from 'mdast'
import { readableFormula } from './latex.ts'
import type { Writer } from './writer.ts'

/** Writes what stands in a line. `addressOf` finds the address of a reference. */
export function inlineWriter(writer: Writer, addressOf: (identifier: string) => string | undefined) {
  return inline

  function inline(node: Nodes): void {
    switch (node.type) {
      case 'text':
        return writer.write(node.value)
      case 'strong':
        return writer.mark('bold', {}, () => children(node))
      case 'emphasis':
        return writer.mark('italic', {}, () => children(node))
      case 'delete':
        return writer.mark('strikethrough', {}, () => children(node))
      case 'spoiler':
        return writer.mark('spoiler', {}, () => children(node))
      case 'inlineCode':
        return writer.mark('code', {}, () => writer.write(node.value))
      case 'formula':
        return formula(node.value)
      case 'break':
        return writer.breakLine()
      case 'html':
        return isBreak(node.value) ? writer.breakLine() : writer.write(node.value)
      case 'link':
        return link(node.url, () => children(node))
      case 'linkReference':
        return link(addressOf(node.identifier) ?? '', () => children(node))
      case 'image':
        return link(node.url, () => writer.write(node.alt || node.url))
      case 'imageReference':
        return link(addressOf(node.identifier) ?? '', () => writer.write(node.alt || node.identifier))
      case 'footnoteReference':
        return writer.write(`[${node.identifier}]`)
      default:
        return children(node)
    }
  }

  function children(node: Nodes) {
    if ('children' in node) for (const child of node.children) inline(child)
  }

  function formula(tex: string) {
    const readable = readableFormula(tex)
    if (readable === undefined) writer.mark('code', {}, () => writer.write(tex))
    else writer.write(readable)
  }

  /** Only addresses that open something harmless, and that Telegram takes; any other is shown beside its text. */
  function link(url: string, inside: () => void) {
    if (writer.marked('text_link')) return inside()
    if (isSafeAddress(url)) return writer.mark('text_link', { url }, inside)
    const begun = writer.length()
    inside()
    const shown = writer.result().text.slice(begun)
    if (url && shown !== url && `mailto:${shown}` !== url) writer.write(` (${url.replace(/^mailto:/i, '')})`)
  }
}

/** The words alone, for a table in a monospaced font. */
export function plainText(node: Nodes): string {
  if (node.type === 'formula') return readableFormula(node.value) ?? node.value
  if (node.type === 'html') return isBreak(node.value) ? ' ' : node.value
  if ('value' in node) return node.value
  if (node.type === 'break') return ' '
  if (node.type === 'image' || node.type === 'imageReference') return node.alt ?? ''
  if (node.type === 'footnoteReference') return `[${node.identifier}]`
  return 'children' in node ? node.children.map((child) => plainText(child)).join('') : ''
}

export function isBreak(html: string): boolean {
  return /^<br\s*\/?>$/i.test(html.trim())
}

/**
 * Telegram refuses a whole message for an address that it does not like: it knows http, https and tg only, wants a dot in
 * the host, and has stricter letters for tg.
 */
export function isSafeAddress(url: string): boolean {
  if (/^tg:\/\/[\w-]+(?:\?[^\s]*)?$/i.test(url)) return true
  if (!/^https?:\/\/[^\s/]/i.test(url) || !URL.canParse(url)) return false
  return /\.|^\[/.test(new URL(url).hostname)
}
