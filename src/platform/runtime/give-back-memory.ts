import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** V8's `gc()`, which `--expose-gc` puts on the global object of a new context. */
type Collect = (how: { type: 'major'; flavor?: 'last-resort' }) => void

/**
 * Collects all garbage of the start and shrinks the young generation, which has grown while modules were loaded. V8 itself
 * does so only when memory runs short, and then it also drops bytecode that has not run recently; here bytecode stays, and
 * only compiled regular expressions are dropped. It blocks the event loop for about 0.15 s, so it is called before a program
 * serves requests.
 */
export function giveBackMemory(): void {
  const collect = collector()
  setFlagsFromString('--no-flush-bytecode')
  collect({ type: 'major', flavor: 'last-resort' })
  setFlagsFromString('--flush-bytecode')
}

/**
 * Runs a warm-up between two collections: of the garbage of the start, and of its own. V8 would collect the latter within
 * the first ten questions, one of which would wait for it.
 */
export async function betweenCollections<Result>(warmUp: () => Promise<Result>): Promise<Result> {
  giveBackMemory()
  const result = await warmUp()
  collector()({ type: 'major' })
  return result
}

function collector(): Collect {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as Collect
  setFlagsFromString('--no-expose-gc')
  return collect
}
