import pg from 'pg'
import { type Log, messageOf } from '#platform/runtime/log.ts'
import { OutageLog } from '#platform/runtime/outage-log.ts'
import { passOrAbort, within } from '#platform/runtime/pass.ts'
import { policies, retry } from '#platform/runtime/retry.ts'

const checkEveryMs = 30_000
const closeLimitMs = 2_000
const firstPauseMs = 100

/** Hears one channel on a connection of its own, which comes back by itself. */
export class Listener {
  private readonly settings: pg.ClientConfig
  private readonly channel: string
  private readonly heard: (payload: string) => void
  private readonly log: Log | undefined
  private readonly outage: OutageLog | undefined
  private readonly stopping = new AbortController()
  private readonly stopped: Promise<void>
  private client: pg.Client | undefined
  private ended: Promise<void> = Promise.resolve()
  private running: Promise<void> = Promise.resolve()
  private checking: NodeJS.Timeout | undefined

  /** @param heard called with an empty text after a reconnection, when something may have been missed */
  constructor(settings: pg.ClientConfig, channel: string, heard: (payload: string) => void, log: Log | undefined) {
    this.settings = settings
    this.channel = channel
    this.heard = heard
    this.log = log
    this.outage = log && new OutageLog(log, `The channel ${channel} of the database cannot be heard`)
    const { signal } = this.stopping
    this.stopped = new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  }

  /** @throws the error of the first connection: a program that cannot listen at all should not start */
  async start(): Promise<this> {
    await this.open()
    this.running = this.keepOpen()
    // Nothing is ever sent on a connection that only listens, so one that died in silence is found by asking.
    this.checking = setInterval(() => this.check(), checkEveryMs)
    this.checking.unref()
    return this
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
      // A server that closes what it has just accepted is not asked without end.
      await passOrAbort(firstPauseMs, signal)
      if (!signal.aborted) await this.reopen().catch(() => undefined)
    }
  }

  /** @throws only when it is stopped meanwhile */
  private async reopen(): Promise<void> {
    const { signal } = this.stopping
    await retry(policies.reopenListener, () => this.open(), {
      again: (error) => {
        this.outage?.failed(error)
        return 'after a pause'
      },
      signal,
    })
    this.outage?.succeeded()
    // Stopped while the connection was being made: nothing else would close it.
    if (signal.aborted) await this.hangUp()
    else this.heard('')
  }

  private async open(): Promise<void> {
    const client = new pg.Client(this.settings)
    this.client = client
    this.ended = new Promise<void>((resolve) => void client.once('end', () => resolve()))
    client.on('notification', (message) => this.heard(message.payload ?? ''))
    client.on('error', (error) => {
      this.log?.warn({ channel: this.channel }, `The listening connection broke. ${messageOf(error)}`)
    })
    try {
      await client.connect()
      await client.query(`listen ${pg.escapeIdentifier(this.channel)}`)
    } catch (error) {
      await this.hangUp()
      throw error
    }
  }

  private check(): void {
    this.client?.query('select 1').catch(() => this.hangUp())
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
