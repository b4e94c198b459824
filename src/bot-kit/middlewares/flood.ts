import type { Middleware } from 'grammy'
import { LRUCache } from 'lru-cache'
import { patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { say } from '#bot-kit/screen.ts'
import { Postpone } from '#platform/inbox/postponement.ts'
import { kindOf } from '#platform/inbox/update-kinds.ts'

const windowMs = 60_000
/** Messages, and presses that begin an answer. */
const mostInWindow = 30
/** Other presses only turn the pages of a menu. */
const mostPresses = 120
const mostKnown = 10_000

export interface FloodLimit {
  /** `first` is the one excess of a minute that is told. Times are milliseconds and may step back. */
  check(id: number, now: number): 'fine' | 'first' | 'more'
  /** How long the minute of a person who was too fast still lasts. */
  restMs(id: number, now: number): number
}

/** So much a minute from one person, in this process: with several bots a little more gets through, which does no harm. */
export function createFloodLimit(most = mostInWindow): FloodLimit {
  const windows = new LRUCache<number, { begun: number; count: number }>({ max: mostKnown })
  return {
    check(id, now) {
      const current = windows.get(id)
      if (!current || Math.abs(now - current.begun) >= windowMs) {
        windows.set(id, { begun: now, count: 1 })
        return 'fine'
      }
      current.count += 1
      if (current.count <= most) return 'fine'
      return current.count === most + 1 ? 'first' : 'more'
    },
    restMs: (id, now) => Math.max(0, (windows.get(id)?.begun ?? now) + windowMs - now),
  }
}

/**
 * Keeps one person from taking everybody's time. What is too much waits in the inbox for the next minute, and the person is
 * told so: nothing they wrote is dropped. Only presses that turn pages are, and they are asked to press again. Payments and
 * the wish to stop always pass.
 */
export function limitFlood(
  limit = createFloodLimit(),
  presses = createFloodLimit(mostPresses),
): Middleware<BotContext> {
  /** Updates that have waited count for the minute in which their turn came. */
  const waited = new LRUCache<number, true>({ max: mostKnown })
  return async (ctx, next) => {
    const { telegramId: id } = ctx.person
    const { update_id: updateId } = ctx.update
    if (kindOf(ctx.update)?.passesFloodLimit || ctx.handling.attempt > 1) return next()
    if (ctx.callbackQuery && !patterns.ask.test(ctx.callbackQuery.data ?? '')) {
      if (presses.check(id, Date.now()) === 'fine') return next()
      return void (await ctx.answerCallbackQuery(ctx.t.pressesTooFast))
    }
    const now = waited.has(updateId) ? Date.now() : sentAt(ctx)
    const verdict = limit.check(id, now)
    if (verdict === 'fine') {
      waited.delete(updateId)
      return next()
    }
    if (verdict === 'first' && ctx.callbackQuery) await ctx.answerCallbackQuery(ctx.t.tooFast(mostInWindow))
    else if (verdict === 'first' && ctx.chat?.type === 'private') await say(ctx, ctx.t.tooFast(mostInWindow))
    waited.set(updateId, true)
    const delayMs = limit.restMs(id, now)
    throw new Postpone('One person has written too much in a minute', { delayMs, countsAsAttempt: false })
  }
}

/** When it was written and not when we come to it: what has waited for us through an outage comes all at once. */
function sentAt({ message, editedMessage }: BotContext): number {
  const seconds = editedMessage?.edit_date ?? message?.date
  return seconds === undefined ? Date.now() : seconds * 1000
}
