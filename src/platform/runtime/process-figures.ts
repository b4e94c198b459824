import { collectDefaultMetrics, Registry } from 'prom-client'

let figures: Registry | undefined

/**
 * Memory, processor time, garbage collection and the delay of the event loop, from the first call on. Programs that share a
 * process share them: each collection has a timer of its own, and the library has no way to stop one.
 */
export function figuresOfProcess(): Registry {
  if (!figures) collectDefaultMetrics({ register: (figures = new Registry()) })
  return figures
}
