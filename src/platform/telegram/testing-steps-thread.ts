import { Session } from 'node:inspector/promises'
import { parentPort } from 'node:worker_threads'

/** Counts the steps of work: how often a piece of code is entered that has no branch in it, in our code and the parser's. */
const session = new Session()
session.connect()
await session.post('Profiler.enable')
// Before the code is there: what is compiled earlier is not counted.
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
const { works } = await import('./testing-works.ts')
// What is read counts from here on.
await session.post('Profiler.takePreciseCoverage')

parentPort!.on('message', ({ work, text }: { work: keyof typeof works; text: string }) => void measure(work, text))

async function measure(work: keyof typeof works, text: string) {
  works[work](text)
  const { result } = await session.post('Profiler.takePreciseCoverage')
  const counted = result.filter(({ url }) => /\/src\/platform\/telegram\/|\/markdown-it\//.test(url))
  const ranges = counted.flatMap(({ functions }) => functions.flatMap((code) => code.ranges))
  parentPort!.postMessage(ranges.reduce((sum, { count }) => sum + count, 0))
}
