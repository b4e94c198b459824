/** Work that goes on in this process whether or not a call waits for it, each piece under its id. */
export class Runs<Work extends { id: number }> {
  readonly #runs = new Map<number, { work: Work; ended: Promise<void> }>()
  readonly #stopping = new AbortController()
  #isClosing = false

  /** @param act never throws; its signal says that this process stops */
  begin(work: Work, act: (signal: AbortSignal) => Promise<void>): void {
    const ended = act(this.#stopping.signal).finally(() => this.#runs.delete(work.id))
    this.#runs.set(work.id, { work, ended })
  }

  /** Whether nothing more begins, because this process is stopping. */
  get isClosing(): boolean {
    return this.#isClosing
  }

  get list(): Work[] {
    return [...this.#runs.values()].map(({ work }) => work)
  }

  /** When this process has done with it; undefined: it is not at work on it. */
  ended(id: number): Promise<void> | undefined {
    return this.#runs.get(id)?.ended
  }

  /** Lets what runs finish for so long, then aborts the rest. */
  async close(limitMs: number): Promise<void> {
    this.#isClosing = true
    const everything = Promise.all([...this.#runs.values()].map(({ ended }) => ended))
    const limit = Promise.withResolvers<void>()
    const timer = setTimeout(limit.resolve, limitMs)
    await Promise.race([everything, limit.promise])
    clearTimeout(timer)
    this.#stopping.abort()
    await everything
  }
}
