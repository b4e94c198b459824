import sharp from 'sharp'
import { asJpeg } from '#platform/files/picture.ts'
import { extractImages, getDocumentProxy } from 'unpdf'
import { documentLimits, type PagePicture } from './document.ts'
import { UnreadableFile } from '#platform/files/unreadable-file.ts'

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

/** Characters on a page below which it is a picture with a stamp or a page number, and no text. */
const fewCharacters = 16

/** The text of each page; for a scan the pictures of its first pages. */
export async function readPdf(bytes: Uint8Array): Promise<{ pages: number; texts: string[]; pictures: PagePicture[] }> {
  const pdf = await open(bytes)
  try {
    if (pdf.numPages > documentLimits.pages) throw new UnreadableFile('too_many_pages')
    const texts: string[] = []
    for (let page = 1; page <= pdf.numPages; page += 1) texts.push(await textOf(pdf, page))
    const isScan = texts.every((text) => text.length < fewCharacters)
    return { pages: pdf.numPages, texts, pictures: isScan ? await picturesOf(pdf) : [] }
  } finally {
    await pdf.loadingTask.destroy()
  }
}

async function open(bytes: Uint8Array): Promise<Pdf> {
  try {
    // The library takes the memory over, so it gets a copy.
    return await getDocumentProxy(bytes.slice(), { verbosity: 0 })
  } catch (error) {
    const isEncrypted = error instanceof Error && error.name === 'PasswordException'
    throw new UnreadableFile(isEncrypted ? 'encrypted' : 'damaged', { cause: error })
  }
}

async function textOf(pdf: Pdf, number: number): Promise<string> {
  const page = await pdf.getPage(number)
  const { items } = await page.getTextContent()
  page.cleanup()
  let text = ''
  for (const item of items) if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str
  return text.trim()
}

/** The largest picture of each of the first pages, which in a scan is the page. */
async function picturesOf(pdf: Pdf): Promise<PagePicture[]> {
  const pictures: PagePicture[] = []
  for (let page = 1; page <= Math.min(pdf.numPages, documentLimits.pictures); page += 1) {
    const images = await extractImages(pdf, page)
    const [largest] = images.toSorted((one, other) => other.width * other.height - one.width * one.height)
    if (!largest) continue
    const { data, width, height, channels } = largest
    pictures.push({ ...(await asJpeg(sharp(data, { raw: { width, height, channels } }))), page })
  }
  return pictures
}
