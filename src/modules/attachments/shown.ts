import { createHash } from 'node:crypto'
import { pictureTokens } from '#platform/models/picture-tokens.ts'
import type { Shown } from '#platform/models/prompt.ts'
import { withoutMarks } from '#platform/models/without-marks.ts'
import type { Language } from '#modules/users/contract.ts'
import { languageTexts } from '#texts/languages.ts'
import type { Attachment } from './attachment.ts'

/** Names a picture among those of a prompt. */
export function pictureKey(attachmentId: number, position: number): string {
  return `${attachmentId}:${position}`
}

export function attachmentOfPicture(key: string): number {
  return Number(key.split(':')[0])
}

/**
 * What a model is shown of files: the text of documents and pictures, marked as data. What was said is no part of it,
 * because it is the question itself.
 */
export function shownOf(attachments: Attachment[], language: Language): Shown[] {
  return attachments.flatMap((attachment) => [
    ...(attachment.kind === 'document' && !isScan(attachment) ? [documentOf(attachment, language)] : []),
    ...chosenPictures(attachment).map(([key, size]) => ({
      picture: key,
      before: beforePictures(attachment, language),
      tokens: pictureTokens(anybody, size) + tokensBefore,
    })),
  ])
}

/** How many pages of a document are meant; what has no pages counts by its words. */
export function pagesOf(attachment: Attachment): number {
  const { kind, pages, words, fromPage, toPage } = attachment
  if (kind !== 'document') return 0
  if (isScan(attachment)) return chosenPictures(attachment).length
  if (fromPage !== null && toPage !== null) return toPage - fromPage + 1
  return pages ?? Math.ceil((words ?? 0) / wordsPerPage)
}

const wordsPerPage = 500

/** The server that counts most for a picture: any may answer. */
const anybody = { wire: 'chat', model: '' } as const
const tokensBefore = 30

/** A document without a text of its own is shown by pictures of its pages. */
function isScan({ kind, pictures }: Pick<Attachment, 'kind' | 'pictures'>): boolean {
  return kind === 'document' && pictures.length > 0
}

function beforePictures(attachment: Attachment, language: Language): string {
  const { pages, fromPage, toPage, pictures } = attachment
  const { model } = languageTexts(language)
  if (!isScan(attachment)) return model.pictures
  return `${model.pictures} [pages ${fromPage ?? 1} to ${toPage ?? pictures.at(-1)!.page} of ${pages}]`
}

function documentOf(attachment: Attachment, language: Language): Shown {
  const { name, pages, texts, tokens, fromPage, toPage } = attachment
  const chosen = <Value>(values: Value[] | null) => (values ?? []).slice((fromPage ?? 1) - 1, toPage ?? undefined)
  const which = pages === null ? '' : ` pages="${fromPage ?? 1} to ${toPage ?? pages}" of="${pages}"`
  const marked = chosen(texts).map((text, index) =>
    pages === null ? text : `[page ${(fromPage ?? 1) + index}]\n${text}`,
  )
  const document = texts === null ? notRead : withoutMarks(marked.join('\n\n'), 'document')
  const mark = markOf(document)
  return {
    document,
    before: `${languageTexts(language).model.document}\n<${mark} name="${nameOf(name)}"${which}>`,
    after: `</${mark}>`,
    tokens: (texts === null ? [] : chosen(tokens)).reduce(
      (sum, count) => sum + count + tokensPerPage,
      tokensPerDocument,
    ),
  }
}

const notRead = '[The document is left out here. It is read again when the question replies to it.]'

/** Of the marks around a document and each of its pages. */
const tokensPerDocument = 120
const tokensPerPage = 8

/** No file can hold its own mark, because that follows from what it holds; the same file always has the same. */
function markOf(document: string): string {
  return `document-${createHash('sha256').update(document).digest('hex').slice(0, 16)}`
}

/** Nothing in a name ends it. */
function nameOf(name: string | null): string {
  return (name ?? '').replaceAll(/["<>\s\p{C}]+/gu, ' ').trim()
}

/** With their keys. A picture of a scan is a page. */
function chosenPictures({ id, pictures, fromPage, toPage }: Attachment): [key: string, size: Size][] {
  return pictures.flatMap(({ page, ...size }, position): [string, Size][] => {
    const isChosen = page === null || (page >= (fromPage ?? 1) && page <= (toPage ?? Infinity))
    return isChosen ? [[pictureKey(id, position), size]] : []
  })
}

type Size = Pick<Attachment['pictures'][number], 'width' | 'height'>
