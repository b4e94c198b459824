import { getHeapStatistics } from 'node:v8'
import { recentOutage } from './outage.ts'

/** Before a process breaks it becomes slow. Beyond these it says that it should be given nothing new. */
const slowMs = 1_000
const fullHeap = 0.9
const lookEveryMs = 250
const rememberedMs = 5_000

export interface Pressure {
  /** What this process has too much of; undefined while it is well. */
  reason(): string | undefined
  stop(): void
}

/** Watches how late the process comes to its work, and how full its memory is. */
export function watchPressure(options: { rememberedMs?: number } = {}): Pressure {
  let due = performance.now() + lookEveryMs
  let last = { lateMs: 0, at: -Infinity }
  const timer = setInterval(() => {
    const now = performance.now()
    if (now - due > slowMs) last = { lateMs: now - due, at: now }
    due = now + lookEveryMs
  }, lookEveryMs)
  timer.unref()
  return {
    reason() {
      if (performance.now() - last.at < (options.rememberedMs ?? rememberedMs))
        return `The process was ${Math.round(last.lateMs)} ms late for its work`
      const outage = recentOutage()
      if (outage !== undefined) return outage
      const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics()
      return used > limit * fullHeap ? `The memory is ${Math.round((100 * used) / limit)} % full` : undefined
    },
    stop: () => clearInterval(timer),
  }
}
