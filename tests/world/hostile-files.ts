import { strToU8, zipSync } from 'fflate'
import sharp from 'sharp'
import { pdf } from '#platform/files/documents/testing-documents.ts'
import { silence, writeOgg } from '#sandbox/media/ogg-opus.ts'
import { opus } from '#platform/files/testing-audio.ts'
import {
  animatedGif,
  billionLaughs,
  bytesOf,
  docxOf,
  docxWith,
  emptyPng,
  externalDocx,
  heic,
  hugePicture,
  odtWithMacros,
  oldOffice,
  packed,
  pdfOf,
  rowsOf,
  sheetOf,
  silentFilm,
  wordNamespace,
} from './hostile-parts.ts'

/** A file that is meant to hold up, to fill up or to mislead its reader. */
export interface HostileFile {
  sentAs: 'document' | 'audio' | 'picture'
  make: () => Uint8Array | Promise<Uint8Array>
  /** Why it is refused, or what is read in it. */
  ends: { refused: string } | { read: object }
}

type Made = HostileFile['make']
const refused = (sentAs: HostileFile['sentAs'], reason: string, make: Made): HostileFile => ({
  sentAs,
  make,
  ends: { refused: reason },
})
const read = (sentAs: HostileFile['sentAs'], found: object, make: Made): HostileFile => ({
  sentAs,
  make,
  ends: { read: found },
})

/** By what they are; each is built here, none is kept as bytes. */
export function hostileFiles(): Record<string, HostileFile> {
  return { ...pdfs, ...offices, ...texts, ...pictures, ...sounds }
}

const mebibyte = 1024 * 1024

const pdfs: Record<string, HostileFile> = {
  'an empty file named report.pdf': refused('document', 'empty', () => new Uint8Array()),
  'a PDF behind a password': refused('document', 'encrypted', () => pdf(['secret'], { encrypted: true })),
  'a PDF of which half came': refused('document', 'damaged', async () => {
    const whole = await pdf(['one', 'two'])
    return whole.slice(0, whole.length / 6)
  }),
  'a PDF of 10,000 pages': refused('document', 'too_many_pages', () => pdf(Array<string>(10_000).fill('page'))),
  'a PDF that claims a million pages': read('document', { pages: 1 }, () => pdf(['x'], { claimed: 1_000_000 })),
  'a PDF whose page unpacks to a gigabyte': refused('document', 'too_large', () =>
    pdfOf({ contents: packed(1024), filter: '/Filter/FlateDecode' }),
  ),
  'a PDF whose picture claims 50,000 by 50,000 pixels': refused('document', 'empty', () =>
    pdfOf({ contents: bytesOf('q 9 0 0 9 0 0 cm /I Do Q'), resources: '/XObject<</I 5 0 R>>', more: hugePicture }),
  ),
  'a PDF with a program in JavaScript': read('document', { texts: ['Read me'] }, () =>
    pdfOf({
      contents: bytesOf('BT /F 12 Tf 50 700 Td (Read me) Tj ET'),
      catalog: '/OpenAction<</S/JavaScript/JS(while\\(true\\);)>>',
    }),
  ),
  'a PDF whose pages hold one another': refused('document', 'damaged', () =>
    bytesOf(
      '%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[2 0 R]/Count 1>>\nendobj\ntrailer\n<</Root 1 0 R>>',
    ),
  ),
}

const offices: Record<string, HostileFile> = {
  'a Word document that unpacks to 60 MB': refused('document', 'too_large', () =>
    docxWith({ 'word/document.xml': new Uint8Array(60 * mebibyte) }),
  ),
  'a Word document of 60 files of a megabyte each': refused('document', 'too_large', () => {
    const megabyte = new Uint8Array(mebibyte)
    return docxWith(Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`word/${at}.xml`, megabyte])))
  }),
  'a bomb within a bomb': refused('document', 'damaged', () =>
    docxWith({
      'word/document.xml': zipSync({ 'inner.zip': zipSync({ 'zeros.xml': new Uint8Array(40 * mebibyte) }) }),
    }),
  ),
  'a table of a million cells': refused('document', 'too_large', () => sheetOf(rowsOf(50_000))),
  'a table whose only cell stands in the last row and column': refused('document', 'too_large', () =>
    sheetOf('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
  ),
  'a Word document whose words unfold a billion times': refused('document', 'damaged', () =>
    docxOf(
      `${billionLaughs('w')}<w:document xmlns:w="${wordNamespace}"><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>`,
    ),
  ),
  'a Word document that asks for files from elsewhere': read('document', { texts: ['Read me'] }, () =>
    externalDocx('http://127.0.0.1:9/'),
  ),
  'an archive with a link out of itself': read('document', { texts: ['Read me'] }, () =>
    docxWith({ 'word/media/link': [strToU8('/etc/passwd'), { os: 3, attrs: 0o120_777 << 16 }] }),
  ),
  'an archive whose names lead out of it': read('document', { texts: ['Read me'] }, () =>
    docxWith({ '../../../etc/cron.d/x': strToU8('* * * * * root x') }),
  ),
  'an OpenDocument text with macros': read('document', { kind: 'odt', texts: ['Read me'] }, () => odtWithMacros()),
  'a Word document behind a password': refused('document', 'encrypted', () => oldOffice('EncryptedPackage')),
  'a document of the old Word': refused('document', 'unsupported', () => oldOffice('WordDocument')),
  'a table of the old Excel': refused('document', 'unsupported', () => oldOffice('Workbook')),
  'a Word document with 100,000 elements in one another': refused('document', 'damaged', () =>
    docxOf(`<w:document xmlns:w="${wordNamespace}"><w:body>${'<w:p>'.repeat(100_000)}`),
  ),
}

const texts: Record<string, HostileFile> = {
  'a program for Windows named report.pdf': refused('document', 'unsupported', () =>
    Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff, 0, 0]),
  ),
  'a PDF named notes.txt': read('document', { kind: 'pdf', texts: ['Read me'] }, () => pdf(['Read me'])),
  'a text in UTF-16': read(
    'document',
    { texts: ['Привет'] },
    () => new Uint8Array(Buffer.from('\uFEFFПривет', 'utf16le')),
  ),
  'a text in Windows-1251': read('document', { texts: ['Привет'] }, () =>
    Uint8Array.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]),
  ),
  'bytes without a meaning named notes.txt': refused('document', 'unsupported', () =>
    Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256),
  ),
  'a page with programs in it': read('document', { kind: 'html', texts: ['Read me'] }, () =>
    bytesOf('<!doctype html><script>while(true);</script><img src="http://127.0.0.1:9/x" onerror="x()">Read me'),
  ),
  'a page of 19 MB that never closes its tags': refused('document', 'empty', () =>
    bytesOf(`<!doctype html>${'<script '.repeat(2_400_000)}`),
  ),
  'a page of two million brackets': read('document', { kind: 'html', words: 0 }, () =>
    bytesOf(`<html>${'<'.repeat(2_000_000)}`),
  ),
  'JSON a million levels deep': refused('document', 'too_large', () =>
    bytesOf('['.repeat(1_000_000) + ']'.repeat(1_000_001)),
  ),
  'XML that unfolds a billion times': read('document', { kind: 'text' }, () =>
    bytesOf(`${billionLaughs('x')}<x>&i;</x>`),
  ),
  'a table of a million columns': refused('document', 'too_large', () => bytesOf('a,'.repeat(1_000_001))),
}

const pictures: Record<string, HostileFile> = {
  'a PNG of 50,000 by 50,000 pixels': refused('picture', 'too_large', () => emptyPng(50_000, 50_000)),
  'an animated GIF': read('picture', { width: 40, height: 20 }, () => animatedGif(40, 20)),
  'a drawing that asks for files': refused('picture', 'unsupported', () =>
    bytesOf(
      '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><image xlink:href="file:///etc/passwd"/></svg>',
    ),
  ),
  'a drawing of 600,000 rectangles': refused('picture', 'unsupported', () =>
    bytesOf(
      `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${'<rect width="5" height="5"/>'.repeat(600_000)}</svg>`,
    ),
  ),
  'a picture of an iPhone': refused('picture', 'unsupported', () => heic()),
  'half a picture': refused('picture', 'damaged', async () =>
    (
      await sharp({ create: { width: 500, height: 500, channels: 3, background: '#fff' } })
        .jpeg()
        .toBuffer()
    ).subarray(0, 900),
  ),
}

const sounds: Record<string, HostileFile> = {
  'a voice message without an end': read('audio', { seconds: 30 }, () => {
    const whole = opus(30)
    // The mark of the last page is taken away.
    const last = Buffer.from(whole).lastIndexOf('OggS')
    return whole.with(last + 5, 0)
  }),
  'a voice message of which half a page came': refused('audio', 'empty', () => opus(30).slice(0, 40)),
  'a voice message of twelve hours': read('audio', { seconds: 43_200 }, () => opus(43_200)),
  'a voice message that claims a second and sounds for a minute': read('audio', { seconds: 60 }, () => {
    const ogg = writeOgg(silence(60))
    for (let at = 0; at !== -1; at = ogg.indexOf('OggS', at + 4)) ogg.writeBigInt64LE(48_000n, at + 6)
    return ogg
  }),
  'a voice message of no length': refused('audio', 'empty', () => opus(0)),
  'a song whose tag claims 256 MB': refused('audio', 'unsupported', () =>
    Buffer.concat([
      Buffer.from('ID3\u0004\0\0', 'latin1'),
      Buffer.from([0x7f, 0x7f, 0x7f, 0x7f]),
      Buffer.alloc(2000, 65),
    ]),
  ),
  'a song of 100,000 tags': refused('audio', 'unsupported', () => {
    const frame = Buffer.from('TXXX\0\0\0\u0004\0\0\0abc', 'latin1')
    const size = frame.length * 100_000
    const length = [21, 14, 7, 0].map((shift) => (size >> shift) & 0x7f)
    return Buffer.concat([
      Buffer.from('ID3\u0004\0\0', 'latin1'),
      Buffer.from(length),
      ...Array<Buffer>(100_000).fill(frame),
    ])
  }),
  'a video note without sound': refused('audio', 'empty', () => silentFilm()),
}
