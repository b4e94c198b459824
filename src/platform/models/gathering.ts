import type { IncomingMessage } from 'node:http'

/** Pieces that are read at once: the first words of an answer never wait. */
const readAtOnce = 10
/** Too short for a person to see in a growing answer. */
const gatheringMs = 40

/**
 * Pieces that follow each other fast are left with the system for a moment and then read together: to read a connection
 * costs more than to understand what was read.
 */
export class Gathering {
  private readonly message: IncomingMessage
  private pieces = 0
  private lastAt = 0
  private timer: NodeJS.Timeout | undefined

  constructor(message: IncomingMessage) {
    this.message = message
  }

  /** All that was read is taken. A connection whose reply is complete may carry the next one already. */
  begin(): void {
    const at = performance.now()
    const isFast = at - this.lastAt < gatheringMs
    this.lastAt = at
    this.pieces += 1
    if (!isFast || this.pieces <= readAtOnce || this.timer || this.message.complete) return
    this.message.socket.pause()
    this.timer = setTimeout(() => this.end(), gatheringMs)
  }

  end(): void {
    if (!this.timer) return
    clearTimeout(this.timer)
    this.timer = undefined
    this.lastAt = performance.now()
    this.message.socket.resume()
  }
}
