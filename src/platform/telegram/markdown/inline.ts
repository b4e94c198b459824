import { isData } from './data-addresses.ts'
import { readableFormula } from './latex.ts'
import { childrenOf, type Inline, type Node } from './tree.ts'
import type { Writer } from './writer.ts'

/** Writes what stands in a line. */
export function inlineWriter(writer: Writer) {
  return inline

  function inline(nodes: Inline[]): void {
    for (const node of nodes) one(node)
  }

  function one(node: Inline): void {
    switch (node.type) {
      case 'text':
        return writer.write(node.value)
      case 'strong':
        return writer.mark('bold', {}, () => inline(node.children))
      case 'emphasis':
        return writer.mark('italic', {}, () => inline(node.children))
      case 'delete':
        return writer.mark('strikethrough', {}, () => inline(node.children))
      case 'spoiler':
        return writer.mark('spoiler', {}, () => inline(node.children))
      case 'inlineCode':
        return writer.mark('code', {}, () => writer.write(node.value))
      case 'formula':
        return formula(node.value)
      case 'break':
        return writer.breakLine()
      case 'html':
        return isBreak(node.value) ? writer.breakLine() : writer.write(node.value)
      case 'link':
        return link(node.url, () => inline(node.children))
      case 'image':
        return link(node.url, () => writer.write(nameOf(node)))
      case 'footnoteReference':
        return writer.write(`[${node.identifier}]`)
    }
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
    const beside = addressBeside(writer.written(inside), url)
    if (beside !== '') writer.write(` (${beside})`)
  }
}

/** What a picture is called; one without a name by its address, if that can be read. */
export function nameOf({ alt, url }: { alt: string; url: string }): string {
  return alt || (isData(url) ? '[🖼]' : url)
}

/** An address that is no link, as far as its text does not say it already. */
export function addressBeside(text: string, url: string): string {
  return isData(url) || text === url || url === `mailto:${text}` ? '' : url.replace(/^mailto:/i, '')
}

/** The words alone, for a table in a monospaced font. */
export function plainText(node: Node): string {
  switch (node.type) {
    case 'formula':
      return readableFormula(node.value) ?? node.value
    case 'html':
      return isBreak(node.value) ? ' ' : node.value
    case 'break':
      return ' '
    case 'image':
      return node.alt
    case 'footnoteReference':
      return `[${node.identifier}]`
    default:
      return 'value' in node
        ? node.value
        : childrenOf(node)
            .map((child) => plainText(child))
            .join('')
  }
}

export function isBreak(html: string): boolean {
  return /^<br\s*\/?>$/i.test(html.trim())
}

/**
 * What a tap may open: a page of the web. Telegram's own addresses log in, mention, or change a person's settings, and so
 * do some pages of t.me. Telegram refuses a whole message for a host without a dot.
 */
export function isSafeAddress(url: string): boolean {
  if (!/^https?:\/\/[^\s/]/i.test(url) || !URL.canParse(url)) return false
  const { hostname, pathname } = new URL(url)
  if (/(?:^|\.)(?:t|telegram)\.(?:me|dog)$/i.test(hostname) && acting.test(pathname)) return false
  return /\.|^\[/.test(hostname)
}

/** Pages of t.me that do something when they are opened. */
const acting = /^\/+(?:proxy|socks|login|confirmphone|setlanguage|bg|addtheme|@id)/i
