import type { Database, Sql } from '#platform/database/sql.ts'
import { OutageLog } from '#platform/runtime/outage-log.ts'
import { passOrAbort, within } from '#platform/runtime/pass.ts'
import { Pauses, policies } from '#platform/runtime/retry.ts'
import { accept } from './accept.ts'
import { claim, type Claim, readyKinds } from './claim.ts'
import { createFinisher } from './finisher.ts'
import { type HeldLane, HeldLanes, lose, type Term } from './held-lanes.ts'
import { type Incoming, type Kind, kinds } from './lane.ts'
import { shortenOfGone } from './lease.ts'
import { PutOffLanes } from './put-off.ts'
import { Slots } from './slots.ts'
import { type Hands, workOn } from './work.ts'

export type { Handling } from './handling.ts'

export interface ConsumerOptions extends Pick<Hands, 'handle' | 'giveUp' | 'log'> {
  database: Database
  /** Names this process among the others; unique to it. */
  owner: string
  /** How many lanes of each kind are worked on at once. */
  slots?: Record<Kind, number>
  leaseMs?: number
  /** How soon something is found of which no notification came. */
  pollMs?: number
  maxAttempts?: number
}

const usualSlots: Record<Kind, number> = { message: 500, button: 100, urgent: 50 }
/** Updates of a lane that one claim takes along, so that a chat that has fallen behind catches up quickly. */
const perLane = 10
const claimAtOnce = 100
/** In the time of the first poll. */
const earlyLooks = 5
/** How long handlers that were told to end may take to notice. */
const noticeLimitMs = 1_000

/** After an outage in which leases ended, the other processes extend theirs and write down what they had sent. */
const longestGraceMs = 1_000

/** Works through the inbox beside any number of other processes: in order within a lane, side by side across lanes. */
export async function startConsumer(options: ConsumerOptions): Promise<Consumer> {
  const consumer = new Consumer(options)
  await consumer.start()
  return consumer
}

export class Consumer {
  private readonly options: ConsumerOptions
  private readonly sql: Sql
  private readonly leaseMs: number
  private readonly hands: Hands
  private readonly slots: Record<Kind, Slots>
  private readonly held: HeldLanes
  private readonly stopping = new AbortController()
  private readonly outage: OutageLog
  /** When the last statement was sent to which the database has replied. */
  private heardAt = performance.now()
  private comingBack: Promise<void> | undefined
  /** Under way. A stop waits for them, because they may still claim lanes. */
  private readonly accepting = new Set<Promise<void>>()
  private listening: { stop(): Promise<void> } | undefined
  private poll: NodeJS.Timeout | undefined
  private early: NodeJS.Timeout | undefined
  private heartbeat: NodeJS.Timeout | undefined
  private graceOver: NodeJS.Timeout | undefined

  constructor(options: ConsumerOptions) {
    const { database, owner, log, slots = usualSlots, leaseMs = 12_000, maxAttempts = 5 } = options
    const { sql } = database
    this.options = options
    this.sql = sql
    this.leaseMs = leaseMs
    this.held = new HeldLanes({ sql, owner, leaseMs, log })
    const putOff = new PutOffLanes(sql, () => this.wakeAll())
    this.hands = { ...options, sql, finish: createFinisher(sql, log), putOff, maxAttempts, begun: new Set() }
    this.outage = new OutageLog(log, 'The inbox cannot be read')
    this.slots = {
      message: new Slots(slots.message),
      button: new Slots(slots.button),
      urgent: new Slots(slots.urgent),
    }
  }

  async start(): Promise<void> {
    const { database, pollMs = 1_000 } = this.options
    await this.held.showAlive(database)
    this.listening = await database.listen('inbox', (kind) => {
      for (const each of kinds) if (kind === '' || kind === each) this.wake(each)
    })
    const look = oneAtATime(() => this.lookAround())
    this.poll = setInterval(look, pollMs)
    this.heartbeat = setInterval(
      oneAtATime(() => this.extendLeases()),
      this.leaseMs / 3,
    )
    await this.lookAround()
    // The grace of what a killed process held may have begun before (`beginGrace`) and end at any moment of the first second.
    let looks = earlyLooks
    this.early = setInterval(() => {
      if ((looks -= 1) === 0) clearInterval(this.early)
      look()
    }, pollMs / earlyLooks)
  }

  /** Stores updates in the order given. Lanes in which nothing waits are begun at once, which saves the look for them. */
  accept(updates: Incoming[]): Promise<void> {
    const accepting = this.acceptAndBegin(updates)
    this.accepting.add(accepting)
    return accepting.finally(() => this.accepting.delete(accepting))
  }

  private async acceptAndBegin(updates: Incoming[]): Promise<void> {
    const kindOf = new Map(updates.map(({ lane, kind }) => [lane, kind]))
    const mayTake = [...kindOf].filter(([, kind]) => !this.stopping.signal.aborted && this.slots[kind].keep())
    const term = this.held.term()
    const lanes = new Set(mayTake.map(([lane]) => lane))
    try {
      const { claims } = await accept(this.sql, updates, { lanes, perLane, leaseMs: this.leaseMs, owner: term.owner })
      for (const claimed of claims) this.begin(kindOf.get(claimed.lane)!, claimed, term)
    } finally {
      for (const [, kind] of mayTake) this.slots[kind].giveBack()
      // A look that came meanwhile may have found no slot.
      for (const kind of kinds) if (this.slots[kind].full) this.wake(kind)
    }
  }

  /** Stops claiming, waits for what is under way, then aborts it and gives the lanes back. */
  async stop({ timeoutMs }: { timeoutMs: number }): Promise<void> {
    this.stopping.abort()
    clearInterval(this.poll)
    clearInterval(this.early)
    clearTimeout(this.graceOver)
    this.hands.putOff.stop()
    await this.listening?.stop()
    await within(timeoutMs, this.everythingDone())
    this.held.abortAll(new Error('The program is stopping'))
    await within(noticeLimitMs, this.everythingDone())
    clearInterval(this.heartbeat)
    await this.held.release([...this.hands.begun])
  }

  /** Lanes being worked on. */
  busy(): Record<Kind, number> {
    const { message, button, urgent } = this.slots
    return { message: message.busy, button: button.busy, urgent: urgent.busy }
  }

  private wakeAll(): void {
    for (const kind of kinds) this.wake(kind)
  }

  /** One look at a time per kind; who asks during one gets another after it. */
  private wake(kind: Kind): void {
    if (this.stopping.signal.aborted) return
    const slots = this.slots[kind]
    slots.lookAgain = true
    slots.looking ??= this.look(kind).finally(() => {
      slots.looking = undefined
      if (slots.lookAgain) this.wake(kind)
    })
  }

  /** For what no notification comes of: lanes that were put off, or whose owner has died. One round trip for all kinds. */
  private async lookAround(): Promise<void> {
    const ready = await this.afterOutage()
      .then(() => this.hearing(() => readyKinds(this.sql)))
      .catch(() => kinds)
    for (const kind of ready) this.wake(kind)
    await this.lookForGone()
  }

  /** What a killed process held is ready after the grace, long before its leases end. */
  private async lookForGone(): Promise<void> {
    if (!this.held.mayJudge) return
    const { graceMs } = this.held
    const lanes = await shortenOfGone(this.sql, { graceMs }).catch(() => 0)
    if (lanes === 0 || this.stopping.signal.aborted) return
    this.options.log.warn({ lanes }, 'Another process is gone; what it was doing goes on')
    this.graceOver = setTimeout(() => void this.lookAround(), graceMs)
  }

  private async look(kind: Kind): Promise<void> {
    const slots = this.slots[kind]
    const { signal } = this.stopping
    const pauses = new Pauses(policies.inboxAway)
    while (slots.lookAgain && !signal.aborted) {
      slots.lookAgain = false
      const free = Math.min(slots.free, claimAtOnce)
      if (free <= 0) {
        slots.full = true
        return
      }
      try {
        await this.afterOutage()
        const term = this.held.term()
        const claims = await this.claim(kind, free, term)
        for (const claimed of claims) this.begin(kind, claimed, term)
        slots.full = claims.length === free
        slots.lookAgain ||= slots.full
        pauses.succeeded()
      } catch (error) {
        this.outage.failed(error)
        slots.lookAgain = true
        await passOrAbort(pauses.nextMs(), signal)
      }
    }
  }

  private async claim(kind: Kind, lanes: number, { owner }: Term): Promise<Claim[]> {
    const { leaseMs } = this
    const claims = await this.hearing(() => claim(this.sql, { kind, lanes, perLane, leaseMs, owner }))
    this.outage.succeeded()
    return claims
  }

  /** A database that stood still and goes on replies to what was sent before: that is no news of our leases. */
  private async hearing<Result>(ask: () => Promise<Result>): Promise<Result> {
    const askedAt = performance.now()
    const result = await ask()
    this.heardAt = Math.max(this.heardAt, askedAt)
    return result
  }

  /**
   * Leases that ended while the database was away are still ours if no other process came first, and we must not come first
   * ourselves. The last extension may have been a third of a lease before the database was heard for the last time, and late.
   */
  private async afterOutage(): Promise<void> {
    if (performance.now() - this.heardAt <= this.leaseMs / 2) return
    this.comingBack ??= this.comeBack().finally(() => (this.comingBack = undefined))
    await this.comingBack
  }

  private async comeBack(): Promise<void> {
    await readyKinds(this.sql)
    this.options.log.info(
      'Nothing was heard of the database while leases may have ended; ours are extended before anything is taken',
    )
    await this.held.extend()
    await passOrAbort(Math.min(longestGraceMs, this.leaseMs / 4), this.stopping.signal)
    this.heardAt = performance.now()
  }

  private begin(kind: Kind, claimed: Claim, term: Term): void {
    const { lane, fence } = claimed
    const work: HeldLane = { lane, fence, term, abort: new AbortController(), done: Promise.resolve() }
    const earlier = this.held.of(lane)
    this.hands.putOff.remove(lane)
    this.held.add(work)
    this.slots[kind].busy += 1
    work.done = this.workOn(kind, claimed, work, earlier)
  }

  private async workOn(kind: Kind, claimed: Claim, work: HeldLane, earlier: HeldLane[]): Promise<void> {
    const { log } = this.options
    const slots = this.slots[kind]
    const stillOurs = () => this.held.stillOurs(work)
    let empty = false
    try {
      await this.takeOver(earlier)
      empty = (await workOn(this.hands, claimed, work.abort.signal, this.stopping.signal, stillOurs)).empty
    } catch (error) {
      log.error({ err: error, lane: work.lane }, 'A lane could not be given back; its lease will end')
    }
    this.held.remove(work)
    slots.busy -= 1
    // What comes for an empty lane is notified of; another look after each would be a round trip for nothing.
    if (!empty || slots.full) this.wake(kind)
  }

  /** What this process itself was doing in the lane when its lease ended: two handlers at once would both answer. */
  private async takeOver(earlier: HeldLane[]): Promise<void> {
    for (const work of earlier) lose(work)
    await Promise.all(earlier.map((work) => work.done))
  }

  private async extendLeases(): Promise<void> {
    try {
      await this.afterOutage()
      await this.held.extend()
    } catch (error) {
      this.outage.failed(error)
    }
  }

  private async everythingDone(): Promise<void> {
    await Promise.allSettled(this.accepting)
    for (const kind of kinds) await this.slots[kind].looking
    await this.held.everythingDone()
  }
}

/** Leaves out a turn whose predecessor is still under way. */
function oneAtATime(act: () => Promise<void>): () => void {
  let acting: Promise<void> | undefined
  return () => {
    acting ??= act().finally(() => (acting = undefined))
  }
}
