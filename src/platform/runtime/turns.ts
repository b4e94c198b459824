/** Lets so many do something at once; the others wait for their turn, whoever came first before the next. */
export class Turns {
  readonly #atOnce: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(atOnce: number) {
    this.#atOnce = atOnce
  }

  async take<Result>(act: () => Promise<Result>): Promise<Result> {
    if (this.#running === this.#atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    else this.#running += 1
    try {
      return await act()
    } finally {
      // A turn that is over is passed on.
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running -= 1
    }
  }
}
