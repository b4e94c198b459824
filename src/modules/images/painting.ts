import type { Sql } from '#platform/database/sql.ts'
import { storePaid } from '#platform/database/store-paid.ts'
import { preparePicture } from '#platform/files/picture.ts'
import { UnreadableFile } from '#platform/files/unreadable-file.ts'
import { ModelError, type Try } from '#platform/models/failure.ts'
import { makePicture } from '#platform/models/make-picture.ts'
import type { MadePicture } from '#platform/models/painter.ts'
import { type Log, reasonOf } from '#platform/runtime/log.ts'
import { Runs } from '#platform/runtime/runs.ts'
import type { TelegramFiles } from '#platform/telegram/telegram-files.ts'
import type { ImageEntry } from '#modules/catalog/catalog.ts'
import { paintersOf } from '#modules/catalog/providers.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import { costsOf } from '#modules/costs/record-costs.ts'
import { tellOfRefusal } from '#modules/notifications/owner-alerts.ts'
import { callerOf } from '#modules/questions/answer/caller.ts'
import type { Image, Wish } from './image.ts'
import { giveUp, interrupted, keepMade } from './outcome.ts'

/** A process that falls silent for this long has lost its work: what it made is not to be had any more. */
export const leaseMs = 12_000
const heartbeatMs = 4_000

interface Tools {
  sql: Sql
  catalogs: LiveCatalog
  /** Absent where no bot is known: then no picture can be changed. */
  files: Pick<TelegramFiles, 'fetch'> | undefined
  callerSecret: string
  log: Log
}

export interface Order {
  image: Image
  wish: Wish
  entry: ImageEntry
}

/** The pictures that this process has made. */
export class Painting {
  readonly #tools: Tools
  readonly #runs = new Runs<Image>()
  readonly #heartbeat: NodeJS.Timeout

  constructor(tools: Tools) {
    this.#tools = tools
    this.#heartbeat = setInterval(() => void this.#keepLeases(), heartbeatMs)
  }

  /** Begins, whether or not a call goes on waiting: what was paid for is stored. */
  begin(order: Order): void {
    this.#runs.begin(order.image, (signal) => work(this.#tools, order, signal))
  }

  get isClosing(): boolean {
    return this.#runs.isClosing
  }

  /** When this process has done with it; undefined: it is not at work on it. */
  ended(imageId: number): Promise<void> | undefined {
    return this.#runs.ended(imageId)
  }

  /** Lets what runs finish for so long; the rest is given up, and nothing is charged for it. */
  async close(limitMs: number): Promise<void> {
    await this.#runs.close(limitMs)
    clearInterval(this.#heartbeat)
  }

  async #keepLeases(): Promise<void> {
    const mine = this.#runs.list
    if (mine.length === 0) return
    try {
      await this.#tools.sql`
        update images i set working_until = (select clock_timestamp()) + make_interval(secs => ${leaseMs / 1000})
        from unnest(${mine.map(({ userId }) => userId)}::bigint[], ${mine.map(({ id }) => id)}::bigint[]) as ours (user_id, id)
        where i.user_id = ours.user_id and i.id = ours.id and i.status = 'pending'`
    } catch (error) {
      this.#tools.log.warn(`The leases of pictures could not be extended. ${reasonOf(error)}`)
    }
  }
}

/** From the provider to what is stored. Never throws: the next call sees how it stands. */
async function work(tools: Tools, order: Order, signal: AbortSignal): Promise<void> {
  const { sql, catalogs } = tools
  const { image } = order
  const log = tools.log.child({ updateId: image.updateId, imageId: image.id })
  let tries: Try[] = []
  const costs = () => costsOf(catalogs.present(), tries, new Date())
  try {
    const whole = await paint(tools, order, { signal, log })
    tries = whole.tries
    if (whole.outcome === 'stopped') throw new Error('This process stops')
    await storePaid(log, () => keepMade(sql, image, { picture: whole.result, madeBy: whole.provider, costs: costs() }))
  } catch (error) {
    const failure = signal.aborted ? interrupted : failureOf(error)
    if (error instanceof ModelError) ({ tries } = error.failure)
    log.error({ err: error, reason: failure }, 'A picture could not be made')
    await storePaid(log, () => giveUp(sql, image, { failure, costs: costs() })).catch((storing: unknown) =>
      log.error({ err: storing }, 'The failure of a picture could not be written down'),
    )
  }
}

function failureOf(error: unknown): string {
  if (error instanceof ModelError) return error.failure.reason
  return error instanceof UnreadableFile ? 'unreadable' : 'internal'
}

async function paint(tools: Tools, { wish, entry }: Order, { signal, log }: { signal: AbortSignal; log: Log }) {
  const { catalogs, callerSecret } = tools
  const { width, height, quality, inputTokens, outputTokens } = entry
  const source = await sourceOf(tools, wish, signal)
  return makePicture({
    painters: paintersOf(catalogs.present(), new Date()),
    order: { prompt: wish.prompt, width, height, quality, inputTokens, outputTokens, ...(source ? { source } : {}) },
    caller: callerOf(wish.userId, `picture ${wish.id}`, callerSecret),
    signal,
    tellRefused: (refused) => void tellOfRefusal(tools, refused),
    log,
  })
}

/** The picture that is to be changed, of a bounded size and without its metadata. @throws UnreadableFile; TelegramAway */
async function sourceOf(
  { files }: Tools,
  { sourceFileId }: Wish,
  signal: AbortSignal,
): Promise<MadePicture | undefined> {
  if (sourceFileId === null) return undefined
  if (!files) throw new UnreadableFile('gone')
  const { data, mediaType } = await preparePicture(await files.fetch(sourceFileId, signal))
  return { data, mediaType }
}
