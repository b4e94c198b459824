import { LRUCache } from 'lru-cache'
import { pass } from '#platform/runtime/pass.ts'

/**
 * What Telegram bears in one chat: a short burst, then a message a second; in a group twenty a minute. A little less, since
 * what we send evenly does not arrive evenly.
 */
const chatRoom = { private: { perSecond: 0.95, burst: 3 }, group: { perSecond: 0.95 / 3, burst: 15 } }
/** What growing leaves of that: the final text and the beginning of the next answer should not have to wait for it. */
const chatReserve = 2
/** Whose are the calls that Telegram allows: answers go first, and what the bot says by itself never takes their room. */
export const callShares = { answers: 0.9, notices: 0.1 }
/** A gap between steps that is shorter than this is one of drafts. */
const messageGapMs = 1_000
/** What progress leaves untouched, so that final texts find room at once. */
const reserveShare = 0.3
/** So many chats, and so many pauses, are remembered. */
const mostChats = 10_000

/**
 * When this bot may call Telegram: how often it calls at all, how often it shows progress in one chat, and which chats want
 * a pause. One for all answers of a process. Final texts wait only for a pause and for the bot's own limit, and go first;
 * progress never waits: it asks, and comes again later with what is new by then.
 */
export class Pacing {
  private readonly perSecond: number
  private readonly room: Room
  private readonly chats = new LRUCache<number, Chat>({ max: mostChats })
  /** Apart from the chats, so that only other pauses can push one out. */
  private readonly pausedUntil = new LRUCache<number, number>({ max: mostChats })
  private readonly withoutDrafts = new LRUCache<number, true>({ max: mostChats })
  private waitingFinals = 0

  /** @param options.perSecond calls that Telegram allows to this bot */
  constructor({ perSecond }: { perSecond: number }) {
    this.perSecond = perSecond
    this.room = new Room({ perSecond, burst: perSecond })
  }

  /**
   * Milliseconds until a step of progress may be shown in the chat; 0 means now, and the step counts as taken. The first
   * step of an answer need not keep the distance to the last one of the answer before: Telegram bears short bursts.
   */
  progressIn(chatId: number, gapMs: number, isFirst = false): number {
    const now = performance.now()
    const chat = this.chatOf(chatId)
    const at = Math.max(isFirst ? 0 : chat.progressAt, this.pauseEnd(chatId))
    if (at > now) return at - now
    const own = gapMs < messageGapMs ? 0 : chat.room.take(isFirst ? 0 : chatReserve)
    if (own > 0) return own
    const waitMs = this.room.take(this.waitingFinals > 0 ? this.perSecond : this.perSecond * reserveShare)
    if (waitMs === 0) chat.progressAt = now + gapMs
    else if (gapMs >= messageGapMs) chat.room.giveBack()
    return waitMs
  }

  /** Until a final text may be sent there; a pause longer than the limit is not waited out. */
  async turn(chatId: number, options: { longestPauseMs: number; signal: AbortSignal }): Promise<void> {
    const { longestPauseMs, signal } = options
    this.waitingFinals += 1
    try {
      const pauseMs = this.pauseEnd(chatId) - performance.now()
      // After a longer pause Telegram itself refuses the call, and it is tried again much later.
      if (pauseMs > 0 && pauseMs <= longestPauseMs) await pass(pauseMs, signal)
      for (const each of [this.chatOf(chatId).room, this.room])
        for (let waitMs = each.take(0); waitMs > 0; waitMs = each.take(0)) await pass(waitMs, signal)
    } finally {
      this.waitingFinals -= 1
    }
  }

  /** Telegram wants no call for this chat for so long. */
  pause(chatId: number, pauseMs: number): void {
    this.pausedUntil.set(chatId, Math.max(this.pauseEnd(chatId), performance.now() + pauseMs))
  }

  isPaused(chatId: number): boolean {
    return this.pauseEnd(chatId) > performance.now()
  }

  /** Drafts are not for every chat; once refused, they are not tried there again. */
  refuseDrafts(chatId: number): void {
    this.withoutDrafts.set(chatId, true)
  }

  takesDrafts(chatId: number): boolean {
    return !this.withoutDrafts.has(chatId)
  }

  private pauseEnd(chatId: number): number {
    return this.pausedUntil.get(chatId) ?? 0
  }

  private chatOf(chatId: number): Chat {
    const known = this.chats.get(chatId)
    if (known) return known
    const chat = { progressAt: 0, room: new Room(chatId < 0 ? chatRoom.group : chatRoom.private) }
    this.chats.set(chatId, chat)
    return chat
  }
}

interface Chat {
  /** Before this no progress. */
  progressAt: number
  /** For messages and their changes; drafts are not counted here. */
  room: Room
}

/** Room for a burst of calls, which fills up evenly. */
class Room {
  private readonly perSecond: number
  private readonly burst: number
  private left: number
  private since = performance.now()

  constructor({ perSecond, burst }: { perSecond: number; burst: number }) {
    this.perSecond = perSecond
    this.burst = burst
    this.left = burst
  }

  /** 0 when a call was taken from what is left beyond the reserve, else the milliseconds until it is worth asking again. */
  take(reserve: number): number {
    const now = performance.now()
    this.left = Math.min(this.burst, this.left + ((now - this.since) / 1000) * this.perSecond)
    this.since = now
    const missing = Math.min(reserve, this.burst - 1) + 1 - this.left
    if (missing > 0) return Math.ceil((missing / this.perSecond) * 1000)
    this.left -= 1
    return 0
  }

  giveBack(): void {
    this.left += 1
  }
}
