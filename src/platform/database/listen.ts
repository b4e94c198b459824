import pg from 'pg'
import type { Log } from '#platform/runtime/log.ts'
import { KeptSession } from './kept-session.ts'

const checkEveryMs = 30_000

type Heard = (payload: string) => void

/** Hears any number of channels on one connection of its own, which is there while something is heard. */
export class Listener {
  private readonly settings: pg.ClientConfig
  private readonly log: Log | undefined
  private readonly channels = new Map<string, Set<Heard>>()
  private session: Promise<KeptSession> | undefined

  constructor(settings: pg.ClientConfig, log: Log | undefined) {
    this.settings = settings
    this.log = log
  }

  /**
   * @param heard called with an empty text after a reconnection, when something may have been missed
   * @throws the error of the first connection: a program that cannot listen at all should not start
   */
  async listen(channel: string, heard: Heard): Promise<{ stop(): Promise<void> }> {
    const all = this.channels.get(channel) ?? new Set()
    this.channels.set(channel, all.add(heard))
    try {
      const session = await (this.session ??= this.start())
      await session.use((client) => client.query(`listen ${pg.escapeIdentifier(channel)}`))
    } catch (error) {
      await this.leave(channel, heard)
      throw error
    }
    return { stop: () => this.leave(channel, heard) }
  }

  async stop(): Promise<void> {
    const { session } = this
    this.channels.clear()
    this.session = undefined
    await session?.then(
      (kept) => kept.stop(),
      () => undefined,
    )
  }

  private start(): Promise<KeptSession> {
    return new KeptSession({
      settings: this.settings,
      awayMeans: 'Notifications of the database cannot be heard',
      prepare: (client) => this.prepare(client),
      back: () => this.tellAll(),
      checkEveryMs,
      check: (client) => client.query('select 1'),
      log: this.log,
    }).start()
  }

  private async prepare(client: pg.Client): Promise<void> {
    client.on('notification', ({ channel, payload = '' }) => {
      for (const heard of this.channels.get(channel) ?? []) heard(payload)
    })
    for (const channel of this.channels.keys()) await client.query(`listen ${pg.escapeIdentifier(channel)}`)
  }

  private tellAll(): void {
    for (const all of this.channels.values()) for (const heard of all) heard('')
  }

  /** The last one closes the connection. */
  private async leave(channel: string, heard: Heard): Promise<void> {
    const all = this.channels.get(channel)
    all?.delete(heard)
    if (all?.size === 0) this.channels.delete(channel)
    if (this.channels.size === 0) await this.stop()
  }
}
