import { z } from 'zod'
import { type ShownDocument, takeDocuments } from './documents.ts'
import { takeFound } from './look-up.ts'

/** Something of a question that is no text. */
export interface SentFile {
  kind: 'image' | 'audio' | 'file'
  name: string | undefined
  data: Buffer
}

/** One message of a conversation, as a model is shown it. */
export interface Turn {
  role: 'system' | 'developer' | 'user' | 'assistant'
  /** The words alone. */
  content: string
  files: SentFile[]
  /** Files whose text stands among the words. */
  documents: ShownDocument[]
  /** What was looked up for it. */
  found: string[]
}

const source = z.looseObject({ media_type: z.string().optional(), data: z.string() })
const part = z.looseObject({
  text: z.string().optional(),
  /** Of Chat Completions and of Responses. */
  image_url: z.union([z.string(), z.looseObject({ url: z.string() })]).optional(),
  input_audio: z.looseObject({ data: z.string() }).optional(),
  file: z.looseObject({ filename: z.string().optional(), file_data: z.string() }).optional(),
  filename: z.string().optional(),
  file_data: z.string().optional(),
  /** Of Messages, where a document has a title. */
  source: source.optional(),
  title: z.string().nullish(),
})
type SentPart = z.infer<typeof part>

/** Words, or parts. */
export const content = z.union([z.string(), z.array(part)])

export function wordsOf(said: z.infer<typeof content>): string {
  return typeof said === 'string' ? said : said.flatMap(({ text }) => text ?? []).join('\n\n')
}

export const turn = z
  .looseObject({ role: z.enum(['system', 'developer', 'user', 'assistant']), content })
  .transform(({ role, content }) => turnOf(role, content))

export function turnOf(role: Turn['role'], said: z.infer<typeof content>): Turn {
  const files = typeof said === 'string' ? [] : said.flatMap((one) => fileIn(one) ?? [])
  const { words: asked, found } = takeFound(wordsOf(typeof said === 'string' ? said : withoutNotes(said)))
  const { words, documents } = takeDocuments(asked)
  return { role, content: words, files, documents, found }
}

/** Without what is said of a file right before it, when something else is asked at the end. */
function withoutNotes(parts: SentPart[]): SentPart[] {
  const last = parts.findLastIndex(({ text }) => text !== undefined)
  return parts.filter(({ text }, index) => {
    const next = parts[index + 1]
    return text === undefined || index === last || next === undefined || next.text !== undefined
  })
}

/** Undefined for words, and for what is only an address: a demo model fetches nothing. */
function fileIn({ image_url, input_audio, file, filename, file_data, source, title }: SentPart): SentFile | undefined {
  const address = typeof image_url === 'string' ? image_url : image_url?.url
  if (address !== undefined) return sent('image', address)
  if (input_audio) return sent('audio', input_audio.data)
  const data = file?.file_data ?? file_data ?? source?.data
  if (data === undefined) return undefined
  const type = source?.media_type ?? /^data:([^;,]+)/.exec(data)?.[1] ?? ''
  const kind = (['image', 'audio'] as const).find((kind) => type.startsWith(`${kind}/`)) ?? 'file'
  return sent(kind, data, file?.filename ?? filename ?? title ?? undefined)
}

function sent(kind: SentFile['kind'], data: string, name?: string): SentFile | undefined {
  if (/^https?:/.test(data)) return undefined
  return { kind, name, data: Buffer.from(data.replace(/^data:[^,]*,/, ''), 'base64') }
}
