const over = new Error('It is over')

/** Aborts its signal when something expected does not come in time, or when all of it takes too long. */
export class Watchdog {
  /** The time for all of it has run out: what came until then may be worth keeping. */
  isOutOfTime = false
  private readonly controller = new AbortController()
  private readonly fault: (what: string) => Error
  private readonly total: NodeJS.Timeout | undefined
  private timer: NodeJS.Timeout | undefined
  private withinMs: number | undefined

  /** @param fault the reason of the signal, from what has happened: "was silent for too long" */
  constructor(fault: (what: string) => Error, totalTimeoutMs?: number) {
    this.fault = fault
    if (totalTimeoutMs === undefined) return
    this.total = setTimeout(() => {
      this.isOutOfTime = true
      this.abort('took too long')
    }, totalTimeoutMs)
  }

  get signal(): AbortSignal {
    return this.controller.signal
  }

  expect(withinMs: number): void {
    // Something comes with each piece of an answer: a timer that goes on costs less than another one.
    if (withinMs === this.withinMs) return void this.timer!.refresh()
    this.withinMs = withinMs
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.abort('was silent for too long'), withinMs)
  }

  /** Also closes a connection that is not read any more. */
  end(): void {
    clearTimeout(this.timer)
    clearTimeout(this.total)
    // With a reason of ours: the usual one would be an error with a stack that is of no use.
    this.controller.abort(over)
  }

  private abort(what: string): void {
    this.controller.abort(this.fault(what))
  }
}
