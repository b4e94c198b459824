/** Of what people wait for, and of what may wait behind it. */
export type Rank = 'usual' | 'last'

interface Limits {
  /** For how long what is last lets others pass; absent: while there are others. */
  longestBehindMs?: number
  /** How long a turn is waited for. */
  longestMs?: number
}

/** Lets so many do something at once; the others wait for their turn, in the order in which they came. */
export class Turns {
  readonly #atOnce: number
  readonly #limits: Limits
  readonly #waiting: Record<Rank, Waiting[]> = { usual: [], last: [] }
  #running = 0

  constructor(atOnce: number, limits: Limits = {}) {
    this.#atOnce = atOnce
    this.#limits = limits
  }

  /** @throws NoTurn */
  async take<Result>(act: () => Promise<Result>, rank?: Rank): Promise<Result> {
    const wait = this.begin(rank)
    if (wait) await wait
    try {
      return await act()
    } finally {
      this.end()
    }
  }

  /** Undefined when it is one's turn at once, else resolves when it is; it must `end`. @throws NoTurn */
  begin(rank: Rank = 'usual'): Promise<void> | undefined {
    if (this.#running === this.#atOnce) return this.#wait(this.#waiting[rank])
    this.#running += 1
    return undefined
  }

  /** A turn that is over is passed on. */
  end(): void {
    const next = this.#next()
    if (next) next.begin()
    else this.#running -= 1
  }

  #wait(queue: Waiting[]): Promise<void> {
    const { longestMs } = this.#limits
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { begin: resolve, sinceMs: performance.now() }
      queue.push(waiting)
      if (longestMs === undefined) return
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(waiting), 1)
        reject(new NoTurn(longestMs))
      }, longestMs)
      waiting.begin = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  #next(): Waiting | undefined {
    const { usual, last } = this.#waiting
    const { longestBehindMs = Infinity } = this.#limits
    const [oldest] = last
    const isOverdue = oldest !== undefined && performance.now() - oldest.sinceMs > longestBehindMs
    return isOverdue ? last.shift() : (usual.shift() ?? last.shift())
  }
}

interface Waiting {
  begin(): void
  sinceMs: number
}

/** No turn came in time. */
export class NoTurn extends Error {
  override name = 'NoTurn'
  readonly code = 'ETIMEDOUT'

  constructor(ms: number) {
    super(`No turn came within ${ms} ms`)
  }
}
