import type { Message } from 'grammy/types'
import type { Update } from '#platform/inbox/lane.ts'

/** Telegram's longest message. What is longer its apps cut somewhere in the second half of it, at a good place. */
const longestMessage = 4096
/** By Telegram's clock, which counts whole seconds: whatever the way to us does to them. */
const betweenPiecesSeconds = 2

/**
 * The messages at the head of what waits that were sent in one gesture with the first: any number of forwards, one comment
 * before or behind them, the pieces of one long text, the pictures of one album.
 */
export function piecesOf(first: Message, waiting: Update[]): Message[] {
  const pieces = [first]
  for (const update of waiting) {
    const next = messageIn(update)
    if (!next || !belongs(pieces, next)) break
    pieces.push(next)
  }
  return pieces.slice(1)
}

export function messageIn(update: Update): Message | undefined {
  return update['message'] as Message | undefined
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
  if (Math.abs(next.date - last.date) > betweenPiecesSeconds) return false
  if (next.media_group_id !== undefined && next.media_group_id === last.media_group_id) return true
  if (next.forward_origin) return pieces.some((piece) => piece.forward_origin ?? piece.text !== undefined)
  return goesOn(last, next) || (pieces.every((piece) => piece.forward_origin) && isComment(next))
}

function isComment(message: Message): boolean {
  return message.text !== undefined && (!isCommand(message) || /^\/ask\b/i.test(message.text))
}

function isCommand({ text = '' }: Message): boolean {
  return /^\/\w+(@\w+)?(?=\s|$)/.test(text)
}
