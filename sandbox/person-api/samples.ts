import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { docx, docxType, pptx, pptxType, scannedPdf } from '#sandbox/media/made-documents.ts'
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

/** Documents by name, for those who want another than the usual one. */
export const documentSamples = ['scan', 'report'] as const

export async function documentSample(name: (typeof documentSamples)[number], language: string): Promise<GivenFile> {
  const said = language === 'ru' ? russian : english
  if (name === 'report') return { name: said.report.file, type: pptxType, bytes: pptx(slidesOf(said.report)) }
  const { data, info } = await sharp(readFileSync(join(folder, 'scan.svg')))
    .jpeg()
    .toBuffer({ resolveWithObject: true })
  return { name: said.scan, type: 'application/pdf', bytes: scannedPdf([{ jpeg: data, ...info }]) }
}

/** Three pictures for an album: a whole one and two parts of it. */
export async function albumSample(): Promise<GivenFile[]> {
  const whole = await drawn('picture.svg')
  const cuts = [
    { left: 1000, top: 60, width: 440, height: 340 },
    { left: 620, top: 620, width: 400, height: 300 },
  ]
  const parts = await Promise.all(cuts.map((cut) => sharp(whole).extract(cut).png().toBuffer()))
  return [whole, ...parts].map((bytes, index) => ({ name: `picture-${index + 1}.png`, type: 'image/png', bytes }))
}

/** Long enough to cost more than a usual question: a slide for each quarter. */
function slidesOf({ title, quarters, batch }: typeof russian.report): string[][] {
  const batches = (quarter: number) => Array.from({ length: 270 }, (_, index) => batch(quarter, index))
  return [[title], ...quarters.map((name, index) => [name, ...batches(index)])]
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

const russian = {
  question: 'Сколько будет 12 * 7?',
  file: 'Договор аренды.docx',
  document: [
    'Договор аренды велосипеда',
    'Анна сдаёт Борису велосипед на две недели, с 1 по 14 июня.',
    'Плата 700 рублей в неделю, вперёд. Залог 3000 рублей возвращается, когда велосипед вернулся целым.',
    'Если Борис опаздывает, каждый день стоит 150 рублей.',
  ],
  scan: 'Скан справки.pdf',
  report: {
    file: 'Отчёт за год.pptx',
    title: 'Отчёт пекарни за год',
    quarters: ['Первый квартал', 'Второй квартал', 'Третий квартал', 'Четвёртый квартал'],
    batch: (quarter: number, index: number) =>
      `Партия ${index + 1}: испекли ${200 + ((quarter * 37 + index * 11) % 90)} буханок, продали ${180 + ((quarter * 29 + index * 7) % 70)}, остальное отдали приюту.`,
  },
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
  scan: 'Scanned certificate.pdf',
  report: {
    file: 'Annual report.pptx',
    title: 'The annual report of a bakery',
    quarters: ['First quarter', 'Second quarter', 'Third quarter', 'Fourth quarter'],
    batch: (quarter, index) =>
      `Batch ${index + 1}: we baked ${200 + ((quarter * 37 + index * 11) % 90)} loaves, sold ${180 + ((quarter * 29 + index * 7) % 70)} and gave the rest to a shelter.`,
  },
}
