import type { Message, MessageOrigin } from 'grammy/types'
import { isBlank } from '#platform/http/blank.ts'
import { glue, goesOn } from './gesture.ts'
import { type Me, questionIn, wordsOf } from './question.ts'
import { describe } from './reply-in.ts'
import type { Texts } from '#texts/languages.ts'

/** Every model of the usual catalogue has room for so much, and a person's own words are never left out. */
const mostForwarded = { messages: 100, characters: 24_000 }

/**
 * One question from the pieces of one gesture, in their order: a person's own words as they are, forwards quoted with their
 * origin. Its text is empty when nothing of it can be read. `leftOut` counts forwards for which there was no room.
 */
export function wholeQuestion(pieces: Message[], me: Me, t: Texts): { text: string; leftOut: number } {
  const blocks = blocksOf(pieces, me, t)
  if (!blocks.some(({ hasWords }) => hasWords)) return { text: '', leftOut: 0 }
  let room =
    mostForwarded.characters - blocks.reduce((sum, block) => sum + (block.forwarded ? 0 : block.text.length), 0)
  let forwards = 0
  let leftOut = 0
  const kept = blocks.filter((block) => {
    if (!block.forwarded) return block.text !== ''
    room -= block.text.length
    forwards += 1
    const fits = forwards === 1 || (leftOut === 0 && room >= 0 && forwards <= mostForwarded.messages)
    if (!fits) leftOut += 1
    return fits
  })
  return { text: kept.map(({ text }) => text).join('\n\n'), leftOut }
}

interface Block {
  text: string
  forwarded: boolean
  /** Or else it is only a picture and the like. */
  hasWords: boolean
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
  const text = piece.text === undefined ? describe(piece, t) : (questionIn(me, piece) ?? piece.text)
  return { text, forwarded: false, hasWords: piece.text !== undefined && text !== '' }
}

function quotation(piece: Message, origin: MessageOrigin, t: Texts): Block {
  const text = `${t.forwardedFrom(nameOf(origin))}: ${describe(piece, t)}`.replace(/^/gm, '> ')
  return { text, forwarded: true, hasWords: !isBlank(wordsOf(piece)) }
}

function nameOf(origin: MessageOrigin): string {
  if (origin.type === 'hidden_user') return origin.sender_user_name
  const { first_name, last_name, title } =
    origin.type === 'user'
      ? { ...origin.sender_user, title: undefined }
      : { ...(origin.type === 'chat' ? origin.sender_chat : origin.chat) }
  return title ?? [first_name, last_name].filter(Boolean).join(' ')
}
