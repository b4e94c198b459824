import type { Message } from 'grammy/types'
import { pass } from '#delivery/pacing.ts'
import { absorbedKey } from '#inbox/absorb.ts'
import type { Update } from '#inbox/lane.ts'
import type { BotContext } from './context.ts'

/** Telegram's longest message. What is longer its apps cut somewhere in the second half of it, at a good place. */
const longestMessage = 4096
/** The pieces of one text are sent within a second or two, whatever the way to us does to them. */
const betweenPiecesSeconds = 2
const patienceMs = 1_000
const lookEveryMs = 100
const mostPieces = 30

/**
 * The text of a question as it was written: pieces that Telegram's app made of a long text are put together. What belongs
 * together is decided once and kept in the inbox, so that an interrupted question is the same one afterwards.
 */
export async function wholeQuestion(ctx: BotContext, text: string): Promise<string> {
  const { message, handling } = ctx
  if (!message || ctx.callbackQuery || !mayGoOn(message)) return text
  const known = (ctx.update as { [absorbedKey]?: Update[] })[absorbedKey]
  const pieces = known ?? (await waitForPieces(ctx, message))
  if (!known) await handling.absorb(pieces)
  return [{ text }, ...pieces.map((piece) => messageIn(piece)!)].reduce(
    (whole, piece) => whole + glue(whole, piece.text!),
    '',
  )
}

async function waitForPieces(ctx: BotContext, first: Message): Promise<Update[]> {
  const { handling } = ctx
  let until = isRecent(first) ? performance.now() + patienceMs : 0
  let count = 0
  for (;;) {
    const waiting = await handling.following(mostPieces)
    const pieces = continuationsOf(first, waiting)
    const last = messageIn(pieces.at(-1)) ?? first
    const complete = !mayGoOn(last) || pieces.length < waiting.length || pieces.length === mostPieces
    if (complete || performance.now() >= until) return pieces
    if (pieces.length > count) until = performance.now() + patienceMs
    count = pieces.length
    await pass(lookEveryMs, handling.signal)
  }
}

/** The updates at the head of what waits that go on with the message, each with the one before it. */
export function continuationsOf(first: Message, waiting: Update[]): Update[] {
  let last = first
  const end = waiting.findIndex((update) => {
    const next = messageIn(update)
    if (!next || !goesOn(last, next)) return true
    last = next
    return false
  })
  return end === -1 ? waiting : waiting.slice(0, end)
}

function goesOn(last: Message, next: Message): boolean {
  return (
    mayGoOn(last) &&
    next.text !== undefined &&
    !/^\/\w/.test(next.text) &&
    next.from?.id === last.from?.id &&
    next.message_thread_id === last.message_thread_id &&
    next.date - last.date <= betweenPiecesSeconds
  )
}

/** Whether more of the same text may have followed in another message. */
export function mayGoOn({ text = '' }: Pick<Message, 'text'>): boolean {
  return text.length > longestMessage / 2
}

function isRecent({ date }: Message): boolean {
  return Date.now() / 1000 - date < 10
}

/** Where an app cuts it drops the white space; a piece without a place to cut at is full to the brim. */
function glue(whole: string, piece: string): string {
  if (whole === '') return piece
  return whole.length % longestMessage === 0 ? piece : `\n${piece}`
}

function messageIn(update: Update | undefined): Message | undefined {
  return update?.['message'] as Message | undefined
}
