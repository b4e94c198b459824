import type { IncomingMessage } from 'node:http'
import { workload } from '#platform/runtime/workload.ts'

/** Pieces that are read at once: the first words of an answer never wait. */
const readAtOnce = { usual: 10, least: 1 }
/**
 * Too short for a person to see in a growing answer. The longest is for a process that has too much to do: its growing
 * answers change every few seconds only, and what it reads less often leaves room for new questions.
 */
const gatheringMs = { usual: 40, longest: 1_000 }

/**
 * Pieces that follow each other fast are left with the system for a moment and then read together: to read a connection
 * costs more than to understand what was read. It takes a connection of which nothing is read while it is paused.
 */
export class Gathering {
  private readonly message: IncomingMessage
  private pieces = 0
  private lastAt = 0
  private isGathering = false
  /** Until the connection is read again, or for as long as it is. */
  private pause: NodeJS.Timeout | undefined
  private turn: NodeJS.Immediate | undefined

  constructor(message: IncomingMessage) {
    this.message = message
  }

  /** All that was read is taken. */
  begin(): void {
    const at = performance.now()
    const isFast = at - this.lastAt < workload.stretched(gatheringMs)
    this.lastAt = at
    this.pieces += 1
    if (isFast && !this.isGathering && this.pieces > firstPieces()) this.gather()
  }

  end(): void {
    clearTimeout(this.pause)
    clearImmediate(this.turn)
    if (this.isGathering) this.message.resume()
  }

  private gather(): void {
    // Its end is read already.
    this.isGathering = !this.message.complete
    if (!this.isGathering) return
    this.message.pause()
    this.pause = setTimeout(() => this.read(), workload.stretched(gatheringMs))
  }

  /** For one turn of the event loop, which takes all that has come. */
  private read(): void {
    const { pieces } = this
    this.message.resume()
    this.turn = setImmediate(() => {
      if (this.pieces > pieces) this.gather()
      else this.isGathering = false
    })
  }
}

function firstPieces(): number {
  const { usual, least } = readAtOnce
  return usual - (usual - least) * workload.crowding()
}
