/** The text of a file, as a model is shown it. */
export interface ShownDocument {
  name: string | undefined
  pages: { from: number; to: number; of: number } | undefined
  text: string
}

/** A line of the bot's, and a file between marks of its own: `<document-1f name="a.pdf" pages="1 to 2" of="9">…`. */
const marked = /(?:^[^\n]*\n)?^<(document[\w-]*)([^>\n]*)>\n([\s\S]*?)\n<\/\1>\s*/gm

/** Takes the files out of words: they are no part of what a person asks. */
export function takeDocuments(words: string): { words: string; documents: ShownDocument[] } {
  const documents: ShownDocument[] = []
  const rest = words.replaceAll(marked, (_, __, about: string, text: string) => {
    documents.push({ name: attribute(about, 'name') || undefined, pages: pagesOf(about), text: withoutPages(text) })
    return ''
  })
  return { words: rest.trim(), documents }
}

const attribute = (about: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(about)?.[1]

function pagesOf(about: string): ShownDocument['pages'] {
  const [, from, to] = /^(\d+) to (\d+)$/.exec(attribute(about, 'pages') ?? '') ?? []
  if (from === undefined || to === undefined) return undefined
  return { from: Number(from), to: Number(to), of: Number(attribute(about, 'of') ?? to) }
}

const withoutPages = (text: string) => text.replaceAll(/^\[page \d+\]$/gm, '')

export function headingOf({ text }: ShownDocument): string {
  const heading = text.split('\n').find((line) => line.trim() !== '') ?? ''
  return heading
    .replace(/^#+\s*/, '')
    .trim()
    .slice(0, 80)
}

/** What stands under the heading. */
export function beginningOf(document: ShownDocument): string {
  const [, ...rest] = sentencesOf(document)
  return rest.slice(0, 2).join(' ').slice(0, longest)
}

/** The sentence that has most words of a question; undefined when none has any. */
export function passageAbout(question: string, document: ShownDocument): string | undefined {
  const wanted = stemsOf(question)
  let [found, most]: [string | undefined, number] = [undefined, 0]
  for (const sentence of sentencesOf(document)) {
    const words = wordsOf(sentence)
    const count = wanted.filter((stem) => words.some((word) => word.startsWith(stem))).length
    if (count > most) [found, most] = [sentence, count]
  }
  return found?.slice(0, longest)
}

const longest = 300

function sentencesOf({ text }: ShownDocument): string[] {
  return text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter(Boolean)
}

const wordsOf = (text: string) => text.toLowerCase().match(/\p{L}{4,}/gu) ?? []

/** Words of which every question has some. */
const common =
  /^(как|скольк|когда|почему|зачем|это|что|чем|там|здесь|what|when|which|where|much|many|does|this|that|about)/

/** The beginnings of words, which their endings do not change. */
function stemsOf(question: string): string[] {
  const words = wordsOf(question).filter((word) => !common.test(word))
  return [...new Set(words.map((word) => word.slice(0, Math.max(4, Math.min(5, word.length - 1)))))]
}
