import type { Database } from '#database/sql.ts'
import type { Log } from '#runtime/log.ts'
import { bury } from './bury.ts'
import { type Claim, claim } from './claim.ts'
import { createFinisher } from './finisher.ts'
import { type Kind, kinds, type Update } from './lane.ts'
import { heartbeat, releaseAll } from './lease.ts'
import { Postpone, postponement } from './postponement.ts'
import { postpone } from './postpone.ts'

export interface Handling {
  /** Aborted when the lane was lost to another process, or when a stop has lasted too long. */
  signal: AbortSignal
  /** How often this update has been begun, this time included. */
  attempt: number
  /** Whether a failure now is the last one. */
  last: boolean
}

export interface ConsumerOptions {
  database: Database
  /** Names this process among the others; unique to it. */
  owner: string
  /** Done when it returns; tried again later when it throws (see Postpone), and given up after the last attempt. */
  handle(update: Update, handling: Handling): Promise<void>
  /** An update was given up; its lane goes on. */
  onDead(update: Update, error: unknown): Promise<void>
  log: Log
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

/** Works through the inbox beside any number of other processes: in order within a lane, side by side across lanes. */
export async function startConsumer(options: ConsumerOptions): Promise<Consumer> {
  const { database, owner, log } = options
  const slots = options.slots ?? usualSlots
  const leaseMs = options.leaseMs ?? 15_000
  const pollMs = options.pollMs ?? 1_000
  const maxAttempts = options.maxAttempts ?? 5
  const { sql } = database

  const working = new Map<string, { kind: Kind; fence: number; abort: AbortController; done: Promise<void> }>()
  const finisher = createFinisher(sql, log)
  const looking: Record<Kind, Promise<void> | undefined> = { message: undefined, button: undefined, urgent: undefined }
  const lookAgain: Record<Kind, boolean> = { message: false, button: false, urgent: false }
  let stopping = false

  const busy = (kind: Kind) => [...working.values()].filter((lane) => lane.kind === kind).length

  /** One look at a time per kind; who asks during one gets another after it. */
  function wake(kind: Kind) {
    if (stopping) return
    lookAgain[kind] = true
    looking[kind] ??= look(kind).finally(() => {
      looking[kind] = undefined
      if (lookAgain[kind]) wake(kind)
    })
  }

  async function look(kind: Kind) {
    while (lookAgain[kind] && !stopping) {
      lookAgain[kind] = false
      const free = Math.min(slots[kind] - busy(kind), claimAtOnce)
      if (free <= 0) return
      try {
        const claims = await claim(sql, { kind, lanes: free, perLane, leaseMs, owner })
        for (const claimed of claims) begin(kind, claimed)
        if (claims.length === free) lookAgain[kind] = true
      } catch (error) {
        log.warn({ err: error }, 'The inbox cannot be read now; trying again')
      }
    }
  }

  function begin(kind: Kind, claimed: Claim) {
    const abort = new AbortController()
    const done = workOn(kind, claimed, abort.signal)
      .catch((error: unknown) =>
        log.error({ err: error, lane: claimed.lane }, 'A lane could not be finished; its lease will end'),
      )
      .finally(() => {
        if (working.get(claimed.lane)?.fence === claimed.fence) working.delete(claimed.lane)
        wake(kind)
      })
    working.set(claimed.lane, { kind, fence: claimed.fence, abort, done })
  }

  async function workOn(kind: Kind, { lane, fence, attempts, updates }: Claim, signal: AbortSignal) {
    if (updates.length === 0) return void (await postpone(sql, { lane, fence, delayMs: 0, countsAsAttempt: false }))
    for (const [index, { updateId, payload, acceptedAt }] of updates.entries()) {
      const attempt = index === 0 ? attempts : 1
      const release = index === updates.length - 1 || stopping
      const outcome = await tryHandling(payload, { signal, attempt, last: attempt >= maxAttempts }, acceptedAt)
      if (outcome === 'abandoned') return
      if (outcome === 'done') {
        const kept = await finisher.finish({ lane, fence, updateIds: [updateId], release })
        if (!kept) return log.warn({ lane, updateId }, 'The lane was lost while its update was handled')
      } else if (outcome.bury) {
        if (!(await bury(sql, { lane, fence, updateId, attempts: attempt, error: outcome.reason, release }))) return
        await options
          .onDead(payload, outcome.error)
          .catch((error: unknown) => log.error({ err: error, updateId }, 'Nobody could be told of a dead update'))
      } else {
        await postpone(sql, { lane, fence, delayMs: outcome.delayMs, countsAsAttempt: outcome.countsAsAttempt })
        return
      }
      if (release) return
    }
  }

  async function tryHandling(update: Update, handling: Handling, acceptedAt: Date) {
    // Begun more often than allowed without a word: it has taken its process down each time.
    if (handling.attempt > maxAttempts)
      return postponement(new Error('It never came to an end'), { ...handling, maxAttempts, update, acceptedAt })
    try {
      await options.handle(update, handling)
      return 'done'
    } catch (error) {
      if (handling.signal.aborted) return 'abandoned'
      const outcome = postponement(error, { ...handling, maxAttempts, update, acceptedAt })
      const say = outcome.bury || !(error instanceof Postpone) ? 'error' : 'warn'
      log[say](
        { err: error, updateId: update.update_id, attempt: handling.attempt, ...outcome, error: undefined },
        'An update failed',
      )
      return outcome
    }
  }

  async function beat() {
    if (working.size === 0) return
    try {
      const held = await heartbeat(sql, { owner, leaseMs })
      for (const [lane, { fence, abort }] of working) {
        const fenceNow = held.get(lane)
        if (fenceNow !== undefined && fenceNow !== fence) abort.abort(new Error('The lane was lost'))
      }
    } catch (error) {
      log.warn({ err: error }, 'The leases of the lanes could not be extended')
    }
  }

  const listening = await database.listen('inbox', (kind) => {
    for (const each of kinds) if (kind === '' || kind === each) wake(each)
  })
  const poll = setInterval(() => kinds.forEach(wake), pollMs)
  const heart = setInterval(() => void beat(), leaseMs / 3)
  kinds.forEach(wake)

  return {
    async stop({ timeoutMs }) {
      stopping = true
      clearInterval(poll)
      await listening.stop()
      for (const kind of kinds) await looking[kind]
      const everything = Promise.all([...working.values()].map((lane) => lane.done))
      await Promise.race([everything, new Promise((resolve) => setTimeout(resolve, timeoutMs).unref())])
      for (const lane of working.values()) lane.abort.abort(new Error('The program is stopping'))
      await Promise.race([everything, new Promise((resolve) => setTimeout(resolve, 1_000).unref())])
      clearInterval(heart)
      await releaseAll(sql, owner)
    },
    busy: () => ({ message: busy('message'), button: busy('button'), urgent: busy('urgent') }),
  }
}
