import { constants, crc32, deflateRawSync } from 'node:zlib'
import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate'
import sharp from 'sharp'
import { docx, odt, xlsx } from '#platform/files/documents/testing-documents.ts'

/** What hostile files are built of. */

export const bytesOf = (text: string) => new TextEncoder().encode(text)
export const wordNamespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** So many mebibytes of zeros, packed; one is packed and repeated, so that it costs nothing to make. */
export function packed(mebibytes: number): Uint8Array {
  const one = deflateRawSync(Buffer.alloc(1024 * 1024), { finishFlush: constants.Z_FULL_FLUSH })
  const head = Buffer.from([0x78, 0x9c])
  const end = Buffer.from([3, 0, 0, 0, 0, 1])
  return Buffer.concat([head, ...Array<Buffer>(mebibytes).fill(one), end])
}

/** A PDF of one page. It has no table of its objects, so they are searched for. */
export function pdfOf(page: {
  contents: Uint8Array
  filter?: string
  catalog?: string
  resources?: string
  more?: string
}): Uint8Array {
  const { contents, filter = '', catalog = '', resources = '/Font<</F 6 0 R>>', more = '' } = page
  return Buffer.concat([
    Buffer.from(
      `%PDF-1.4
1 0 obj
<</Type/Catalog/Pages 2 0 R${catalog}>>
endobj
2 0 obj
<</Type/Pages/Kids[3 0 R]/Count 1>>
endobj
3 0 obj
<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<${resources}>>>>
endobj
6 0 obj
<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>
endobj
${more}
4 0 obj
<<${filter}/Length ${contents.length}>>
stream
`,
    ),
    contents,
    Buffer.from('\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>'),
  ])
}

/** Object 5 of a PDF: a picture of 2.5 gigapixels by its own word. */
export const hugePicture = `5 0 obj
<</Type/XObject/Subtype/Image/Width 50000/Height 50000/ColorSpace/DeviceRGB/BitsPerComponent 8/Length 9>>
stream
123456789
endstream
endobj`

/** A Word document with files of one's own among its files, or instead of them. */
export function docxWith(files: Zippable): Uint8Array {
  return zipSync({ ...unzipSync(docx(['Read me'])), ...files })
}

export function docxOf(xml: string): Uint8Array {
  return docxWith({ 'word/document.xml': strToU8(xml) })
}

/** Asks for a template, a picture, a font and a page of another server. */
export function externalDocx(url: string): Uint8Array {
  const links = ['attachedTemplate', 'image', 'font', 'hyperlink'].map(
    (kind) =>
      `<Relationship Id="${kind}" Type="${relationships}/${kind}" Target="${url}${kind}" TargetMode="External"/>`,
  )
  return docxWith({
    'word/document.xml': strToU8(
      `<w:document xmlns:w="${wordNamespace}" xmlns:r="${relationships}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><w:body><w:p><w:r><w:t>Read me</w:t></w:r></w:p><w:p><w:r><w:drawing><a:blip r:link="image"/></w:drawing></w:r></w:p></w:body></w:document>`,
    ),
    'word/_rels/document.xml.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links.join('')}</Relationships>`,
    ),
  })
}

export function odtWithMacros(): Uint8Array {
  return zipSync({
    ...unzipSync(odt(['Read me'])),
    'Basic/Standard/Module1.xml': strToU8('<script:module>Sub Main\nShell("rm -rf /")\nEnd Sub</script:module>'),
  })
}

export function sheetOf(rows: string): Uint8Array {
  const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`
  return zipSync({ ...unzipSync(xlsx([[1]])), 'xl/worksheets/sheet1.xml': strToU8(sheet) })
}

/** Rows of twenty numbers each. */
export function rowsOf(count: number): string {
  const cells = 'ABCDEFGHIJKLMNOPQRST'.split('')
  return Array.from({ length: count }, (_, at) => {
    const row = cells.map((letter) => `<c r="${letter}${at + 1}"><v>1</v></c>`).join('')
    return `<row r="${at + 1}">${row}</row>`
  }).join('')
}

/** The container of Office before 2007, with a stream of this name. */
export function oldOffice(stream: string): Uint8Array {
  const head = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  return Buffer.concat([head, Buffer.alloc(1000), Buffer.from(stream, 'utf16le'), Buffer.alloc(100)])
}

/** Nine entities, each ten of the one before. */
export function billionLaughs(root: string): string {
  const names = 'abcdefghi'.split('')
  const entities = names.map((name, at) => `<!ENTITY ${name} "${at === 0 ? 'ha' : `&${names[at - 1]};`.repeat(10)}">`)
  return `<?xml version="1.0"?><!DOCTYPE ${root} [${entities.join('')}]>`
}

/** The head of a PNG and nothing more. */
export function emptyPng(width: number, height: number): Uint8Array {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', packed(1)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

export async function animatedGif(width: number, height: number): Promise<Uint8Array> {
  const frame = (background: string) =>
    sharp({ create: { width, height, channels: 3, background } })
      .png()
      .toBuffer()
  return sharp([await frame('#36c'), await frame('#c33')], { join: { animated: true } })
    .gif()
    .toBuffer()
}

/** A HEIF of one picture in HEVC, as an iPhone takes it, with noise for its pixels. */
export function heic(): Uint8Array {
  const kind = box('ftyp', Buffer.from('heic'), numbers(0), Buffer.from('mif1heic'))
  const hex = (digits: string) => Buffer.from(digits, 'hex')
  const coding = box('hvcC', hex('0103700000000000000000001ef000fcfdf8f800000f00'))
  const parts = box('ipco', coding, box('ispe', numbers(0, 4032, 3024)))
  const about = (offset: number) =>
    box(
      'meta',
      numbers(0),
      box('hdlr', numbers(0, 0), Buffer.from('pict'), numbers(0, 0, 0), hex('00')),
      box('pitm', numbers(0), hex('0001')),
      box('iloc', numbers(0), hex('44000001000100000001'), numbers(offset, 100)),
      box('iinf', numbers(0), hex('0001'), box('infe', hex('0200000000010000'), Buffer.from('hvc1\0'))),
      box('iprp', parts, box('ipma', numbers(0, 1), hex('0001028102'))),
    )
  const pixels = box('mdat', Buffer.alloc(100, 7))
  return Buffer.concat([kind, about(kind.length + about(0).length + 8), pixels])
}

/** An MP4 with a track of pictures and none of sound. */
export function silentFilm(): Uint8Array {
  const times = numbers(0, 0, 0, 1000, 6000)
  const track = box(
    'mdia',
    box('mdhd', times, numbers(0)),
    box('hdlr', numbers(0, 0), Buffer.from('vide'), numbers(0, 0, 0), Buffer.from('\0')),
    box('minf', box('stbl', box('stsd', numbers(0, 1), box('avc1', Buffer.alloc(78))))),
  )
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\u0002\0isomiso2avc1mp41', 'latin1')),
    box('moov', box('mvhd', times, Buffer.alloc(80)), box('trak', box('tkhd', Buffer.alloc(84)), track)),
    box('mdat', Buffer.alloc(1000)),
  ])
}

/** What films and HEIF are made of. */
function box(name: string, ...content: Uint8Array[]): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(8 + content.reduce((sum, { length }) => sum + length, 0))
  return Buffer.concat([size, Buffer.from(name), ...content])
}

function numbers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, at) => bytes.writeUInt32BE(value, at * 4))
  return bytes
}
