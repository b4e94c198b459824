import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { documentLimits } from './document.ts'
import { decodeText, textOfHtml } from './read-text.ts'
import { UnreadableFile } from '#platform/files/unreadable-file.ts'

/** Shorter than this, what a page is about was not found: it may be a list, a table or a form. */
const shortestArticle = 300
const mostElements = 60_000

export interface PageText {
  title: string
  text: string
}

/**
 * What a page of HTML is about, without its menus and advertisements; all of its words where that is not found.
 * @throws UnreadableFile
 */
export function readPage(bytes: Uint8Array): PageText {
  const html = decodeText(bytes)
  if (html === undefined) throw new UnreadableFile('unsupported')
  const whole = textOfHtml(html)
  if (whole.length > documentLimits.characters) throw new UnreadableFile('too_large')
  const article = articleOf(html)
  return { title: article?.title ?? '', text: article && article.text.length >= shortestArticle ? article.text : whole }
}

function articleOf(html: string): PageText | undefined {
  try {
    const { document } = parseHTML(html)
    const article = new Readability(document as never, { maxElemsToParse: mostElements }).parse()
    return article ? { title: article.title ?? '', text: textOfHtml(article.content ?? '') } : undefined
  } catch {
    // Too deep, too large, or nothing that its library takes for a page.
    return undefined
  }
}
