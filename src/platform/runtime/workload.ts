import { performance, type EventLoopUtilization } from 'node:perf_hooks'

/** What happens within less time says little. */
const windowMs = 250
/** Up to this share of its time at work a process has room for all that people like to see. */
const calm = 0.6
/** From here on it does nothing but work, and everything that it does waits behind something else. */
const full = 0.95

/** How busy this process is. Who shows what people only like to see asks, so that questions and final texts have the room. */
export class Workload {
  private readonly utilization: () => EventLoopUtilization
  private from: EventLoopUtilization
  private share = 0

  constructor(utilization: () => EventLoopUtilization = () => performance.eventLoopUtilization()) {
    this.utilization = utilization
    this.from = utilization()
  }

  /** From 0, while there is time for everything, to 1, when there is none left. */
  crowding(): number {
    const now = this.utilization()
    const active = now.active - this.from.active
    const passed = active + now.idle - this.from.idle
    if (passed >= windowMs) {
      this.from = now
      // Half of what was known before, so that one long piece of work changes little.
      this.share = (this.share + active / passed) / 2
    }
    return Math.min(Math.max(0, (this.share - calm) / (full - calm)), 1)
  }

  /** The usual time while there is room, and up to the longest the less of it is left. */
  stretched({ usual, longest }: { usual: number; longest: number }): number {
    return usual + Math.max(0, longest - usual) * this.crowding()
  }
}

/** That of this process. */
export const workload = new Workload()
