import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '#platform/database/sql.ts'
import { OutageLog } from '#platform/runtime/outage-log.ts'
import { claim, type Claim, type Held, readyKinds } from './claim.ts'
import { createFinisher } from './finisher.ts'
import { type Kind, kinds } from './lane.ts'
import { heartbeat, releaseAll } from './lease.ts'
import { persistently } from './persistently.ts'
import { Postpone } from './postponement.ts'
import { type Hands, workOn } from './work.ts'

export type { Handling } from './work.ts'

export interface ConsumerOptions extends Pick<Hands, 'handle' | 'onDead' | 'log'> {
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

export interface Consumer {
  /** Stops claiming, waits for what is under way, then aborts it and gives the lanes back. */
  stop(options: { timeoutMs: number }): Promise<void>
  /** Lanes being worked on. */
  busy(): Record<Kind, number>
}

const usualSlots: Record<Kind, number> = { message: 500, button: 100, urgent: 50 }
/** Updates of a lane that one claim takes along, so that a chat that has fallen behind catches up quickly. */
const perLane = 10
const claimAtOnce = 100
const longestPauseMs = 2_000
/** How long handlers that were told to end may take to notice. */
const farewellMs = 1_000

/** After an outage in which leases ended, the other processes extend theirs and write down what they had sent. */
const longestGraceMs = 1_000

interface Work extends Held {
  abort: AbortController
  done: Promise<void>
  /** By our own clock, and before the database's own: until then nobody else can have the lane. */
  leaseEnds: number
}

/** Works through the inbox beside any number of other processes: in order within a lane, side by side across lanes. */
export async function startConsumer(options: ConsumerOptions): Promise<Consumer> {
  const { database, owner, log, slots = usualSlots, leaseMs = 15_000, pollMs = 1_000, maxAttempts = 5 } = options
  const { sql } = database
  const hands: Hands = { ...options, sql, finisher: createFinisher(sql, log), maxAttempts }
  const working = new Set<Work>()
  const busy: Record<Kind, number> = { message: 0, button: 0, urgent: 0 }
  const looking: Record<Kind, Promise<void> | undefined> = { message: undefined, button: undefined, urgent: undefined }
  const lookAgain: Record<Kind, boolean> = { message: false, button: false, urgent: false }
  /** Whether there may be lanes that had to be left, because all hands were full. */
  const full: Record<Kind, boolean> = { message: false, button: false, urgent: false }
  const stopping = new AbortController()
  const outage = new OutageLog(log, 'The inbox cannot be read')
  let heardAt = performance.now()
  let comingBack: Promise<void> | undefined

  const listening = await database.listen('inbox', (kind) => {
    for (const each of kinds) if (kind === '' || kind === each) wake(each)
  })
  const poll = setInterval(oneAtATime(lookAround), pollMs)
  const heart = setInterval(oneAtATime(beat), leaseMs / 3)
  kinds.forEach(wake)

  return {
    async stop({ timeoutMs }) {
      stopping.abort()
      clearInterval(poll)
      await listening.stop()
      await within(timeoutMs, everythingDone())
      for (const work of working) work.abort.abort(new Error('The program is stopping'))
      await within(farewellMs, everythingDone())
      clearInterval(heart)
      await releaseAll(sql, owner)
    },
    busy: () => ({ ...busy }),
  }

  /** One look at a time per kind; who asks during one gets another after it. */
  function wake(kind: Kind) {
    if (stopping.signal.aborted) return
    lookAgain[kind] = true
    looking[kind] ??= look(kind).finally(() => {
      looking[kind] = undefined
      if (lookAgain[kind]) wake(kind)
    })
  }

  /** For what nobody notifies of: lanes that were put off, or whose owner has died. One round trip for all kinds. */
  async function lookAround() {
    const ready = await afterOutage()
      .then(() => readyKinds(sql))
      .catch(() => kinds)
    ready.forEach(wake)
  }

  async function look(kind: Kind) {
    let pauseMs = 0
    while (lookAgain[kind] && !stopping.signal.aborted) {
      lookAgain[kind] = false
      const free = Math.min(slots[kind] - busy[kind], claimAtOnce)
      full[kind] = free <= 0
      if (full[kind]) return
      try {
        await afterOutage()
        const leaseEnds = performance.now() + leaseMs
        const claims = await claim(sql, { kind, lanes: free, perLane, leaseMs, owner })
        heardAt = performance.now()
        outage.succeeded()
        for (const claimed of claims) begin(kind, claimed, leaseEnds)
        if (claims.length === free) lookAgain[kind] = true
        pauseMs = 0
      } catch (error) {
        pauseMs = Math.min(Math.max(pauseMs * 2, 250), longestPauseMs)
        outage.failed(error)
        lookAgain[kind] = true
        await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined)
      }
    }
  }

  /** Leases that ended while the database was away are still ours if nobody came first, and we must not come first ourselves. */
  async function afterOutage() {
    if (performance.now() - heardAt <= leaseMs) return
    comingBack ??= comeBack().finally(() => (comingBack = undefined))
    await comingBack
  }

  async function comeBack() {
    await readyKinds(sql)
    await extend()
    await sleep(Math.min(longestGraceMs, leaseMs / 4), undefined, { signal: stopping.signal }).catch(() => undefined)
    heardAt = performance.now()
  }

  function begin(kind: Kind, claimed: Claim, leaseEnds: number) {
    const { lane, fence } = claimed
    const abort = new AbortController()
    const work: Work = { lane, fence, abort, done: Promise.resolve(), leaseEnds }
    const earlier = [...working].filter((other) => other.lane === lane)
    working.add(work)
    busy[kind] += 1
    work.done = handle()

    async function handle() {
      let empty = false
      try {
        await takeOver(earlier)
        empty = (await workOn(hands, claimed, abort.signal, stopping.signal, () => stillOurs(work))).empty
      } catch (error) {
        log.error({ err: error, lane }, 'A lane could not be given back; its lease will end')
      }
      working.delete(work)
      busy[kind] -= 1
      // What comes for an empty lane is notified of; another look after each would be a round trip for nothing.
      if (!empty || full[kind]) wake(kind)
    }
  }

  /** What this process itself was doing in the lane when its lease ended: two handlers at once would both answer. */
  async function takeOver(earlier: Work[]) {
    for (const work of earlier) lose(work)
    await Promise.all(earlier.map((work) => work.done))
  }

  /** Asks the database only when our own clock cannot rule out that somebody else has the lane. */
  async function stillOurs(work: Work) {
    if (performance.now() >= work.leaseEnds) await persistently(log, 'A lease could not be extended', extend)
    if (work.abort.signal.aborted) throw new Postpone('The lane was lost', { countsAsAttempt: false })
  }

  async function beat() {
    try {
      await afterOutage()
      await extend()
    } catch (error) {
      outage.failed(error)
    }
  }

  async function extend() {
    const asked = performance.now()
    const held = [...working]
    const { lost } = await heartbeat(sql, held, { leaseMs })
    for (const work of held) work.leaseEnds = asked + leaseMs
    for (const work of lost) lose(work)
  }

  function lose(work: Work) {
    work.abort.abort(new Error('The lane was lost'))
  }

  async function everythingDone() {
    for (const kind of kinds) await looking[kind]
    await Promise.all([...working].map((work) => work.done))
  }
}

/** Leaves out a turn whose predecessor is still under way. */
function oneAtATime(act: () => Promise<void>): () => void {
  let acting: Promise<void> | undefined
  return () => {
    acting ??= act().finally(() => (acting = undefined))
  }
}

async function within(limitMs: number, work: Promise<void>): Promise<void> {
  const waiting = new AbortController()
  const limit = sleep(limitMs, undefined, { signal: waiting.signal }).catch(() => undefined)
  await Promise.race([work, limit])
  waiting.abort()
}
