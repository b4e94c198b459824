import { randomUUID } from 'node:crypto'
import { type Api, InputFile } from 'grammy'
import type { Database, Sql } from '#platform/database/sql.ts'
import { WorkLoop } from '#platform/database/work-loop.ts'
import { persistently } from '#platform/inbox/persistently.ts'
import { type Log, messageOf } from '#platform/runtime/log.ts'
import { passOrAbort } from '#platform/runtime/pass.ts'
import { pauseAfter, policies } from '#platform/runtime/retry.ts'
import {
  type AtWork,
  broadcastsAtWork,
  delayBroadcast,
  endIfDone,
  fillBroadcast,
  noteDeletedTo,
  notePictureFile,
  pauseWithProblem,
  runningAnswers,
} from '#modules/broadcasts/at-work.ts'
import { pictureOf } from '#modules/broadcasts/broadcasts.ts'
import { claim, type Claimed, giveUpLeases, nextToDelete, noteOutcomes } from '#modules/broadcasts/recipients.ts'
import { markReachable } from '#modules/users/users.ts'
import { broadcastText } from '#texts/broadcast.ts'
import { awakeLanguages } from './awake.ts'
import { type End, endOf } from './end-of.ts'

interface Tools {
  database: Database
  telegram: Api
  /** What the bot may call in all; see `paceOf`. */
  callsPerSecond: number
  log: Log
}

/** How long the number of running answers is believed. */
const paceKnownMs = 1_000
/** So many are under way at once at most, and so much time of sending: what a crash leaves unknown. */
const mostAtOnce = 20
const batchSeconds = 0.2
/** So many refusals of the same kind without one delivery mean that the broadcast itself is wrong. */
const refusalsToPause = 3

/**
 * Sends broadcasts, each by one of any number of workers at a time. A recipient is taken before anything is sent to them and
 * never taken again unless Telegram is known to have refused: at most one message each, through any crash.
 */
export class Broadcaster {
  private readonly tools: Tools
  private readonly sql: Sql
  private readonly name = randomUUID()
  private readonly loop: WorkLoop
  /** Batches in a row that Telegram did not take; while there are some, one message is tried at a time. */
  private failures = 0
  private refusals = 0
  private pace = { perSecond: 1, knownAt: -Infinity }

  constructor(tools: Tools) {
    this.tools = tools
    this.sql = tools.database.sql
    const work = () => this.sendSome()
    this.loop = new WorkLoop({ ...tools, channel: 'broadcasts', work, awayMeans: 'Broadcasts cannot be read' })
  }

  async start(): Promise<this> {
    await this.loop.start()
    return this
  }

  async stop(): Promise<void> {
    await this.loop.stop()
  }

  private async sendSome(): Promise<boolean> {
    await giveUpLeases(this.sql)
    for (const broadcast of await broadcastsAtWork(this.sql, this.name)) if (await this.advance(broadcast)) return true
    return false
  }

  /** False when there is nothing to do for it now. */
  private async advance(broadcast: AtWork): Promise<boolean> {
    const { id, state } = broadcast
    if (state === 'scheduled' || state === 'filling') {
      await fillBroadcast(this.sql, id)
      return true
    }
    const limit = await this.batch()
    const begun = performance.now()
    const count = state === 'sending' ? await this.send(broadcast, limit) : await this.delete(id, limit)
    if (count === 0) return endIfDone(this.sql, id)
    const { perSecond } = this.pace
    const leftMs = (count / perSecond) * 1000 - (performance.now() - begun)
    if (leftMs > 0) await passOrAbort(leftMs, this.loop.stopping)
    return true
  }

  private async batch(): Promise<number> {
    if (performance.now() - this.pace.knownAt > paceKnownMs) {
      const running = await runningAnswers(this.sql)
      this.pace = { perSecond: paceOf(this.tools.callsPerSecond, running), knownAt: performance.now() }
    }
    if (this.failures > 0) return 1
    return Math.min(mostAtOnce, Math.max(1, Math.floor(this.pace.perSecond * batchSeconds)))
  }

  private async send(broadcast: AtWork, limit: number): Promise<number> {
    const { id, quiet, now, hasPicture, pictureFileId } = broadcast
    const languages = awakeLanguages(quiet, now)
    // The first one brings the picture; the others refer to it.
    const isFirst = hasPicture && pictureFileId === null
    const claimed = await claim(this.sql, { broadcastId: id, sender: this.name, languages, limit: isFirst ? 1 : limit })
    if (claimed.length === 0) return 0
    const picture = isFirst ? await pictureOf(this.sql, id) : null
    const ends = await Promise.all(
      claimed.map((each) => this.sendOne({ ...broadcast, picture: pictureFileId ?? picture }, each)),
    )
    await this.follow(id, ends)
    return claimed.length
  }

  private async sendOne(
    broadcast: AtWork & { picture: string | Buffer | null },
    { userId, language }: Claimed,
  ): Promise<End> {
    const { telegram } = this.tools
    const { said, keyboard } = broadcastText(broadcast, language)
    const { picture } = broadcast
    const more = { reply_markup: { inline_keyboard: keyboard } }
    const signal = this.loop.cut as never
    try {
      if (picture === null) {
        const text = { entities: said.entities, link_preview_options: { is_disabled: true } }
        const { message_id: messageId } = await telegram.sendMessage(userId, said.text, { ...text, ...more }, signal)
        return { outcome: { userId, state: 'sent', messageId } }
      }
      const photo = typeof picture === 'string' ? picture : new InputFile(picture, 'picture.jpg')
      const caption = { caption: said.text, caption_entities: said.entities }
      const message = await telegram.sendPhoto(userId, photo, { ...caption, ...more }, signal)
      const fileId = message.photo.at(-1)!.file_id
      return {
        outcome: { userId, state: 'sent', messageId: message.message_id },
        ...(typeof picture === 'string' ? {} : { fileId }),
      }
    } catch (error) {
      return endOf(userId, error)
    }
  }

  private async delete(id: number, limit: number): Promise<number> {
    const next = await nextToDelete(this.sql, { broadcastId: id, sender: this.name, limit })
    const ends = await Promise.all(
      next.map(async ({ userId, messageId }): Promise<End> => {
        try {
          await this.tools.telegram.deleteMessage(userId, messageId, this.loop.cut as never)
          return { outcome: { userId, state: 'deleted' } }
        } catch (error) {
          const end = endOf(userId, error)
          // What may have arrived is repeated: there is no harm in it.
          if (end.delayMs !== undefined) return { ...end, outcome: { userId, state: 'waiting' } }
          return { outcome: { userId, state: 'undeletable', error: messageOf(error) } }
        }
      }),
    )
    await this.follow(id, ends)
    const undone = ends.some(({ outcome }) => outcome.state === 'waiting')
    if (next.length > 0 && !undone) await noteDeletedTo(this.sql, id, next.at(-1)!.userId)
    return next.length
  }

  /** Notes what has become of a batch, and draws the conclusions for the next. */
  private async follow(id: number, ends: End[]): Promise<void> {
    const outcomes = ends.map(({ outcome }) => outcome)
    await persistently(this.tools.log, 'What has become of a broadcast could not be noted', () =>
      noteOutcomes(this.sql, id, outcomes),
    )
    const fileId = ends.find((end) => end.fileId !== undefined)?.fileId
    if (fileId !== undefined) await notePictureFile(this.sql, id, fileId)
    for (const { userId, state } of outcomes) if (state === 'blocked') await markReachable(this.sql, userId, false)
    const delays = ends.flatMap(({ delayMs }) => delayMs ?? [])
    this.failures = delays.length > 0 ? this.failures + 1 : 0
    if (delays.length > 0) {
      const delayMs = Math.max(
        ...delays,
        ends.some((end) => end.isFlood) ? 0 : pauseAfter(policies.notice, this.failures),
      )
      const said = ends.find((end) => end.delayMs !== undefined)?.outcome.error
      this.tools.log.warn({ broadcast: id, delayMs, said }, 'Telegram takes no broadcast now')
      await delayBroadcast(this.sql, id, delayMs)
    }
    const refused = outcomes.filter(({ state }) => state === 'failed')
    const wasTaken = outcomes.some(({ state }) => state === 'sent')
    this.refusals = wasTaken ? 0 : this.refusals + refused.length
    if (this.refusals < refusalsToPause) return
    this.refusals = 0
    await pauseWithProblem(this.sql, id, refused.at(-1)?.error ?? '')
  }
}

/** What answers leave, at least one a second: each answer that is being written may make three calls a second. */
const freeShare = 0.7
const callsOfAnswer = 3

function paceOf(callsPerSecond: number, running: number): number {
  return Math.max(1, callsPerSecond * freeShare - callsOfAnswer * running)
}
