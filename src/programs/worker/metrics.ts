import { Gauge, Histogram, Registry } from 'prom-client'

/** What the owner watches of one worker; which of several did a task is chance, so look at the sum or the newest. */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  const seconds = new Histogram({
    name: 'pomogator_task_seconds',
    help: 'How long a task of the timetable took, and whether it was done',
    labelNames: ['task', 'result'],
    buckets: [0.01, 0.1, 1, 10, 60, 300],
    registers,
  })
  const doneAt = new Gauge({
    name: 'pomogator_task_done_timestamp_seconds',
    help: 'When a task was done last',
    labelNames: ['task'],
    registers,
  })
  return {
    registry,
    async watch(task: string, run: () => Promise<void>) {
      const end = seconds.startTimer({ task })
      try {
        await run()
        end({ result: 'done' })
        doneAt.set({ task }, Date.now() / 1000)
      } catch (error) {
        end({ result: 'failed' })
        throw error
      }
    },
  }
}
