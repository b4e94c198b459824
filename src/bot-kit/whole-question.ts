import type { Message, MessageOrigin } from 'grammy/types'
import { isBlank } from '#platform/http/blank.ts'
import { type FileIn, fileIn, passedOn } from '#platform/telegram/file-in.ts'
import { mostAttachments } from '#modules/questions/contract.ts'
import { glue, goesOn } from './gesture.ts'
import { type Me, questionIn, wordsOf } from './question.ts'
import { describe } from './reply-in.ts'
import type { Texts } from '#texts/languages.ts'

/** Every model of the usual catalogue has room for so much, and a person's own words are never left out. */
const mostForwarded = { messages: 100, characters: 24_000 }

export type Part = { type: 'text'; text: string } | FileIn

export interface WholeQuestion {
  /** Empty when nothing of it can be read. */
  parts: Part[]
  /** Whether it is only sound of another person, without a word about it. */
  transcriptOnly: boolean
  /** For which there was no room. */
  leftOut: { forwards: number; files: number }
}

/**
 * One question from the pieces of one gesture, in their order: a person's own words as they are, forwards quoted with their
 * origin, and the files. What is asked about a file that stands elsewhere begins with it.
 */
export function wholeQuestion(pieces: Message[], me: Me, t: Texts, about?: FileIn): WholeQuestion {
  const blocks = blocksOf(pieces, me, t)
  const hasWords = blocks.some((block) => block.hasWords)
  if (!hasWords && !about && !blocks.some(({ file }) => file))
    return { parts: [], transcriptOnly: false, leftOut: { forwards: 0, files: 0 } }
  const transcriptOnly = blocks.every(({ forwarded, file }) => forwarded && file?.type === 'audio')
  const kept = withinRoom(blocks)
  const parts = new Parts(about)
  for (const { text, file, isOrigin } of kept) {
    if (!transcriptOnly && (hasWords || !isOrigin)) parts.addText(text)
    if (file) parts.addFile(file)
  }
  return {
    parts: parts.list,
    transcriptOnly,
    leftOut: { forwards: blocks.length - kept.length, files: parts.filesLeftOut },
  }
}

/** All words of a question. */
export function wordsIn(parts: Part[]): string {
  return parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n\n')
}

interface Block {
  text: string
  forwarded: boolean
  /** Or else it is only a picture and the like. */
  hasWords: boolean
  file?: FileIn | undefined
  /** Whether its text only says where the file comes from. */
  isOrigin?: boolean
}

function blocksOf(pieces: Message[], me: Me, t: Texts): Block[] {
  const blocks: Block[] = []
  for (const [index, piece] of pieces.entries()) {
    const before = pieces[index - 1]
    if (piece.forward_origin) blocks.push(quotation(piece, piece.forward_origin, t))
    else if (before && goesOn(before, piece)) blocks.at(-1)!.text = glue(blocks.at(-1)!.text, piece.text!)
    else blocks.push(ownWords(piece, me, t))
  }
  return blocks
}

function ownWords(piece: Message, me: Me, t: Texts): Block {
  const file = fileIn(piece)
  const isReadable = piece.text !== undefined || file !== undefined
  const text = isReadable ? (questionIn(me, piece) ?? wordsOf(piece)) : describe(piece, t)
  return { text, forwarded: false, hasWords: isReadable && !isBlank(text), file }
}

function quotation(piece: Message, origin: MessageOrigin, t: Texts): Block {
  const words = describe(piece, t)
  const from = t.forwardedFrom(nameOf(origin))
  const text = (words === '' ? from : `${from}: ${words}`).replace(/^/gm, '> ')
  const file = fileIn(piece)
  return {
    text,
    forwarded: true,
    hasWords: !isBlank(wordsOf(piece)),
    file: file && passedOn(file),
    isOrigin: words === '',
  }
}

function nameOf(origin: MessageOrigin): string {
  if (origin.type === 'hidden_user') return origin.sender_user_name
  const { first_name, last_name, title } =
    origin.type === 'user'
      ? { ...origin.sender_user, title: undefined }
      : { ...(origin.type === 'chat' ? origin.sender_chat : origin.chat) }
  return title ?? [first_name, last_name].filter(Boolean).join(' ')
}

/** The blocks without the forwards that are too many or too long: from the first of these on all are left out. */
function withinRoom(blocks: Block[]): Block[] {
  let room =
    mostForwarded.characters - blocks.reduce((sum, block) => sum + (block.forwarded ? 0 : block.text.length), 0)
  let forwards = 0
  let isFull = false
  return blocks.filter((block) => {
    if (!block.forwarded) return true
    room -= block.text.length
    forwards += 1
    isFull ||= forwards > 1 && (room < 0 || forwards > mostForwarded.messages)
    return !isFull
  })
}

/** Parts in order: texts that follow each other are paragraphs of one, and of the files only the first ones are kept. */
class Parts {
  readonly list: Part[] = []
  private files = 0

  constructor(about: FileIn | undefined) {
    if (about) this.addFile(about)
  }

  addText(text: string): void {
    if (isBlank(text)) return
    const last = this.list.at(-1)
    if (last?.type === 'text') last.text = `${last.text}\n\n${text}`
    else this.list.push({ type: 'text', text })
  }

  addFile(file: FileIn): void {
    this.files += 1
    if (this.files <= mostAttachments) this.list.push(file)
  }

  get filesLeftOut(): number {
    return Math.max(0, this.files - mostAttachments)
  }
}
