import sharp from 'sharp'
import { extractText, getDocumentProxy } from 'unpdf'
import { beginningOf, headingOf, passageAbout, type ShownDocument } from './documents.ts'
import { hear } from './hear.ts'
import type { SentFile } from './turn.ts'

type Language = 'ru' | 'en'

/** What a demo model can say of a file: a picture's size and colours, the words in a sound, how a document begins. */
export async function describeFile(file: SentFile, question: string, language: Language): Promise<string> {
  const t = texts[language]
  try {
    if (file.kind === 'image') return await describePicture(file.data, language)
    if (file.kind === 'audio') {
      const sound = await hear(file.data)
      return sound ? t.sound(Math.round(sound.seconds), sound.words) : t.unreadable
    }
    return describeDocument(await readDocument(file), question, language)
  } catch {
    return t.unreadable
  }
}

/** How a document begins, and what it says of the question. */
export function describeDocument(document: ShownDocument, question: string, language: Language): string {
  const t = texts[language]
  const { name, pages } = document
  const title = t.document(literal(name ?? t.nameless), pages ? t.pages(pages) : '', literal(headingOf(document)))
  const isAboutAll = /перескажи|главно|о ч[её]м|кратко|sum up|summar|what is it about/i.test(question)
  const passage = isAboutAll ? beginningOf(document) : passageAbout(question, document)
  return passage ? `${title}\n\n${isAboutAll ? t.further : t.found}\n\n> ${literal(passage)}` : title
}

/** What a document that was sent before says of the question; undefined when nothing. */
export function recallDocument(document: ShownDocument, question: string, language: Language): string | undefined {
  const t = texts[language]
  const passage = passageAbout(question, document)
  return passage && `${t.recalled(literal(document.name ?? t.nameless))}\n\n> ${literal(passage)}`
}

/** What stands in a file is shown as it is. */
const literal = (text: string) => text.replaceAll(/[\\`*_[\]<>|~$#!]/g, String.raw`\$&`)

const mostPixels = 50_000_000
/** A picture is looked at as so many squares. */
const squares = 8

async function describePicture(data: Buffer, language: Language): Promise<string> {
  const { width, height } = await sharp(data).metadata()
  const pixels = await sharp(data, { limitInputPixels: mostPixels })
    .flatten({ background: '#fff' })
    .resize(squares, squares, { fit: 'fill' })
    .toColourspace('srgb')
    .raw()
    .toBuffer()
  const counts = new Map<Colour, number>()
  for (let at = 0; at < pixels.length; at += 3) {
    const colour = nearest(pixels[at]!, pixels[at + 1]!, pixels[at + 2]!)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const most = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, 2)
  return texts[language].picture(
    width,
    height,
    most.map(([colour]) => colour[language]),
  )
}

async function readDocument({ name, data }: SentFile): Promise<ShownDocument> {
  const isPdf = data.subarray(0, 5).toString('latin1') === '%PDF-'
  return { name, ...(isPdf ? await readPdf(data) : { text: data.toString(), pages: undefined }) }
}

async function readPdf(data: Buffer): Promise<Pick<ShownDocument, 'text' | 'pages'>> {
  const pdf = await getDocumentProxy(new Uint8Array(data), { verbosity: 0 })
  try {
    const { text } = await extractText(pdf, { mergePages: false })
    return { text: text.join('\n'), pages: { from: 1, to: pdf.numPages, of: pdf.numPages } }
  } finally {
    await pdf.loadingTask.destroy()
  }
}

interface Colour extends Record<Language, string> {
  rgb: [red: number, green: number, blue: number]
}

const colours: Colour[] = [
  { rgb: [0, 0, 0], ru: 'чёрный', en: 'black' },
  { rgb: [128, 128, 128], ru: 'серый', en: 'grey' },
  { rgb: [255, 255, 255], ru: 'белый', en: 'white' },
  { rgb: [220, 30, 30], ru: 'красный', en: 'red' },
  { rgb: [245, 150, 30], ru: 'оранжевый', en: 'orange' },
  { rgb: [250, 225, 50], ru: 'жёлтый', en: 'yellow' },
  { rgb: [40, 160, 60], ru: 'зелёный', en: 'green' },
  { rgb: [100, 190, 235], ru: 'голубой', en: 'light blue' },
  { rgb: [30, 70, 200], ru: 'синий', en: 'blue' },
  { rgb: [130, 60, 170], ru: 'фиолетовый', en: 'purple' },
  { rgb: [245, 160, 190], ru: 'розовый', en: 'pink' },
  { rgb: [120, 75, 40], ru: 'коричневый', en: 'brown' },
]

function nearest(red: number, green: number, blue: number): Colour {
  const distance = ({ rgb: [r, g, b] }: Colour) => (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2
  return colours.reduce((best, colour) => (distance(colour) < distance(best) ? colour : best))
}

type Pages = NonNullable<ShownDocument['pages']>

const texts = {
  ru: {
    picture: (width: number, height: number, [first, second]: string[]) =>
      `Вижу картинку **${width} × ${height}**. Больше всего цветов: ${[first, second].filter(Boolean).join(', ')}.`,
    sound: (seconds: number, words: string | undefined) =>
      words === undefined ? `Слышу запись длиной ${seconds} с.` : `Слышу: «${words}» (${seconds} с).`,
    document: (name: string, pages: string, heading: string) =>
      `Читаю файл «${name}»${pages}. Начинается так: **${heading}**.`,
    nameless: 'без имени',
    pages: ({ from, to, of }: Pages) =>
      from === 1 && to === of ? `, страниц: ${of}` : `, страницы ${from}–${to} из ${of}`,
    further: 'Дальше в нём:',
    found: 'На ваш вопрос в нём сказано:',
    recalled: (name: string) => `В файле «${name}», который вы прислали раньше, сказано:`,
    unreadable: 'Этот файл не читается.',
  },
  en: {
    picture: (width: number, height: number, [first, second]: string[]) =>
      `I see a picture of **${width} × ${height}**. Its main colours: ${[first, second].filter(Boolean).join(', ')}.`,
    sound: (seconds: number, words: string | undefined) =>
      words === undefined ? `I hear a recording of ${seconds} s.` : `I hear: “${words}” (${seconds} s).`,
    document: (name: string, pages: string, heading: string) =>
      `I read the file “${name}”${pages}. It begins: **${heading}**.`,
    nameless: 'without a name',
    pages: ({ from, to, of }: Pages) =>
      from === 1 && to === of ? `, pages: ${of}` : `, pages ${from} to ${to} of ${of}`,
    further: 'Then it says:',
    found: 'To your question it says:',
    recalled: (name: string) => `The file “${name}” that you sent before says:`,
    unreadable: 'This file cannot be read.',
  },
}
