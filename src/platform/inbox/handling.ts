import type { Sql } from '#platform/database/sql.ts'
import { absorb, absorbNothing, type Follower, following } from './absorb.ts'
import type { Claim } from './claim.ts'
import { countAttempts } from './count-attempts.ts'
import type { Update } from './lane.ts'
import { begunKey } from './postpone.ts'

export interface Handling {
  /** Aborted when the lane was lost to another process, or when a stop has lasted too long. */
  signal: AbortSignal
  /** How often this update has been begun, this time included. */
  attempt: number
  /** Whether an earlier try of this update had come to where it `begins`. */
  wasBegun: boolean
  /** What comes now must not begin twice: a later try of this update finds `wasBegun`. */
  begins(): void
  /** Whether a failure now is the last one. */
  last: boolean
  /**
   * Before something that cannot be repeated: no other process handles this update now.
   * @throws when another one does
   */
  stillOurs(): Promise<void>
  /** How long ago this update was accepted. */
  ageMs(): number
  /** From now on until `absorb` it only waits, and the death of this process does not count as an attempt. */
  onlyWaits(): Promise<void>
  /** Says for ever that nothing belongs to this update, if nothing waits behind it. Returns whether that is so. */
  closeIfAlone(): Promise<boolean>
  /** What waits behind this update in its lane now, oldest first; at most `limit`. */
  following(limit: number): Promise<Follower[]>
  /**
   * Makes some of those a part of this update (see `absorbedKey`): they are finished with it.
   * @throws when the lane is no longer ours
   */
  absorb(updates: Update[]): Promise<void>
}

interface HandlingTools extends Pick<Handling, 'signal' | 'stillOurs'> {
  sql: Sql
  maxAttempts: number
  /** Updates of this process that have begun what must not begin twice. */
  begun: Set<number>
  /** Updates of the claim that are parts of others by now. */
  absorbed: Set<number>
}

/** One try of one update of a claimed lane. */
export class UpdateHandling implements Handling {
  readonly signal: AbortSignal
  readonly attempt: number
  readonly last: boolean
  readonly wasBegun: boolean
  readonly stillOurs: () => Promise<void>
  private readonly tools: HandlingTools
  private readonly claimed: Claim
  private readonly updateId: number
  private readonly acceptedAt: number
  private hasBegun = false
  private isWaiting = false

  /** @param update.acceptedAt by `performance.now()` */
  constructor(
    tools: HandlingTools,
    claimed: Claim,
    update: { updateId: number; payload: Update; attempt: number; acceptedAt: number },
  ) {
    this.tools = tools
    this.claimed = claimed
    this.signal = tools.signal
    this.stillOurs = tools.stillOurs
    this.updateId = update.updateId
    this.acceptedAt = update.acceptedAt
    this.attempt = update.attempt
    this.last = update.attempt >= tools.maxAttempts
    // A process that dies notes nothing, but its attempt counts.
    this.wasBegun = update.attempt > 1 || begunKey in update.payload
  }

  /** The update, when it has come to where it `begins`. */
  get begun(): number | undefined {
    return this.hasBegun ? this.updateId : undefined
  }

  begins(): void {
    this.hasBegun = true
    this.tools.begun.add(this.updateId)
  }

  ageMs(): number {
    return performance.now() - this.acceptedAt
  }

  async onlyWaits(): Promise<void> {
    this.isWaiting = true
    await countAttempts(this.tools.sql, this.claimed, -1)
  }

  async closeIfAlone(): Promise<boolean> {
    // Its attempt is to be counted again first, which `absorb` does.
    if (this.isWaiting) return false
    return absorbNothing(this.tools.sql, this.claimed, this.updateId, { onlyIfAlone: true })
  }

  following(limit: number): Promise<Follower[]> {
    return following(this.tools.sql, this.claimed, this.updateId, limit)
  }

  async absorb(others: Update[]): Promise<void> {
    const { sql, absorbed } = this.tools
    if (this.isWaiting) await countAttempts(sql, this.claimed, 1)
    this.isWaiting = false
    const ids = others.map(({ update_id: id }) => id)
    if (!(await absorb(sql, this.claimed, this.updateId, ids))) throw new Error('The lane was lost')
    for (const id of ids) absorbed.add(id)
  }
}
