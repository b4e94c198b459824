import { type Alive, ifGone } from '#platform/database/alive.ts'
import type { Sql } from '#platform/database/sql.ts'
import { ModelError, type Try } from '#platform/models/failure.ts'
import { speak } from '#platform/models/speak.ts'
import { type Log, reasonOf } from '#platform/runtime/log.ts'
import { outageOf } from '#platform/runtime/outage.ts'
import { Runs } from '#platform/runtime/runs.ts'
import { speakersOf } from '#modules/catalog/providers.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import { costsOf, recordCosts } from '#modules/costs/record-costs.ts'
import { tellOfRefusal } from '#modules/notifications/owner-alerts.ts'
import { storePaid } from '#platform/database/store-paid.ts'
import { giveUp, keepMade } from './outcome.ts'
import { type VoiceAnswer, workOf } from './voice-answer.ts'

/** A process that falls silent for this long has lost its work to the next process that asks for it. */
export const leaseMs = 12_000
const heartbeatMs = 4_000
/** For how long the work of a process that seems gone is left to it: perhaps only its connection has ended. */
const graceMs = 1_000

interface Tools {
  sql: Sql
  alive: Alive
  catalogs: LiveCatalog
  log: Log
}

/** The answers that this process is having read out. */
export class Speaking {
  readonly #tools: Tools
  readonly #runs = new Runs<VoiceAnswer>()
  readonly #heartbeat: NodeJS.Timeout

  constructor(tools: Tools) {
    this.#tools = tools
    this.#heartbeat = setInterval(() => void this.#keepLeases(), heartbeatMs)
    tools.alive.whenRenamed((name) => this.#extend(name))
  }

  /** Under which the voice answers of this process are written down. */
  get worker(): string {
    return this.#tools.alive.name
  }

  /** What another process should be reading out: perhaps that one is gone. */
  async lookAfter(voice: VoiceAnswer): Promise<void> {
    if (this.#tools.alive.mayJudge) await shortenIfGone(this.#tools.sql, voice, graceMs)
  }

  /** Begins, whether or not a call goes on waiting: what was paid for is stored. */
  begin(voice: VoiceAnswer, text: string): void {
    this.#runs.begin(voice, (signal) => work(this.#tools, voice, text, signal))
  }

  /** Whether this process begins nothing more, because it is stopping. */
  get closing(): boolean {
    return this.#runs.isClosing
  }

  /** When this process has done with it; undefined: it is not at work on it. */
  ended(voiceId: number): Promise<void> | undefined {
    return this.#runs.ended(voiceId)
  }

  /** Lets what runs finish for so long, then leaves the rest to the next process. */
  async close(limitMs: number): Promise<void> {
    await this.#runs.close(limitMs)
    clearInterval(this.#heartbeat)
  }

  async #keepLeases(): Promise<void> {
    try {
      await this.#extend(this.worker)
    } catch (error) {
      this.#tools.log.warn(`The leases of voice answers could not be extended. ${reasonOf(error)}`)
    }
  }

  async #extend(worker: string): Promise<void> {
    const mine = this.#runs.list
    if (mine.length === 0) return
    await this.#tools.sql`
      update voice_answers v
      set working_until = (select clock_timestamp()) + make_interval(secs => ${leaseMs / 1000}), worker = ${worker}
      from unnest(${mine.map(({ userId }) => userId)}::bigint[], ${mine.map(({ id }) => id)}::bigint[],
        ${mine.map(({ attempt }) => attempt)}::integer[]) as ours (user_id, id, attempt)
      where v.user_id = ours.user_id and v.id = ours.id and v.attempt = ours.attempt and v.status = 'pending'`
  }
}

/** Leaves an attempt only `graceMs` more when the session of its process is gone (see Presence). */
async function shortenIfGone(sql: Sql, { userId, id, attempt }: VoiceAnswer, graceMs: number): Promise<void> {
  const [held] = await sql<{ worker: string }>`
    select worker from voice_answers
    where user_id = ${userId} and id = ${id} and attempt = ${attempt} and status = 'pending' and worker like 'session:%'
      and working_until > clock_timestamp() + make_interval(secs => ${graceMs / 1000})`
  if (!held) return
  await ifGone(
    sql,
    held.worker,
    (sql) => sql`
      update voice_answers set working_until = (select clock_timestamp()) + make_interval(secs => ${graceMs / 1000})
      where user_id = ${userId} and id = ${id} and attempt = ${attempt} and status = 'pending' and worker = ${held.worker}
        and working_until > (select clock_timestamp()) + make_interval(secs => ${graceMs / 1000})`,
  )
}

/** From the provider to what is stored. Never throws: the next call sees how it stands. */
async function work(tools: Tools, voice: VoiceAnswer, text: string, signal: AbortSignal): Promise<void> {
  const { sql, catalogs } = tools
  const log = tools.log.child({ updateId: voice.updateId, voiceId: voice.id })
  const catalog = catalogs.present()
  const costsNow = (tries: Try[]) => costsOf(catalog, tries, new Date())
  try {
    const speakers = speakersOf(catalog, new Date())
    const tellRefused = (refused: Parameters<typeof tellOfRefusal>[1]) => void tellOfRefusal(tools, refused)
    const whole = await speak({ speakers, text, signal, tellRefused, log })
    const costs = costsNow(whole.tries)
    if (whole.outcome === 'stopped') return await leave(sql, voice, costs)
    const made = { spoken: whole.result, spokenBy: whole.provider, costs }
    await storePaid(log, () => keepMade(sql, voice, made))
  } catch (error) {
    const failure = error instanceof ModelError ? error.failure : undefined
    const costs = costsNow(failure?.tries ?? [])
    // What this machine lacks is no failure of the work: the process that is asked next goes on.
    const isOutage = error instanceof ModelError && outageOf(error) !== undefined
    log.error({ err: error, reason: failure?.reason }, 'An answer could not be read out')
    const store = () =>
      isOutage ? leave(sql, voice, costs) : giveUp(sql, voice, { failure: failure?.reason ?? 'internal', costs })
    await storePaid(log, store).catch((storing: unknown) =>
      log.error({ err: storing }, 'The failure of a voice answer could not be written down'),
    )
  }
}

/** Lets the next process take it over at once. */
async function leave(sql: Sql, voice: VoiceAnswer, costs: string): Promise<void> {
  await recordCosts(sql, workOf(voice), { costs, ends: false })
  await sql`
    update voice_answers set working_until = (select clock_timestamp())
    where user_id = ${voice.userId} and id = ${voice.id} and attempt = ${voice.attempt} and status = 'pending'`
}
