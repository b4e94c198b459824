import { documentLimits } from './document.ts'
import { textOfHtml } from './read-text.ts'
import { unpack } from './unpack.ts'
import { UnreadableFile } from '#platform/files/unreadable-file.ts'

interface Read {
  pages: number | null
  texts: string[]
}

/** Each slide's words, line by line, with what its speaker notes say. */
export function readPptx(bytes: Uint8Array): Read {
  const files = unpack(bytes)
  const slides = [...files.keys()]
    .flatMap((name) => /^ppt\/slides\/slide(\d+)\.xml$/.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((one, other) => one - other)
  if (slides.length > documentLimits.pages) throw new UnreadableFile('too_many_pages')
  const texts = slides.map((number) => {
    const slide = wordsOf(files.get(`ppt/slides/slide${number}.xml`)!, 'a')
    const notes = files.get(`ppt/notesSlides/notesSlide${number}.xml`)
    return notes ? `${slide}\n${wordsOf(notes, 'a')}`.trim() : slide
  })
  return { pages: texts.length, texts }
}

/** The words of an OpenDocument text or presentation. */
export function readOpenDocument(bytes: Uint8Array): Read {
  const content = unpack(bytes).get('content.xml')
  if (!content) throw new UnreadableFile('damaged')
  const body = decode(content).replace(/^[\s\S]*?<office:body[^>]*>/, '')
  const pages = body.split(/<draw:page\b/).slice(1)
  const texts = (pages.length > 0 ? pages : [body]).map((xml) =>
    textOfHtml(xml.replaceAll(/<\/text:(?:p|h)>/g, '<br>').replaceAll(/<text:(?:tab|s)\b[^>]*>/g, ' ')),
  )
  if (texts.length > documentLimits.pages) throw new UnreadableFile('too_many_pages')
  return { pages: pages.length > 0 ? pages.length : null, texts }
}

/** The runs of text of Office's XML, one line a paragraph. */
function wordsOf(xml: Uint8Array, prefix: string): string {
  const text = new RegExp(`<${prefix}:t\\b[^>]*>([^<]*)|</${prefix}:p>`, 'g')
  let words = ''
  for (const [, run] of decode(xml).matchAll(text)) words += run ?? '\n'
  return textOfHtml(words.replaceAll('\n', '<br>'))
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
