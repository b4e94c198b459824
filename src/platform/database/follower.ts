import type { Database } from './sql.ts'

/** For what a lost notification would have said. */
const lookAgainMs = 30_000

/**
 * Follows what other programs publish: looks when it is notified on the direct connection, and every 30 seconds. Several
 * looks at once run one after the other.
 */
export class Follower {
  private readonly channel: string
  private readonly lookNow: () => Promise<void>
  private looking: Promise<void> | undefined
  private clock: NodeJS.Timeout | undefined
  private listening: { stop(): Promise<void> } | undefined

  /** @param lookNow never throws: what cannot be read now stays as it was */
  constructor(channel: string, lookNow: () => Promise<void>) {
    this.channel = channel
    this.lookNow = lookNow
  }

  async follow(database: Database): Promise<void> {
    this.listening = await database.listen(this.channel, () => void this.look())
    await this.look()
    this.clock = setInterval(() => void this.look(), lookAgainMs)
  }

  async look(): Promise<void> {
    const looking = (this.looking ?? Promise.resolve()).then(() => this.lookNow())
    this.looking = looking
    await looking
  }

  async stop(): Promise<void> {
    clearInterval(this.clock)
    await this.listening?.stop()
    await this.looking
  }
}
