import type { Log } from '#platform/runtime/log.ts'
import { OutageLog } from '#platform/runtime/outage-log.ts'
import type { Database } from './sql.ts'

/** For what the database does not notify of: rows that were put off, or whose process has died. */
const lookEveryMs = 1_000
/** What is under way when it stops has this long. */
const finishLimitMs = 3_000

interface Options {
  database: Database
  /** On which the database notifies of more work. */
  channel: string
  /** Does what there is to do now; true: there may be more. */
  work: () => Promise<boolean>
  /** What cannot be done while the database is away, for the log. */
  awayMeans: string
  log: Log
}

/** Works through what stands in a table: whenever there is more, and once a second. */
export class WorkLoop {
  private readonly options: Options
  private readonly outage: OutageLog
  private readonly ending = new AbortController()
  private readonly cutting = new AbortController()
  private working: Promise<void> | undefined
  private again = false
  private listening: { stop(): Promise<void> } | undefined
  private clock: NodeJS.Timeout | undefined

  constructor(options: Options) {
    this.options = options
    this.outage = new OutageLog(options.log, options.awayMeans)
  }

  /** Aborted by a stop: nothing new is begun. */
  get stopping(): AbortSignal {
    return this.ending.signal
  }

  /** Aborted when what was under way at a stop has had its time. */
  get cut(): AbortSignal {
    return this.cutting.signal
  }

  async start(): Promise<void> {
    const { database, channel } = this.options
    this.listening = await database.listen(channel, () => this.wake())
    this.clock = setInterval(() => this.wake(), lookEveryMs)
    this.wake()
  }

  async stop(): Promise<void> {
    clearInterval(this.clock)
    await this.listening?.stop()
    this.ending.abort()
    const clock = setTimeout(() => this.cutting.abort(), finishLimitMs)
    await this.working
    clearTimeout(clock)
  }

  /** One round at a time; who asks during one gets another after it. */
  wake(): void {
    this.again = true
    this.working ??= this.work().finally(() => (this.working = undefined))
  }

  private async work(): Promise<void> {
    try {
      while (this.again && !this.stopping.aborted) {
        this.again = false
        if (await this.options.work()) this.again = true
      }
      this.outage.succeeded()
    } catch (error) {
      this.outage.failed(error)
    }
  }
}
