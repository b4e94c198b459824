import type { Middleware } from 'grammy'
import { patterns } from '#bot/callback-data.ts'
import type { BotContext } from '#bot/context.ts'
import { say } from '#bot/screen.ts'

const windowMs = 60_000
const mostInWindow = 30
const mostKnown = 10_000

export interface FloodLimit {
  /** `first` is the one excess that is told; the rest of the minute is quiet. Times are milliseconds and may step back. */
  check(id: number, now: number): 'fine' | 'first' | 'more'
}

/** So much a minute from one person, in this process: with several bots a little more gets through, which does no harm. */
export function createFloodLimit(most = mostInWindow): FloodLimit {
  const windows = new Map<number, { begun: number; count: number }>()
  return {
    check(id, now) {
      const current = windows.get(id)
      if (!current || Math.abs(now - current.begun) >= windowMs) {
        windows.delete(id)
        if (windows.size >= mostKnown) windows.delete(windows.keys().next().value!)
        windows.set(id, { begun: now, count: 1 })
        return 'fine'
      }
      current.count += 1
      if (current.count <= most) return 'fine'
      return current.count === most + 1 ? 'first' : 'more'
    },
  }
}

/** Keeps one person from taking everybody's time. Payments and the wish to stop always pass. */
export function limitFlood(limit = createFloodLimit()): Middleware<BotContext> {
  return async (ctx, next) => {
    if (passesAlways(ctx) || ctx.handling.attempt > 1) return next()
    const verdict = limit.check(ctx.person.telegram_id, sentAt(ctx))
    if (verdict === 'fine') return next()
    if (verdict === 'more') return
    if (ctx.callbackQuery) await ctx.answerCallbackQuery(ctx.t.tooFast)
    else if (ctx.chat?.type === 'private') await say(ctx, ctx.t.tooFast)
  }
}

/** When it was written and not when we come to it: what has waited for us through an outage comes all at once. */
function sentAt({ message, editedMessage }: BotContext): number {
  const seconds = editedMessage?.edit_date ?? message?.date
  return seconds === undefined ? Date.now() : seconds * 1000
}

function passesAlways({ message, preCheckoutQuery, callbackQuery, stoppedMessageGeneration }: BotContext): boolean {
  if (stoppedMessageGeneration) return true
  const paid = preCheckoutQuery ?? message?.successful_payment ?? message?.refunded_payment
  return paid !== undefined || /^\/stop\b/.test(message?.text ?? '') || patterns.stop.test(callbackQuery?.data ?? '')
}
