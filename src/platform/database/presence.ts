import type pg from 'pg'
import type { Log } from '#platform/runtime/log.ts'
import { KeptSession } from './kept-session.ts'

const checkEveryMs = 400
/** After an outage each process comes back at another moment: one that is just back does not take the others for dead. */
const settleMs = 3_000

/**
 * Shows the other processes that this one is alive, by a lock of its session: the server gives it back in the moment in
 * which the connection ends, however the process does. The lock belongs to a name, and each connection has a name of its
 * own. While there is no connection the name begins differently, and only leases say who is alive.
 */
export class Presence {
  private readonly owner: string
  private readonly renamed: (name: string) => Promise<unknown>
  private readonly log: Log | undefined
  private readonly session: KeptSession
  private current: { name: string; pid: number; sinceMs: number } | undefined
  private sessions = 0
  private confirmedMs = -Infinity
  private isShared = false

  /**
   * @param owner unique to this process
   * @param renamed renames what stands under the name before, and extends its leases
   */
  constructor(
    settings: pg.ClientConfig,
    owner: string,
    renamed: (name: string) => Promise<unknown>,
    log: Log | undefined,
  ) {
    this.owner = owner
    this.renamed = renamed
    this.log = log
    this.session = new KeptSession({
      settings,
      awayMeans: 'The session that shows this process to be alive cannot be held',
      prepare: (client) => this.take(client),
      gone: () => this.lose(),
      back: () => undefined,
      checkEveryMs,
      check: (client) => this.confirm(client),
      log,
    })
  }

  /** @throws the error of the first connection */
  async start(): Promise<this> {
    await this.session.start()
    return this
  }

  /** Under which what this process works on is written down. */
  get name(): string {
    return this.current?.name ?? this.owner
  }

  /** When the lock of this name was last known to be held, by our own clock; never for a name without one. */
  heldAtMs(name: string): number {
    return name === this.current?.name ? this.confirmedMs : -Infinity
  }

  /** Whether a lock that no session holds means to this process that its owner is gone. */
  get mayJudge(): boolean {
    if (!this.current) return false
    return this.sessions === 1 || performance.now() - this.current.sinceMs > settleMs
  }

  async stop(): Promise<void> {
    await this.session.stop()
  }

  private async take(client: pg.Client): Promise<void> {
    if (this.isShared) return
    this.sessions += 1
    const name = `session:${this.owner}:${this.sessions}`
    const askedMs = performance.now()
    const { rows } = await client.query<{ pid: number }>(
      'select pg_backend_pid() as pid, pg_advisory_lock(hashtextextended($1, 0))',
      [name],
    )
    this.current = { name, pid: rows[0]!.pid, sinceMs: askedMs }
    try {
      await this.renamed(name)
    } catch (error) {
      this.current = undefined
      throw error
    }
    this.confirmedMs = askedMs
  }

  private async confirm(client: pg.Client): Promise<void> {
    const askedMs = performance.now()
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    if (!this.current) return
    if (rows[0]!.pid === this.current.pid) this.confirmedMs = askedMs
    else this.giveUp()
  }

  private lose(): void {
    if (!this.current) return
    this.current = undefined
    this.confirmedMs = -Infinity
    // When the database is away this fails, and comes with the next connection.
    void this.renamed(this.owner).catch(() => undefined)
  }

  /** Behind the address is a pooler that gives one session to many clients: its locks say nothing about this process. */
  private giveUp(): void {
    this.isShared = true
    this.lose()
    this.log?.warn(
      'The database is reached through a pooler that shares sessions: a killed process is noticed at the end of its leases only. Set DATABASE_DIRECT_URL.',
    )
  }
}
