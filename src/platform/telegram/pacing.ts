/**
 * When this bot may call Telegram: how often it calls at all, how often it shows progress in one chat, and which chats want
 * a pause. One for all answers of a process. Final texts wait only for a pause and for the bot's own limit, and go first;
 * progress never waits: it asks, and comes again later with what is new by then.
 */
export interface Pacing {
  /**
   * Milliseconds until a step of progress may be shown in the chat; 0 means now, and the step counts as taken. The first
   * step of an answer need not keep the distance to the last one of the answer before: Telegram bears short bursts.
   */
  progressIn(chatId: number, gapMs: number, isFirst?: boolean): number
  /** Until a final text may be sent there; a pause longer than the limit is not waited out. */
  turn(chatId: number, options: { longestPauseMs: number; signal: AbortSignal }): Promise<void>
  /** Telegram wants no call for this chat for so long. */
  pause(chatId: number, pauseMs: number): void
  isPaused(chatId: number): boolean
  /** Drafts are not for every chat; once refused, they are not tried there again. */
  refuseDrafts(chatId: number): void
  takesDrafts(chatId: number): boolean
}

interface Chat {
  /** Before this no progress, and before that nothing at all. */
  progressAt: number
  pausedUntil: number
  /** For messages and their changes; drafts are not counted here. */
  room: Room
}

/**
 * What Telegram bears in one chat: a short burst, then a message a second; in a group twenty a minute. A little less, since
 * what we send evenly does not arrive evenly.
 */
const chatRoom = { private: { perSecond: 0.95, burst: 3 }, group: { perSecond: 0.95 / 3, burst: 15 } }
/** What growing leaves of that: the final text and the beginning of the next answer should not have to wait for it. */
const chatReserve = 2
/** A gap between steps that is shorter than this is one of drafts. */
const messageGapMs = 1_000
/** Telegram allows about thirty messages a second to a bot that does not pay for more. */
const usualPerSecond = 30
/** What progress leaves untouched, so that final texts find room at once. */
const reserveShare = 0.3
/** So many chats are remembered before those of the past are forgotten. */
const manyChats = 1_000

export function createPacing({ perSecond = usualPerSecond }: { perSecond?: number } = {}): Pacing {
  const chats = new Map<number, Chat>()
  const withoutDrafts = new Set<number>()
  const room = createRoom({ perSecond, burst: perSecond })
  let finals = 0

  function chatOf(chatId: number): Chat {
    const known = chats.get(chatId)
    if (known) return known
    if (chats.size >= manyChats) forgetPast(chats)
    const chat = { progressAt: 0, pausedUntil: 0, room: createRoom(chatId < 0 ? chatRoom.group : chatRoom.private) }
    chats.set(chatId, chat)
    return chat
  }

  return {
    progressIn(chatId, gapMs, isFirst = false) {
      const now = performance.now()
      const chat = chatOf(chatId)
      const at = Math.max(isFirst ? 0 : chat.progressAt, chat.pausedUntil)
      if (at > now) return at - now
      const own = gapMs < messageGapMs ? 0 : chat.room.take(isFirst ? 0 : chatReserve)
      if (own > 0) return own
      const waitMs = room.take(finals > 0 ? perSecond : perSecond * reserveShare)
      if (waitMs === 0) chat.progressAt = now + gapMs
      else if (gapMs >= messageGapMs) chat.room.giveBack()
      return waitMs
    },
    async turn(chatId, { longestPauseMs, signal }) {
      finals += 1
      try {
        const pauseMs = chatOf(chatId).pausedUntil - performance.now()
        // Whoever meets a longer pause hears it from Telegram, and tries again much later.
        if (pauseMs > 0 && pauseMs <= longestPauseMs) await pass(pauseMs, signal)
        for (const each of [chatOf(chatId).room, room])
          for (let waitMs = each.take(0); waitMs > 0; waitMs = each.take(0)) await pass(waitMs, signal)
      } finally {
        finals -= 1
      }
    },
    pause(chatId, pauseMs) {
      const chat = chatOf(chatId)
      chat.pausedUntil = Math.max(chat.pausedUntil, performance.now() + pauseMs)
    },
    isPaused: (chatId) => (chats.get(chatId)?.pausedUntil ?? 0) > performance.now(),
    refuseDrafts: (chatId) => void withoutDrafts.add(chatId),
    takesDrafts: (chatId) => !withoutDrafts.has(chatId),
  }
}

interface Room {
  /** 0 when a call was taken from what is left beyond the reserve, else the milliseconds until it is worth asking again. */
  take(reserve: number): number
  giveBack(): void
  isFull(): boolean
}

/** Room for a burst of calls, which fills up evenly. */
function createRoom({ perSecond, burst }: { perSecond: number; burst: number }): Room {
  let left = burst
  let since = performance.now()
  const fill = () => {
    const now = performance.now()
    left = Math.min(burst, left + ((now - since) / 1000) * perSecond)
    since = now
  }
  return {
    take(reserve) {
      fill()
      const missing = Math.min(reserve, burst - 1) + 1 - left
      if (missing > 0) return Math.ceil((missing / perSecond) * 1000)
      left -= 1
      return 0
    },
    giveBack() {
      left += 1
    },
    isFull() {
      fill()
      return left === burst
    },
  }
}

function forgetPast(chats: Map<number, Chat>): void {
  const now = performance.now()
  for (const [chatId, chat] of chats)
    if (Math.max(chat.progressAt, chat.pausedUntil) <= now && chat.room.isFull()) chats.delete(chatId)
}

/** Lets time pass; an aborted signal ends it with its reason. */
export function pass(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}
