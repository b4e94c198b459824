import { detectKind } from './detect-kind.ts'
import { type Document, documentLimits, type DocumentKind, type PagePicture } from './document.ts'
import { decodeText, textOfHtml } from './read-text.ts'
import { UnreadableFile } from '#platform/files/unreadable-file.ts'

type Read = { pages: number | null; texts: string[]; pictures?: PagePicture[] }

/** A library is loaded by the kind that needs it: a thread reads one document. */
const readers: Record<DocumentKind, (bytes: Uint8Array) => Read | Promise<Read>> = {
  pdf: async (bytes) => (await import('./read-pdf.ts')).readPdf(bytes),
  docx: async (bytes) => (await import('./read-docx.ts')).readDocx(bytes),
  xlsx: async (bytes) => (await import('./read-xlsx.ts')).readXlsx(bytes),
  pptx: async (bytes) => (await import('./read-slides.ts')).readPptx(bytes),
  odt: async (bytes) => (await import('./read-slides.ts')).readOpenDocument(bytes),
  odp: async (bytes) => (await import('./read-slides.ts')).readOpenDocument(bytes),
  html: (bytes) => ({ pages: null, texts: [textOfHtml(decodeText(bytes)!)] }),
  text: (bytes) => ({ pages: null, texts: [decodeText(bytes)!.trim()] }),
}

/**
 * Reads a document by its content. It may take long and much memory: see `FileReader`, which calls it in a thread.
 * @throws UnreadableFile
 */
export async function readDocument(bytes: Uint8Array): Promise<Document> {
  const kind = await detectKind(bytes)
  const { pages, texts, pictures = [] } = await read(kind, bytes)
  const characters = texts.reduce((sum, text) => sum + text.length, 0)
  if (characters > documentLimits.characters) throw new UnreadableFile('too_large')
  if (characters === 0 && pictures.length === 0) throw new UnreadableFile('empty')
  const words = texts.reduce((sum, text) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0)
  return { kind, pages, words, texts: texts.map((text) => text.replaceAll('\0', '').toWellFormed()), pictures }
}

async function read(kind: DocumentKind, bytes: Uint8Array): Promise<Read> {
  try {
    return await readers[kind](bytes)
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw new UnreadableFile('damaged', { cause: error })
  }
}
