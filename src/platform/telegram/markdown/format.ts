import { type FormattedText, slice } from '#platform/telegram/formatted-text.ts'
import { BlockWriter } from './block-writer.ts'
import { cited, type CitedPage } from './cited.ts'
import { parse } from './parse.ts'
import { quieten } from './quieten.ts'
import { separateCode } from './separate-code.ts'
import { completeMarkdown } from './unfinished.ts'
import { withoutData } from './data-addresses.ts'
import { Writer } from './writer.ts'

/**
 * GitHub-flavoured Markdown as text and entities. Whatever a model writes, Telegram takes it: there is nothing to escape,
 * raw HTML is shown as it is written, and entities obey Telegram's rules of nesting.
 * @param pages all that it may lead to; absent: any page of the web
 */
export function formatMarkdown(markdown: string, pages?: readonly CitedPage[]): FormattedText {
  const source = withoutData(markdown.toWellFormed())
  try {
    const writer = new Writer()
    const tree = parse(source)
    new BlockWriter(writer).write((pages ? cited(tree, pages) : tree).children)
    const written = writer.result()
    const text = written.text.trimEnd()
    // Markdown that shows nothing, such as an image without a name, is shown as it is rather than not at all.
    if (text.trim() !== '') return separateCode(slice(written, 0, text.length))
  } catch {
    // The words matter more than their shape, whatever went wrong with it.
  }
  return { text: source.trim(), entities: [] }
}

/** What a model wrote, in which no name, command or tag becomes a link by accident. */
export function formatAnswer(markdown: string, pages?: readonly CitedPage[]): FormattedText {
  return quieten(formatMarkdown(markdown, pages))
}

/** An answer that is still being written: marks that are not closed yet are not shown as such. */
export function formatUnfinishedMarkdown(markdown: string, pages?: readonly CitedPage[]): FormattedText {
  const complete = completed(markdown)
  return complete.trim() === '' ? { text: '', entities: [] } : formatAnswer(complete, pages)
}

function completed(markdown: string): string {
  try {
    return completeMarkdown(markdown)
  } catch {
    return markdown
  }
}
