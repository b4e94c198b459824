import type { FormattedText } from './formatted-text.ts'
import { withoutData } from './markdown/data-addresses.ts'
import type { CitedPage } from './markdown/cited.ts'
import { formatAnswer } from './markdown/format.ts'
import { splitFormatted, textLimit } from './split.ts'

/** An answer that needs more messages goes on as a file: people do not read more, and a group takes twenty a minute. */
export const mostParts = 10
/** Beyond this nothing is formatted; marks and addresses may take half of what is written. */
export const mostFormatted = 2 * mostParts * textLimit

export interface Texts {
  /** What we say under an answer. */
  line?: string | undefined
  restInFile: string
  /** All that the answer may lead to; absent: any page of the web. */
  pages?: readonly CitedPage[] | undefined
}

export interface Parts {
  parts: FormattedText[]
  needsFile: boolean
}

/**
 * An answer as messages, with a line of ours at its end. When it does not fit, as many as there may be, of which the last
 * says so; the whole of it is then for a file.
 */
export function partsOf(markdown: string, texts: Texts): Parts {
  return divided(markdown, texts, (written) => formatAnswer(written, texts.pages))
}

/** The same without any marks. */
export function unformattedPartsOf(markdown: string, texts: Texts): Parts {
  return divided(markdown, texts, (written) => ({ text: written.trim(), entities: [] }))
}

function divided(markdown: string, texts: Texts, format: (written: string) => FormattedText): Parts {
  const written = withoutData(markdown)
  const answer = format(written.slice(0, mostFormatted).toWellFormed())
  const parts = splitFormatted(withLines(answer, [texts.line]))
  if (parts.length <= mostParts && written.length <= mostFormatted) return { parts, needsFile: false }
  const shown = splitFormatted(answer).slice(0, mostParts - 1)
  const last = withLines({ text: '', entities: [] }, [texts.restInFile, texts.line])
  return { parts: [...shown, last], needsFile: true }
}

/** Said by us and not by the model, so in italics. */
function withLines({ text, entities }: FormattedText, lines: (string | undefined)[]): FormattedText {
  const ours = lines.filter((line) => line !== undefined).join('\n\n')
  if (ours === '') return { text, entities }
  const before = text.trimEnd() === '' ? '' : `${text.trimEnd()}\n\n`
  return {
    text: before + ours,
    entities: [...entities, { type: 'italic', offset: before.length, length: ours.length }],
  }
}
