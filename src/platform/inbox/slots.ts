/** One kind of lanes: how many are worked on, and the one look for more that is under way. */
export class Slots {
  readonly limit: number
  busy = 0
  looking: Promise<void> | undefined
  lookAgain = false
  /** Whether there may be lanes that the last look had to leave. */
  full = false
  private kept = 0

  constructor(limit: number) {
    this.limit = limit
  }

  get free(): number {
    return this.limit - this.busy - this.kept
  }

  /** Keeps a slot for a lane that is perhaps claimed now. None while others had to be left, which have waited longer. */
  keep(): boolean {
    if (this.full || this.free <= 0) return false
    this.kept += 1
    return true
  }

  giveBack(): void {
    this.kept -= 1
  }
}
