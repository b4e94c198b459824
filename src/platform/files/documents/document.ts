import type { Picture } from '#platform/files/picture.ts'

/** What a document holds, as far as a model can take it. */
export interface Document {
  kind: DocumentKind
  /** Pages, slides or sheets; null where the kind has none. */
  pages: number | null
  words: number
  /** The text of each page; one entry where the kind has no pages. */
  texts: string[]
  /** JPEG pictures of the first pages of a scan, which has no text of its own. */
  pictures: PagePicture[]
}

/** A page of a scan; one that holds no picture has none. */
export type PagePicture = Picture & { page: number }

export type DocumentKind = 'pdf' | 'docx' | 'pptx' | 'xlsx' | 'odt' | 'odp' | 'html' | 'text'

export const documentLimits = {
  pages: 200,
  /** Of a scan. */
  pictures: 10,
  unpackedBytes: 50_000_000,
  entries: 2_000,
  /** About 120,000 tokens of Russian text are fewer; what is longer is cut where tokens are counted. */
  characters: 2_000_000,
}
