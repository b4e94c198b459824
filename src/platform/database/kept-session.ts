import pg from 'pg'
import { type Log, messageOf } from '#platform/runtime/log.ts'
import { OutageLog } from '#platform/runtime/outage-log.ts'
import { passOrAbort, within } from '#platform/runtime/pass.ts'
import { policies, retry } from '#platform/runtime/retry.ts'

const closeLimitMs = 2_000
const firstPauseMs = 100

interface KeptSessionOptions {
  settings: pg.ClientConfig
  /** What cannot be done while it is away, for the log. */
  awayMeans: string
  /** Done on each new connection before it counts as open. */
  prepare: (client: pg.Client) => Promise<void>
  /** The connection has ended; another one is being made. */
  gone?: () => void
  /** Open again after it had ended. */
  back: () => void
  checkEveryMs: number
  /** Fails when the connection is not good any more; it is replaced then. */
  check: (client: pg.Client) => Promise<unknown>
  log: Log | undefined
}

/** A connection of its own, which comes back by itself. */
export class KeptSession {
  private readonly options: KeptSessionOptions
  private readonly outage: OutageLog | undefined
  private readonly stopping = new AbortController()
  private readonly stopped: Promise<void>
  /** Rejects on stop: `pg` never settles a `connect` whose client is ended meanwhile, and `prepare` may wait for a lock. */
  private readonly stopError: Promise<never>
  private client: pg.Client | undefined
  private ended: Promise<void> = Promise.resolve()
  private running: Promise<void> = Promise.resolve()
  private checking: NodeJS.Timeout | undefined
  private underCheck = false

  constructor(options: KeptSessionOptions) {
    this.options = options
    this.outage = options.log && new OutageLog(options.log, options.awayMeans)
    const { signal } = this.stopping
    this.stopped = new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    this.stopError = this.stopped.then(() => {
      throw new Error('The session is stopping')
    })
    // Nothing awaits it unless a connection is being opened.
    this.stopError.catch(() => undefined)
  }

  /** @throws the error of the first connection, and then it is not kept */
  async start(): Promise<this> {
    await this.open()
    this.running = this.keepOpen()
    // A connection that is hardly ever used may break unnoticed, so it is asked.
    this.checking = setInterval(() => void this.check(), this.options.checkEveryMs)
    this.checking.unref()
    return this
  }

  /** Does something on the connection, if there is one; what each needs is done by `prepare`. */
  async use(act: (client: pg.Client) => Promise<unknown>): Promise<void> {
    const { client } = this
    if (client) await act(client).catch(() => (client === this.client ? this.hangUp() : undefined))
  }

  async stop(): Promise<void> {
    clearInterval(this.checking)
    this.stopping.abort()
    await this.hangUp()
    await this.running
  }

  private async keepOpen(): Promise<void> {
    const { signal } = this.stopping
    while (!signal.aborted) {
      await Promise.race([this.ended, this.stopped])
      if (signal.aborted) return
      this.options.gone?.()
      // A server that closes what it has just accepted is not asked without end.
      await passOrAbort(firstPauseMs, signal)
      if (!signal.aborted) await this.reopen().catch(() => undefined)
    }
  }

  /** @throws only when it is stopped meanwhile */
  private async reopen(): Promise<void> {
    const { signal } = this.stopping
    await retry(policies.reopenSession, () => this.open(), {
      again: (error) => {
        if (signal.aborted) return 'no'
        this.outage?.failed(error)
        return 'after a pause'
      },
      signal,
    })
    this.outage?.succeeded()
    // Stopped while the connection was being made: nothing else would close it.
    if (signal.aborted) await this.hangUp()
    else this.options.back()
  }

  private async open(): Promise<void> {
    const { settings, awayMeans, prepare, log } = this.options
    const client = new pg.Client(settings)
    this.client = client
    this.ended = new Promise<void>((resolve) => void client.once('end', () => resolve()))
    client.on('error', (error) => {
      log?.warn(`A connection to the database broke: ${awayMeans.toLowerCase()}. ${messageOf(error)}`)
    })
    try {
      await Promise.race([client.connect().then(() => prepare(client)), this.stopError])
    } catch (error) {
      await this.hangUp()
      throw error
    }
  }

  private async check(): Promise<void> {
    const { client } = this
    if (!client || this.underCheck) return
    this.underCheck = true
    await this.options.check(client).catch(() => (client === this.client ? this.hangUp() : undefined))
    this.underCheck = false
  }

  private async hangUp(): Promise<void> {
    const { client } = this
    if (client)
      await within(
        closeLimitMs,
        client.end().catch(() => undefined),
      )
  }
}
