import type { Message } from 'grammy/types'
import { pass } from '#platform/runtime/pass.ts'
import { absorbedKey } from '#platform/inbox/absorb.ts'
import type { Update } from '#platform/inbox/lane.ts'
import type { BotContext } from './context.ts'
import { mayMissPieces, messageIn, piecesOf } from './gesture.ts'

/** Twice what Telegram lets a person forward at once. */
const mostPieces = 200
/** However many pieces go on coming. */
const longestWaitMs = 10_000
const lookEveryMs = 500

/**
 * A message with all that was sent in one gesture with it. What belongs together is decided once and kept in the inbox, so
 * that an interrupted question is the same one afterwards, and its pieces are no questions of their own.
 */
export async function gather(ctx: BotContext, options: { albumOnly?: boolean } = {}): Promise<Message[]> {
  ctx.gathered ??= await findPieces(ctx, options)
  return ctx.gathered
}

async function findPieces(ctx: BotContext, { albumOnly = false }): Promise<Message[]> {
  const first = ctx.message!
  const known = (ctx.update as { [absorbedKey]?: Update[] })[absorbedKey]
  if (known) return [first, ...known.map((update) => messageIn(update)!)]
  // A process that dies while it waits has begun nothing: only what takes processes down is given up.
  if (ctx.handling.attempt > 1) await ctx.handling.onlyWaits()
  const quietMs = ctx.tools.gatherMs - ctx.handling.ageMs()
  if (quietMs > 0) await pass(quietMs, ctx.handling.signal)
  if (!mayMissPieces([first]) && (await ctx.handling.closeIfAlone())) return [first]
  const pieces = await waitForPieces(ctx, first, albumOnly)
  await ctx.handling.absorb(pieces)
  return [first, ...pieces.map((update) => messageIn(update)!)]
}

/** A message with the other pieces of its album, of which nothing is asked: they are no questions of their own. */
export async function gatherAlbum(ctx: BotContext): Promise<Message[]> {
  if (ctx.message!.media_group_id === undefined) return ctx.gathered ?? [ctx.message!]
  return gather(ctx, { albumOnly: true })
}

/**
 * Waits until nothing has come for a while. What has waited for us, through an outage or an answer, has come long since; but
 * of an album whose first pieces came before this process was there Telegram may hold the others.
 */
async function waitForPieces({ handling, tools }: BotContext, first: Message, albumOnly: boolean): Promise<Update[]> {
  const { gatherMs, arrivals } = tools
  const limit = performance.now() + longestWaitMs
  for (let count = 0; ;) {
    const waiting = await handling.following(mostPieces)
    const pieces = piecesOf(
      first,
      waiting.map(({ update }) => update),
      { albumOnly },
    )
    const { length } = pieces
    const isWhole = length < waiting.length || length === mostPieces
    const isHeld = !isWhole && mayMissPieces([first, ...pieces]) && (await arrivals.areExpected(handling.signal))
    const isOver = isWhole || (!isHeld && (length === count || performance.now() >= limit))
    const quietMs = Math.max(gatherMs - (waiting[length - 1]?.ageMs ?? gatherMs), isHeld ? lookEveryMs : 0)
    if (isOver || quietMs <= 0) return waiting.slice(0, length).map(({ update }) => update)
    count = length
    await pass(quietMs, handling.signal)
  }
}
