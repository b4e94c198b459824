import { type Api, GrammyError, InputFile } from 'grammy'
import { Alive } from '#platform/database/alive.ts'
import type { Database } from '#platform/database/sql.ts'
import { WorkLoop } from '#platform/database/work-loop.ts'
import { persistently } from '#platform/inbox/persistently.ts'
import { type Log, messageOf } from '#platform/runtime/log.ts'
import { pauseAfter, policies } from '#platform/runtime/retry.ts'
import type { Pacing } from '#platform/telegram/pacing.ts'
import type { FormattedText } from '#platform/telegram/formatted-text.ts'
import { markIn, withMark } from '#platform/telegram/mark.ts'
import { captionLimit, splitFormatted, textLimit } from '#platform/telegram/split.ts'
import { judge } from '#platform/telegram/telegram-error.ts'
import {
  type Due,
  giveToOwners,
  notePart,
  noteSent,
  noteUncertain,
  noteUnsent,
  putOff,
  renewLease,
  renewLeases,
  shortenOfGone,
  takeDue,
} from '#modules/notifications/due.ts'
import { markReachable } from '#modules/users/users.ts'
import { type MessageAt, noticeText } from '#texts/notices.ts'

interface Tools {
  database: Database
  telegram: Api
  /** A small share of what the bot may call: answers go first. */
  pacing: Pacing
  log: Log
}

const atOnce = 10
/** For how long the rows of a sender that seems gone are left to it: perhaps only its connection has ended. */
const graceMs = 1_000
/** What is said would be no news any more. */
const giveUpAfterMs = 24 * 3600_000

/**
 * Sends what stands in the outbox, beside any number of other workers. A message is sent once more when its sender dies
 * before it has noted it, and when Telegram's reply is lost; never otherwise.
 */
export class Sender {
  private readonly tools: Tools
  private readonly loop: WorkLoop
  private readonly alive = new Alive()
  private readonly underWay = new Set<Due>()
  private graceOver: NodeJS.Timeout | undefined

  constructor(tools: Tools) {
    this.tools = tools
    const work = () => this.sendDue()
    this.loop = new WorkLoop({ ...tools, channel: 'outbox', work, awayMeans: 'The outbox cannot be read' })
    this.alive.whenRenamed((name) => this.extend(name))
  }

  async start(): Promise<this> {
    await this.alive.start(this.tools.database)
    await this.loop.start()
    return this
  }

  /** Of what is cut off it is not known whether it arrived. */
  async stop(): Promise<void> {
    clearTimeout(this.graceOver)
    await this.loop.stop()
    await this.alive.stop()
  }

  private async sendDue(): Promise<boolean> {
    await this.lookForGone()
    const due = await takeDue(this.tools.database.sql, { limit: atOnce, worker: this.alive.name })
    const ends = await Promise.allSettled(due.map((each) => this.sendHeld(each)))
    const failed = ends.find((end) => end.status === 'rejected')
    if (failed) throw failed.reason
    return due.length > 0
  }

  /** What a killed worker was sending goes on after the grace, long before its leases end. */
  private async lookForGone(): Promise<void> {
    if (!this.alive.mayJudge) return
    const left = await shortenOfGone(this.tools.database.sql, { graceMs })
    if (left === 0 || this.loop.stopping.aborted) return
    this.tools.log.warn({ notices: left }, 'Another worker is gone; what it was sending goes on')
    this.graceOver = setTimeout(() => this.loop.wake(), graceMs)
  }

  private async extend(worker: string): Promise<void> {
    if (this.underWay.size > 0) await renewLeases(this.tools.database.sql, [...this.underWay], worker)
  }

  private async sendHeld(due: Due): Promise<void> {
    this.underWay.add(due)
    try {
      await this.send(due)
    } finally {
      this.underWay.delete(due)
    }
  }

  private async send(due: Due) {
    const { log } = this.tools
    const { sql } = this.tools.database
    if (due.chatId === null) return giveToOwners(sql, due)
    try {
      if (!(await this.deliver(due, due.chatId))) return
    } catch (error) {
      // A stop: nothing was sent, and the next worker need not wait for the lease.
      if (this.loop.stopping.aborted && judge(error).kind === 'unknown')
        return putOff(sql, due.id, { delayMs: 0, error: 'The worker stopped' })
      const { id, kind, attempts } = due
      const after = this.afterFailure(error, due)
      if (mayHaveArrived(error)) await noteUncertain(sql, id)
      log.warn({ err: error, id, kind, attempts, ...after }, 'A notice could not be sent')
      if ('state' in after) {
        if (isBlocked(error)) await markReachable(sql, due.chatId, false)
        return noteUnsent(sql, due, after.state, messageOf(error))
      }
      return putOff(sql, id, { delayMs: after.delayMs, error: messageOf(error) })
    }
    await this.note(() => noteSent(sql, due.id))
  }

  /** False when another worker has taken the row meanwhile. */
  private async deliver(due: Due, chatId: number): Promise<boolean> {
    const { telegram, pacing, database } = this.tools
    const { said, copyOf, keyboard } = noticeText(due, due.language)
    const parts: Part[] = copyOf ? [{ ...said, copyOf }] : messagesOf(said, due.picture)
    for (const [index, part] of parts.entries()) {
      if (index < due.partsSent) continue
      const isLast = index === parts.length - 1
      await pacing.turn(chatId, { longestPauseMs: 0, signal: this.loop.stopping })
      if (!(await renewLease(database.sql, due, this.alive.name))) return false
      const more = {
        ...(due.threadId === null ? {} : { message_thread_id: due.threadId }),
        ...(due.replyTo === null || index > 0
          ? {}
          : { reply_parameters: { message_id: due.replyTo, allow_sending_without_reply: true } }),
        ...(keyboard && isLast ? { reply_markup: { inline_keyboard: keyboard } } : {}),
      }
      await sendPart(telegram, chatId, part, more, this.loop.cut)
      if (!isLast) await this.note(() => notePart(database.sql, due.id, index + 1))
    }
    return true
  }

  /** What has arrived is not sent again because the database was away for some seconds. */
  private note(store: () => Promise<void>) {
    return persistently(this.tools.log, 'A notice that was sent could not be noted', store)
  }

  private afterFailure(error: unknown, due: Due): { state: 'refused' | 'given_up' } | { delayMs: number } {
    const verdict = judge(error)
    if (verdict.kind === 'refused') return { state: 'refused' }
    const delayMs =
      verdict.kind === 'flood' ? verdict.retryAfterSeconds * 1000 : pauseAfter(policies.notice, due.attempts)
    if (due.ageMs + delayMs > giveUpAfterMs) return { state: 'given_up' }
    return { delayMs }
  }
}

function mayHaveArrived(error: unknown): boolean {
  const verdict = judge(error)
  if (verdict.kind === 'outage') return verdict.mayHaveArrived
  // What Telegram has answered, it has not sent.
  return verdict.kind === 'unknown' && !(error instanceof GrammyError)
}

/** Of a person: a group is not marked. */
function isBlocked(error: unknown): boolean {
  const verdict = judge(error)
  return verdict.kind === 'refused' && verdict.reason === 'blocked'
}

interface Part extends FormattedText {
  picture?: Buffer
  copyOf?: MessageAt
}

/** A picture has what is said below it, or before longer texts stands alone. */
function messagesOf(said: FormattedText, picture: Buffer | null): Part[] {
  const texts = splitWithMark(said)
  if (!picture) return texts
  const isShort = texts.length <= 1 && said.text.length <= captionLimit
  return isShort ? [{ text: '', entities: [], ...texts[0], picture }] : [{ text: '', entities: [], picture }, ...texts]
}

/** A reply to any of the messages is known by the mark, which stands at the end of the text. */
function splitWithMark(said: FormattedText): FormattedText[] {
  const mark = markIn(said.entities)
  if (mark === undefined) return splitFormatted(said)
  const parts = splitFormatted(said, textLimit - 1)
  return parts.map((part) => (markIn(part.entities) === undefined ? withMark(part, mark) : part))
}

type More = Parameters<Api['sendMessage']>[2] & Parameters<Api['sendPhoto']>[2]

async function sendPart(telegram: Api, chatId: number, part: Part, more: More, signal: AbortSignal): Promise<void> {
  const { text, entities, picture, copyOf } = part
  const caption = { caption: text, caption_entities: entities }
  if (copyOf) {
    await telegram.copyMessage(chatId, copyOf.chatId, copyOf.messageId, { ...caption, ...more }, signal as never)
    return
  }
  if (picture) {
    await telegram.sendPhoto(chatId, new InputFile(picture), { ...caption, ...more }, signal as never)
    return
  }
  const plain = { entities, link_preview_options: { is_disabled: true } }
  await telegram.sendMessage(chatId, text, { ...plain, ...more }, signal as never)
}
