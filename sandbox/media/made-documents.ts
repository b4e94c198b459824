import { strToU8, zipSync } from 'fflate'

const office = 'application/vnd.openxmlformats-officedocument'
export const docxType = `${office}.wordprocessingml.document`
export const pptxType = `${office}.presentationml.presentation`

const packageOf = 'http://schemas.openxmlformats.org/package/2006'
const links = `${packageOf}/relationships`
const linkKinds = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const drawing = 'http://schemas.openxmlformats.org/drawingml/2006/main'
const slide = 'http://schemas.openxmlformats.org/presentationml/2006/main'

/** A Word document with these paragraphs. */
export function docx(paragraphs: string[]): Buffer {
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('')
  return packed('word/document.xml', `${docxType}.main+xml`, {
    'word/document.xml': `<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`,
  })
}

/** PowerPoint slides with these paragraphs. */
export function pptx(slides: string[][]): Buffer {
  const pages = slides.map((paragraphs, index): [string, string] => {
    const body = paragraphs.map((text) => `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`).join('')
    const shape = `<p:sp><p:txBody><a:bodyPr/>${body}</p:txBody></p:sp>`
    return [
      `ppt/slides/slide${index + 1}.xml`,
      `<p:sld xmlns:p="${slide}" xmlns:a="${drawing}"><p:cSld><p:spTree>${shape}</p:spTree></p:cSld></p:sld>`,
    ]
  })
  return packed('ppt/presentation.xml', `${pptxType}.main+xml`, {
    'ppt/presentation.xml': `<p:presentation xmlns:p="${slide}"/>`,
    ...Object.fromEntries(pages),
  })
}

function packed(main: string, type: string, parts: Record<string, string>): Buffer {
  const all = {
    '[Content_Types].xml': `<Types xmlns="${packageOf}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="${type}"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${links}"><Relationship Id="r1" Type="${linkKinds}/officeDocument" Target="${main}"/></Relationships>`,
    ...parts,
  }
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(all).map(([name, xml]) => [name, strToU8(xml)]))))
}

/** A PDF as a scanner makes it: each page is nothing but a picture. */
export function scannedPdf(pages: { jpeg: Buffer; width: number; height: number }[]): Buffer {
  const first = 3
  const kids = pages.map((_, index) => `${first + index * 3} 0 R`).join(' ')
  const objects = [
    Buffer.from('<</Type/Catalog/Pages 2 0 R>>'),
    Buffer.from(`<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`),
    ...pages.flatMap(({ jpeg, width, height }, index) => {
      const [content, picture] = [first + index * 3 + 1, first + index * 3 + 2]
      return [
        Buffer.from(
          `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${content} 0 R/Resources<</XObject<</I ${picture} 0 R>>>>>>`,
        ),
        streamOf('', Buffer.from('q 595 0 0 842 0 0 cm /I Do Q')),
        streamOf(
          `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode`,
          jpeg,
        ),
      ]
    }),
  ]
  return pdfOf(objects)
}

const streamOf = (about: string, bytes: Buffer) =>
  Buffer.concat([Buffer.from(`<<${about}/Length ${bytes.length}>>\nstream\n`), bytes, Buffer.from('\nendstream')])

function pdfOf(objects: Buffer[]): Buffer {
  const parts = [Buffer.from('%PDF-1.4\n')]
  let length = parts[0]!.length
  const rows = objects.map((object, index) => {
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')])
    const row = `${String(length).padStart(10, '0')} 00000 n \n`
    parts.push(part)
    length += part.length
    return row
  })
  const count = objects.length + 1
  const end = `xref\n0 ${count}\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size ${count}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF`
  return Buffer.concat([...parts, Buffer.from(end)])
}
