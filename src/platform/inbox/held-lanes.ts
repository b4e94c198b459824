import type { Presence } from '#platform/database/presence.ts'
import type { Database, Sql } from '#platform/database/sql.ts'
import type { Log } from '#platform/runtime/log.ts'
import type { Held } from './claim.ts'
import { heartbeat, releaseAll } from './lease.ts'
import { persistently } from './persistently.ts'
import { Postpone } from './postponement.ts'

/** For how long others leave the lanes of a process that seems gone: perhaps only its connection has ended. */
export const longestGraceMs = 1_000

/** What a lease is worth, by our own clock and a little less than by the database's. */
export interface Term {
  /** The name it is held under. */
  owner: string
  endsMs: number
  /** Until then no other process can have the lane, even if our session has ended and we do not know it yet. */
  certainUntilMs: number
}

/** A lane that this process works on. */
export interface HeldLane extends Held {
  term: Term
  abort: AbortController
  done: Promise<void>
}

/** The lanes that this process works on, and whether they are still its own. */
export class HeldLanes {
  readonly graceMs: number
  private readonly sql: Sql
  private readonly process: string
  private readonly leaseMs: number
  private readonly log: Log
  private readonly lanes = new Set<HeldLane>()
  private presence: Presence | undefined

  constructor(options: { sql: Sql; owner: string; leaseMs: number; log: Log }) {
    this.sql = options.sql
    this.process = options.owner
    this.leaseMs = options.leaseMs
    this.log = options.log
    this.graceMs = Math.min(longestGraceMs, options.leaseMs / 4)
  }

  /** From now on the others see at once when this process is gone. */
  async showAlive(database: Database): Promise<void> {
    this.presence = await database.showAlive(this.process, (name) => this.extend(name))
  }

  get owner(): string {
    return this.presence?.name ?? this.process
  }

  /** Whether lanes whose owner's lock no session holds may be taken from it. */
  get mayJudge(): boolean {
    return this.presence?.mayJudge ?? false
  }

  /** Of a lease that is asked for now. */
  term(owner = this.owner): Term {
    const nowMs = performance.now()
    const endsMs = nowMs + this.leaseMs
    return { owner, endsMs, certainUntilMs: owner === this.process ? endsMs : nowMs + this.graceMs }
  }

  add(lane: HeldLane): void {
    this.lanes.add(lane)
  }

  remove(lane: HeldLane): void {
    this.lanes.delete(lane)
  }

  of(lane: string): HeldLane[] {
    return [...this.lanes].filter((held) => held.lane === lane)
  }

  abortAll(reason: Error): void {
    for (const { abort } of this.lanes) abort.abort(reason)
  }

  async everythingDone(): Promise<void> {
    await Promise.all([...this.lanes].map((lane) => lane.done))
  }

  /** Asks the database only when nothing rules out that another process has the lane. */
  async stillOurs(lane: HeldLane): Promise<void> {
    if (!this.isCertain(lane)) await persistently(this.log, 'A lease could not be extended', () => this.extend())
    if (lane.abort.signal.aborted) throw new Postpone('The lane was lost', { countsAsAttempt: false })
  }

  /** All leases anew, under this name. */
  async extend(owner = this.owner): Promise<void> {
    const term = this.term(owner)
    const held = [...this.lanes]
    const { lost } = await heartbeat(this.sql, held, { leaseMs: this.leaseMs, owner })
    for (const lane of held) lane.term = term
    for (const lane of lost) lose(lane)
  }

  /** At the end: everything that this process holds can be claimed at once. */
  async release(begun: number[]): Promise<void> {
    await releaseAll(this.sql, [this.process, this.owner], begun)
  }

  private isCertain({ term }: HeldLane): boolean {
    const heldAtMs = this.presence?.heldAtMs(term.owner) ?? -Infinity
    return performance.now() < Math.max(term.certainUntilMs, Math.min(term.endsMs, heldAtMs + this.graceMs))
  }
}

export function lose(lane: HeldLane): void {
  lane.abort.abort(new Error('The lane was lost'))
}
