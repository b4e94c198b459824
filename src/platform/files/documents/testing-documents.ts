import { zipSync, strToU8 } from 'fflate'
import sharp from 'sharp'

/** Small documents of each kind, made by hand for tests. */

const zip = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))

const types = (parts: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts}</Types>`
const relation = (id: string, kind: string, target: string) =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/>`
const relations = (inner: string) =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`
const office = 'application/vnd.openxmlformats-officedocument'

export function docx(paragraphs: string[]): Uint8Array {
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('')
  return zip({
    '[Content_Types].xml': types(
      `<Override PartName="/word/document.xml" ContentType="${office}.wordprocessingml.document.main+xml"/>`,
    ),
    '_rels/.rels': relations(relation('r1', 'officeDocument', 'word/document.xml')),
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  })
}

export function pptx(slides: string[]): Uint8Array {
  return zip({
    '[Content_Types].xml': types(
      `<Override PartName="/ppt/presentation.xml" ContentType="${office}.presentationml.presentation.main+xml"/>`,
    ),
    '_rels/.rels': relations(relation('r1', 'officeDocument', 'ppt/presentation.xml')),
    'ppt/presentation.xml': '<p:presentation/>',
    ...Object.fromEntries(
      slides.map((text, index) => [
        `ppt/slides/slide${index + 1}.xml`,
        `<p:sld xmlns:a="a"><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`,
      ]),
    ),
  })
}

export function xlsx(rows: (string | number)[][]): Uint8Array {
  const cell = (value: string | number, column: number, row: number) => {
    const at = `${String.fromCodePoint(65 + column)}${row + 1}`
    return typeof value === 'number'
      ? `<c r="${at}"><v>${value}</v></c>`
      : `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
  }
  const lines = rows.map(
    (row, index) => `<row r="${index + 1}">${row.map((value, column) => cell(value, column, index)).join('')}</row>`,
  )
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  return zip({
    '[Content_Types].xml': types(
      `<Override PartName="/xl/workbook.xml" ContentType="${office}.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${office}.spreadsheetml.worksheet+xml"/>`,
    ),
    '_rels/.rels': relations(relation('r1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Prices" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(relation('r1', 'worksheet', 'worksheets/sheet1.xml')),
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData></worksheet>`,
  })
}

export function odt(paragraphs: string[]): Uint8Array {
  const body = paragraphs.map((text) => `<text:p>${text}</text:p>`).join('')
  return zip({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<office:document-content><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
  })
}

/** One page for each text; without a text the page is a picture. */
export async function pdf(
  pages: (string | null)[],
  { claimed = pages.length, encrypted = false } = {},
): Promise<Uint8Array> {
  const objects: Buffer[] = []
  const add = (head: string, stream?: Buffer) => {
    const body = stream
      ? [
          Buffer.from(`${head.replace('>>', `/Length ${stream.length}>>`)}\nstream\n`),
          stream,
          Buffer.from('\nendstream'),
        ]
      : [Buffer.from(head)]
    return objects.push(Buffer.concat(body))
  }
  add('<</Type/Catalog/Pages 2 0 R>>')
  add('')
  add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>')
  const kids: string[] = []
  for (const text of pages) {
    const draws = text === null ? 'q 500 0 0 700 50 50 cm /I Do Q' : `BT /F 12 Tf 50 700 Td (${text}) Tj ET`
    const content = add('<<>>', Buffer.from(draws))
    const picture = text === null ? add(pictureHead, await whitePicture()) : undefined
    const resources = picture ? `/XObject<</I ${picture} 0 R>>` : '/Font<</F 3 0 R>>'
    kids.push(
      `${add(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents ${content} 0 R/Resources<<${resources}>>>>`)} 0 R`,
    )
  }
  objects[1] = Buffer.from(`<</Type/Pages/Kids[${kids.join(' ')}]/Count ${claimed}>>`)
  const lock = encrypted
    ? add(`<</Filter/Standard/V 1/R 2/O<${'41'.repeat(32)}>/U<${'42'.repeat(32)}>/P -4>>`)
    : undefined
  return assemble(objects, lock)
}

const pictureHead =
  '<</Type/XObject/Subtype/Image/Width 50/Height 70/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode>>'

function whitePicture(): Promise<Buffer> {
  return sharp({ create: { width: 50, height: 70, channels: 3, background: '#fff' } })
    .jpeg()
    .toBuffer()
}

function assemble(objects: Buffer[], lock: number | undefined): Uint8Array {
  const parts = [Buffer.from('%PDF-1.4\n')]
  let length = parts[0]!.length
  const offsets = objects.map((object, index) => {
    const offset = length
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')])
    parts.push(part)
    length += part.length
    return offset
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const id = `/ID[<${'00'.repeat(16)}><${'00'.repeat(16)}>]`
  const trailer = `<</Size ${objects.length + 1}/Root 1 0 R${lock ? `/Encrypt ${lock} 0 R${id}` : ''}>>`
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n${trailer}\nstartxref\n${length}\n%%EOF`,
    ),
  )
  return new Uint8Array(Buffer.concat(parts))
}
