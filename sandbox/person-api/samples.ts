import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import sharp from 'sharp'
import { silence, writeOgg } from '#sandbox/media/ogg-opus.ts'
import type { FileKind, GivenFile } from '#sandbox/telegram/contents.ts'
import { PersonError } from './request.ts'

/** The stickers of this sandbox: drawings of the page, by name. */
export const stickers: Record<string, string> = {
  hello: '👋',
  cat: '🐱',
  heart: '❤',
  star: '⭐',
  sun: '🌞',
  done: '✅',
}

/** Sent where no file is given and none can be made here; they cannot be downloaded. */
export const standIns: Record<string, object> = {
  video: { video: { ...fileOf('video'), width: 640, height: 360, duration: 12 } },
  video_note: { video_note: { ...fileOf('video-note'), length: 384, duration: 6 } },
  location: { location: { latitude: 55.7558, longitude: 37.6173 } },
}

/** An example of the kind for those who have no file at hand; undefined where there is none. */
export async function sampleOf(kind: FileKind, language: string): Promise<GivenFile | undefined> {
  const said = language === 'ru' ? russian : english
  if (kind === 'photo') return { name: 'picture.jpg', type: 'image/jpeg', bytes: await drawn('picture.svg') }
  if (kind === 'sticker') return stickerOf('hello')
  if (kind === 'voice') return { name: 'voice.ogg', type: 'audio/ogg', bytes: spoken(said.question) }
  if (kind === 'audio') return { name: 'melody.wav', type: 'audio/wav', bytes: melody() }
  if (kind === 'document') return { name: said.file, type: docxType, bytes: docx(said.document) }
  return undefined
}

export async function stickerOf(name: string): Promise<GivenFile> {
  const emoji = Object.hasOwn(stickers, name) ? stickers[name] : undefined
  if (emoji === undefined) throw new PersonError(`The stickers here are ${Object.keys(stickers).join(', ')}`)
  return { name: emoji, type: 'image/svg+xml', bytes: await drawn(`stickers/${name}.svg`) }
}

function fileOf(id: string) {
  return { file_id: `sandbox-${id}`, file_unique_id: id, file_size: 12_345 }
}

const folder = join(import.meta.dirname, '../page')

function drawn(name: string): Promise<Buffer> {
  return sharp(readFileSync(join(folder, name)))
    .png()
    .toBuffer()
}

/** Nothing can be heard in it; a demo model that hears finds the words in its comments. */
function spoken(words: string): Buffer {
  return writeOgg(silence(4), { DESCRIPTION: words })
}

const sampleRate = 8000
const notesHz = [523, 659, 784, 1047]

/** Four notes of half a second. */
function melody(): Buffer {
  const perNote = sampleRate / 2
  const sound = Buffer.from(
    Uint8Array.from({ length: perNote * notesHz.length }, (_, at) => {
      const hz = notesHz[Math.floor(at / perNote)]!
      return 128 + 60 * Math.sin((2 * Math.PI * hz * at) / sampleRate) * (1 - (at % perNote) / perNote)
    }),
  )
  const head = Buffer.alloc(44)
  head.write('RIFF')
  head.writeUInt32LE(36 + sound.length, 4)
  head.write('WAVEfmt ', 8)
  // The format: 16 bytes, PCM, one channel, samples and bytes a second, one byte a sample.
  for (const [at, value] of [
    [16, 16],
    [20, 0x1_00_01],
    [24, sampleRate],
    [28, sampleRate],
    [32, 0x8_00_01],
  ] as const)
    head.writeUInt32LE(value, at)
  head.write('data', 36)
  head.writeUInt32LE(sound.length, 40)
  return Buffer.concat([head, sound])
}

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const officeTypes = 'http://schemas.openxmlformats.org/package/2006/content-types'
const officeLinks = 'http://schemas.openxmlformats.org/package/2006/relationships'
const officeDocument = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

function docx(paragraphs: string[]): Buffer {
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('')
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${officeTypes}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${docxType}.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${officeLinks}"><Relationship Id="r1" Type="${officeDocument}" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`,
  }
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)]))))
}

const russian = {
  question: 'Сколько будет 12 * 7?',
  file: 'Договор аренды.docx',
  document: [
    'Договор аренды велосипеда',
    'Анна сдаёт Борису велосипед на две недели, с 1 по 14 июня.',
    'Плата 700 рублей в неделю, вперёд. Залог 3000 рублей возвращается, когда велосипед вернулся целым.',
    'Если Борис опаздывает, каждый день стоит 150 рублей.',
  ],
}
const english: typeof russian = {
  question: 'How much is 12 * 7?',
  file: 'Rental agreement.docx',
  document: [
    'Bicycle rental agreement',
    'Ann lends Ben a bicycle for two weeks, from 1 to 14 June.',
    'The rent is 7 pounds a week, in advance. The deposit of 30 pounds is returned when the bicycle comes back whole.',
    'When Ben is late, each day costs 1.50 pounds.',
  ],
}
