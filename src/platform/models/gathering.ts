import type { IncomingMessage } from 'node:http'

/** Pieces that are read at once: the first words of an answer never wait. */
const readAtOnce = 10
/** Too short for a person to see in a growing answer; the longest is for a process that has too much to do. */
const gatheringMs = { usual: 40, longest: 200 }
/** So many times as long as the process comes late pieces are left to gather. */
const gatheringForLateness = 5

/**
 * Pieces that follow each other fast are left with the system for a moment and then read together: to read a connection
 * costs more than to understand what was read.
 */
export class Gathering {
  private readonly message: IncomingMessage
  private pieces = 0
  private lastAt = 0
  private pauseMs = gatheringMs.usual
  private timer: NodeJS.Timeout | undefined

  constructor(message: IncomingMessage) {
    this.message = message
  }

  /** All that was read is taken. A connection whose reply is complete may carry the next one already. */
  begin(): void {
    const at = performance.now()
    const isFast = at - this.lastAt < gatheringMs.usual
    this.lastAt = at
    this.pieces += 1
    if (!isFast || this.pieces <= readAtOnce || this.timer || this.message.complete) return
    this.message.socket.pause()
    const dueAt = at + this.pauseMs
    this.timer = setTimeout(() => {
      const lateMs = performance.now() - dueAt
      this.pauseMs = Math.min(Math.max(gatheringMs.usual, lateMs * gatheringForLateness), gatheringMs.longest)
      this.end()
    }, this.pauseMs)
  }

  end(): void {
    if (!this.timer) return
    clearTimeout(this.timer)
    this.timer = undefined
    this.lastAt = performance.now()
    this.message.socket.resume()
  }
}
