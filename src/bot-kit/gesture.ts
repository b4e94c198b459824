import type { Message } from 'grammy/types'
import type { Update } from '#platform/inbox/lane.ts'
import { fileIn } from '#platform/telegram/file-in.ts'
import { wordsOf } from './question.ts'

/** Telegram's longest message. What is longer its apps cut somewhere in the second half of it, at a good place. */
const longestMessage = 4096
/** By Telegram's clock, which counts whole seconds: whatever the way to us does to them. */
const betweenPiecesSeconds = 2
/** Telegram's largest album. */
const mostInAlbum = 10

/**
 * The messages at the head of what waits that were sent in one gesture with the first: any number of forwards and of files
 * that we read, one comment before or behind them, the pieces of one long text, the pieces of one album.
 * @param albumOnly of these the last alone, for what is no question and so has no comment
 */
export function piecesOf(first: Message, waiting: Update[], { albumOnly = false } = {}): Message[] {
  const pieces = [first]
  for (const update of waiting) {
    const next = messageIn(update)
    if (!next || !belongs(pieces, next)) break
    if (albumOnly && next.media_group_id !== first.media_group_id) break
    pieces.push(next)
  }
  return pieces.slice(1)
}

export function messageIn(update: Update): Message | undefined {
  return update['message'] as Message | undefined
}

/** Whether more pieces of the album that came last may be on their way. */
export function mayMissPieces(pieces: Message[]): boolean {
  const album = pieces.at(-1)!.media_group_id
  return album !== undefined && pieces.filter((piece) => piece.media_group_id === album).length < mostInAlbum
}

/** Whether a piece of a long text goes on in the next message. */
export function goesOn(last: Message, next: Message): boolean {
  return mayGoOn(last) && !last.forward_origin && next.text !== undefined && !next.forward_origin && !isCommand(next)
}

/** Whether more of the same text may have followed in another message. */
function mayGoOn({ text = '' }: Pick<Message, 'text'>): boolean {
  return text.length > longestMessage / 2
}

/** Where an app cuts it drops the white space; a piece without a place to cut at is full to the brim. */
export function glue(whole: string, piece: string): string {
  return whole.length % longestMessage === 0 ? whole + piece : `${whole}\n${piece}`
}

function belongs(pieces: Message[], next: Message): boolean {
  const last = pieces.at(-1)!
  if (next.from?.id !== last.from?.id || next.message_thread_id !== last.message_thread_id) return false
  // Telegram itself says what is one album, however long its pieces were on their way.
  if (next.media_group_id !== undefined && next.media_group_id === last.media_group_id) return true
  if (Math.abs(next.date - last.date) > betweenPiecesSeconds) return false
  if (next.forward_origin) return pieces.some((piece) => piece.forward_origin ?? isReadable(piece))
  if (fileIn(next)) return pieces.some(isReadable) && mayBelong(next)
  return goesOn(last, next) || (pieces.every((piece) => piece.forward_origin ?? fileIn(piece)) && isComment(next))
}

function isReadable(piece: Message): boolean {
  return piece.text !== undefined || fileIn(piece) !== undefined
}

function isComment(message: Message): boolean {
  return message.text !== undefined && mayBelong(message)
}

function mayBelong(message: Message): boolean {
  return !isCommand(message) || /^\/ask\b/i.test(wordsOf(message))
}

function isCommand(message: Message): boolean {
  return /^\/\w+(@\w+)?(?=\s|$)/.test(wordsOf(message))
}
