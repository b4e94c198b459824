import { BrokenAnswer } from './failure.ts'

const over = new Error('The answer is over')

/** Aborts its signal when something expected does not come in time, or when all of it takes too long. */
export class Watchdog {
  /** The time for all of it has run out: what was said until then is worth keeping. */
  isOutOfTime = false
  private readonly controller = new AbortController()
  private readonly name: string
  private readonly total: NodeJS.Timeout
  private timer: NodeJS.Timeout | undefined

  constructor(name: string, totalTimeoutMs: number) {
    this.name = name
    this.total = setTimeout(() => {
      this.isOutOfTime = true
      this.bite('took too long')
    }, totalTimeoutMs)
  }

  get signal(): AbortSignal {
    return this.controller.signal
  }

  expect(withinMs: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.bite('was silent for too long'), withinMs)
  }

  /** Also closes a connection that nobody reads any more. */
  end(): void {
    clearTimeout(this.timer)
    clearTimeout(this.total)
    // With a reason of ours: the usual one would be an error whose stack nobody reads.
    this.controller.abort(over)
  }

  private bite(what: string): void {
    this.controller.abort(new BrokenAnswer('timeout', `${this.name} ${what}`))
  }
}
