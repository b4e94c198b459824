import type { Clock } from '#sandbox/telegram/clock.ts'

/** So many calls at once, and so many a second afterwards. */
interface Limit {
  burst: number
  perSecond: number
}

const limits = {
  privateChat: { burst: 3, perSecond: 1 },
  group: { burst: 20, perSecond: 20 / 60 },
  drafts: { burst: 8, perSecond: 4 },
  bot: { burst: 30, perSecond: 30 },
} as const satisfies Record<string, Limit>

interface Bucket {
  left: number
  since: number
  /** A call before this is refused. */
  bannedUntil: number
}

/**
 * Telegram's flood limits, when switched on: about one message or edit a second in a chat, twenty a minute in a group, four
 * drafts a second, thirty calls a second for the whole bot.
 */
export function createRateLimits(clock: Clock) {
  let on = false
  const buckets = new Map<string, Bucket>()
  return {
    isOn: () => on,
    switch(wanted: boolean) {
      on = wanted
      buckets.clear()
    },
    /** Seconds to wait, whole and at least one, when this call is one too many; else undefined, and it counts. */
    check(method: string, chatId: number | undefined): number | undefined {
      if (!on || chatId === undefined || !/^(?:send(?!ChatAction)|edit|copy|forward)/.test(method)) return undefined
      const isDraft = method.endsWith('Draft')
      const chat: Limit = isDraft ? limits.drafts : chatId < 0 ? limits.group : limits.privateChat
      const own = bucketOf(`${isDraft ? 'drafts' : 'messages'}:${chatId}`, chat)
      const whole = bucketOf('bot', limits.bot)
      const waitMs = Math.max(take(own, chat), take(whole, limits.bot))
      if (waitMs > 0) return Math.ceil(waitMs / 1000)
      own.left -= 1
      whole.left -= 1
      return undefined
    },
  }

  function bucketOf(name: string, limit: Limit): Bucket {
    const known = buckets.get(name)
    if (known) return known
    const bucket = { left: limit.burst, since: clock.now(), bannedUntil: 0 }
    buckets.set(name, bucket)
    return bucket
  }

  /** Milliseconds until there is room; calling too early begins the wait anew, as the real one does. */
  function take(bucket: Bucket, limit: Limit): number {
    const now = clock.now()
    bucket.left = Math.min(limit.burst, bucket.left + ((now - bucket.since) / 1000) * limit.perSecond)
    bucket.since = now
    if (bucket.left >= 1 && bucket.bannedUntil <= now) return 0
    bucket.bannedUntil = now + Math.max(1_000, ((limit.burst - bucket.left) / limit.perSecond) * 1000)
    return bucket.bannedUntil - now
  }
}

export type RateLimits = ReturnType<typeof createRateLimits>
