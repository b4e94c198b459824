import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { opus } from './testing-audio.ts'
import { FileReader } from './file-reader.ts'
import { docx, odt, pdf, pptx, xlsx } from './documents/testing-documents.ts'

/** More time than a busy machine needs: how long it takes is the matter of no test here. */
const ms = 120_000
const reader = new FileReader({ ms })
const { signal } = new AbortController()
const bytesOf = (text: string) => new TextEncoder().encode(text)

describe('a document is read by its content', () => {
  test.each<[string, () => Uint8Array | Promise<Uint8Array>, object]>([
    [
      'a PDF',
      () => pdf(['First page of it', 'And the second one']),
      { kind: 'pdf', pages: 2, words: 8, texts: ['First page of it', 'And the second one'] },
    ],
    ['a PDF that claims a million pages', () => pdf(['x'], { claimed: 1_000_000 }), { pages: 1, texts: ['x'] }],
    [
      'a Word document',
      () => docx(['Отчёт за март', 'Всё хорошо']),
      { kind: 'docx', pages: null, words: 5, texts: ['Отчёт за март\nВсё хорошо'] },
    ],
    [
      'a presentation',
      () => pptx(['Начало', 'Конец']),
      { kind: 'pptx', pages: 2, words: 2, texts: ['Начало', 'Конец'] },
    ],
    [
      'a table',
      () =>
        xlsx([
          ['Tea', 3],
          ['Milk', 2.5],
        ]),
      { kind: 'xlsx', pages: 1, texts: ['# Prices\nTea\t3\nMilk\t2.5'] },
    ],
    ['an OpenDocument text', () => odt(['Один', 'Два']), { kind: 'odt', pages: null, texts: ['Один\nДва'] }],
    [
      'a page of HTML',
      () => bytesOf('<!doctype html><title>T</title><script>alert(1)</script><p>A &amp; b</p><p>c'),
      { kind: 'html', texts: ['T A & b\nc'] },
    ],
    [
      'a word of which a part is bold, and a sign that opens no tag',
      () => bytesOf('<html><p>im<b>port</b>ant: 1 < 2<!-- a > b --><style>p { }</STYLE> and more<p'),
      { texts: ['important: 1 < 2 and more'] },
    ],
    ['JSON', () => bytesOf('{"a": 1}'), { kind: 'text', texts: ['{"a": 1}'] }],
    ['XML', () => bytesOf('<?xml version="1.0"?><a>b</a>'), { kind: 'text', texts: ['<?xml version="1.0"?><a>b</a>'] }],
    ['a program', () => bytesOf('#!/bin/sh\necho hi\n'), { kind: 'text', texts: ['#!/bin/sh\necho hi'] }],
    [
      'a text in Windows-1251',
      () => Uint8Array.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]),
      { kind: 'text', texts: ['Привет'] },
    ],
    [
      'a text in UTF-16',
      () => new Uint8Array(Buffer.from('\uFEFFПривет', 'utf16le')),
      { kind: 'text', texts: ['Привет'] },
    ],
  ])('%s', async (_name, make, expected) => {
    expect(await reader.read('any', await make(), signal)).toMatchObject(expected)
  })

  test('a scan, as pictures of its first ten pages', async () => {
    const scan = await reader.read('any', await pdf(Array<null>(12).fill(null)), signal)
    if (scan.is !== 'document') throw new Error(scan.is)
    const { pages, pictures } = scan
    expect(pages).toBe(12)
    expect(pictures).toHaveLength(10)
    expect(Array.from(pictures[0]!.data.slice(0, 2))).toEqual([0xff, 0xd8])
  })
})

test('a picture and speech are known by their content, whatever the name', async () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 73, 72, 68, 82])
  expect(await reader.read('any', png, signal)).toEqual({ is: 'picture' })
  expect(await reader.read('any', opus(2), signal)).toMatchObject({ is: 'speech', seconds: 2 })
})

describe('a document that cannot be read says why', () => {
  const mebibyte = 1024 * 1024
  test.each<[string, () => Uint8Array | Promise<Uint8Array>, string]>([
    ['nothing at all', () => new Uint8Array(), 'empty'],
    ['white space only', () => bytesOf(' \n\t '), 'empty'],
    ['a PDF without words or pictures', () => pdf(['']), 'empty'],
    ['a Word document without words', () => docx(['']), 'empty'],
    ['a PDF behind a password', () => pdf(['x'], { encrypted: true }), 'encrypted'],
    ['a Word document behind a password', () => encryptedOffice(), 'encrypted'],
    ['half a Word document', () => docx(['x'.repeat(500)]).slice(0, 300), 'damaged'],
    ['a PDF of noise', () => bytesOf(`%PDF-1.7\n${'noise '.repeat(200)}`), 'damaged'],
    ['a Word document without its text', () => zipNamed('word/document.xml', new Uint8Array([60])), 'damaged'],
    ['a PDF of 201 pages', () => pdf(Array<string>(201).fill('page')), 'too_many_pages'],
    [
      'an archive that unpacks to 60 MB',
      () => zipNamed('word/document.xml', new Uint8Array(60 * mebibyte)),
      'too_large',
    ],
    ['an archive with 3,000 files', () => zipOf(3000), 'too_large'],
    ['three million letters', () => bytesOf('letters '.repeat(375_000)), 'too_large'],
    ['a program for Windows named report.pdf', () => Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]), 'unsupported'],
    [
      'bytes without a meaning',
      () => Uint8Array.from({ length: 500 }, (_, index) => (index * 7919) % 256),
      'unsupported',
    ],
  ])('%s', async (_name, make, reason) => {
    await expect(reader.read('any', await make(), signal)).rejects.toMatchObject({ reason })
  })

  test('one that takes too long', async () => {
    const hasty = new FileReader({ ms: 1 })
    await expect(hasty.read('any', bytesOf('words'), signal)).rejects.toMatchObject({ reason: 'too_large' })
  })

  test('one that fills the memory, and the next is read', async () => {
    const small = new FileReader({ heapMb: 16, ms })
    const hungry = xlsx(Array.from({ length: 70_000 }, (_, row) => [row, 'tea', row]))
    await expect(small.read('any', hungry, signal)).rejects.toMatchObject({ reason: 'too_large' })
    expect(await reader.read('any', bytesOf('next'), signal)).toMatchObject({ texts: ['next'] })
  })

  test('one that nobody waits for any more is not read', async () => {
    await expect(reader.read('any', bytesOf('words'), AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
  })
})

describe('audio is measured by its own frames', () => {
  test('not by what the sender says', async () => {
    expect(await reader.read('audio', opus(61.5), signal)).toMatchObject({ seconds: 61.5 })
  })

  test.each([
    ['nothing', new Uint8Array(), 'empty'],
    ['words', bytesOf('no sound at all'), 'unsupported'],
    ['a length of nothing', opus(0), 'empty'],
  ])('%s is refused', async (_name, bytes, reason) => {
    await expect(reader.read('audio', bytes, signal)).rejects.toMatchObject({ reason })
  })
})

const mark = '[Content_Types].xml'
const wordTypes =
  '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'

function zipNamed(name: string, content: Uint8Array): Uint8Array {
  return zipSync({ [mark]: bytesOf(wordTypes), [name]: content })
}

function zipOf(files: number): Uint8Array {
  const many = Object.fromEntries(
    Array.from({ length: files }, (_, index) => [`word/${index}.xml`, new Uint8Array([1])]),
  )
  return zipSync({ [mark]: bytesOf(wordTypes), ...many })
}

/** The container of the old format with the stream that Office puts an encrypted document into. */
function encryptedOffice(): Uint8Array {
  const head = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  return new Uint8Array(
    Buffer.concat([head, Buffer.alloc(1000), Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(100)]),
  )
}
