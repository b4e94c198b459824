import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import type { Hearing } from '#modules/attachments/hear.ts'
import { choosePages, type SentFile } from '#modules/attachments/attachment.ts'
import { AttachmentReader } from '#modules/attachments/reader.ts'
import { modelOf } from '#modules/catalog/catalog.ts'
import type { CompleteCatalog } from '#modules/catalog/complete.ts'
import { findMeans, isDearer, type Price } from '#modules/charging/access.ts'
import { costsOf } from '#modules/costs/record-costs.ts'
import { adjustCredits } from '#modules/entitlements/adjust-credits.ts'
import { startTrial } from '#modules/entitlements/start-trial.ts'
import { openInvoice } from '#modules/payments/open-invoice.ts'
import { recordPayment } from '#modules/payments/record-payment.ts'
import { beginRefund, recordRefund } from '#modules/payments/refund.ts'
import { changeRenewal } from '#modules/payments/renewals.ts'
import { abandon, refundUndelivered, releaseStale } from '#modules/questions/answer/abandon.ts'
import { prepare, Unanswerable } from '#modules/questions/answer/prepare.ts'
import { recordAnswer } from '#modules/questions/answer/record-answer.ts'
import { RunningAnswer } from '#modules/questions/answer/running-answer.ts'
import { ask, type Asked, type ToAnswer } from '#modules/questions/ask/ask.ts'
import { priceOfWaiting, quoteAgain } from '#modules/questions/ask/quote.ts'
import type { Asking } from '#modules/questions/ask/look.ts'
import { workOf } from '#modules/questions/question.ts'
import { documentsOf } from '#modules/settings/documents.ts'
import { register } from '#modules/users/users.ts'
import type { Try } from '#platform/models/answer.ts'
import { ModelError } from '#platform/models/failure.ts'
import { createLog } from '#platform/runtime/log.ts'
import type { Sql } from '#platform/database/sql.ts'
import { TelegramAway } from '#platform/telegram/telegram-files.ts'
import type { Sent, Step, Trouble } from './steps.ts'
import type { ScriptedFiles } from './telegram.ts'

export interface MoneyWorld {
  sql: Sql
  catalog: CompleteCatalog
  telegram: ScriptedFiles
  reader: AttachmentReader
}

/** What a person may be charged for a question: what they have agreed to, or what every question to the model costs. */
interface Agreed {
  price: Price
  attempt: number
}

interface Offer {
  waiting: number
  price: Price
  isOld: boolean
}

/** An attempt at an answer, as a process holds it. */
interface Attempt extends ToAnswer {
  /** Whether that process is there no more, or has come to an end with it. */
  isOver: boolean
}

const tried = (provider: string): Try => ({
  provider,
  model: 'm',
  usage: { inputTokens: 900, cachedInputTokens: 100, outputTokens: 3000, reasoningTokens: 2000, estimated: false },
  outcome: 'answered',
  ms: 1,
})
const log = createLog('history', { level: 'silent' })
/** Messages of the trial. */
export const usualTrial = 3
const documents = documentsOf([], [])
const settings = { timeZone: undefined, freeLimits: { perDay: 10_000_000, perLink: 10_000_000, guests: 0 } }
let lastUser = 0
let lastUpdate = 0
let lastFile = 0

/** A person's history with the bot, played against the database by the functions that the programs use. */
export class History {
  readonly person: number
  /** Pays what the person was offered. */
  readonly other: number
  private readonly world: MoneyWorld
  private readonly invoices: { payload: string; amount: number; renews: boolean }[] = []
  private readonly charges: string[] = []
  private readonly askings: Asking[] = []
  private readonly files: SentFile[] = []
  private readonly offers: Offer[] = []
  private readonly unpaid: number[] = []
  private readonly attempts: Attempt[] = []
  private readonly agreements = new Map<number, Agreed>()
  private readonly askedOf = new Map<number, number>()

  constructor(world: MoneyWorld, other?: number) {
    this.world = world
    this.person = ++lastUser
    this.other = other ?? ++lastUser
  }

  async play(steps: Step[], afterEach: (step: Step, index: number) => Promise<void>): Promise<void> {
    for (const telegramId of [this.person, this.other]) await register(this.world.sql, { telegramId, firstName: 'x' })
    for (const [index, step] of steps.entries()) {
      await this.step(step, index)
      await afterEach(step, index)
    }
    await this.expectKeptPromises()
  }

  async step(now: Step, index: number): Promise<void> {
    const { sql } = this.world
    const telegramId = this.person
    if (now.do === 'trial') await startTrial(sql, { telegramId, messages: usualTrial, steps: null })
    else if (now.do === 'adjust') {
      const { delta, key } = now
      await adjustCredits(sql, { telegramId, delta, reason: 'r', idempotencyKey: String(key), by: null })
    } else if (now.do === 'ask') await this.askAnew(now)
    else if (now.do === 'sweep') {
      await sql`update messages_log set working_until = now() - interval '1 hour' where user_id = ${telegramId} and status = 'pending'`
      for (const attempt of this.attempts) attempt.isOver = true
      await releaseStale(sql, { silentForMs: 1000, limit: 100 })
    } else if (isOfMoney(now)) await this.moveMoney(now, `${telegramId}:${index}`)
    else if (isOfWaiting(now)) await this.goOnWaiting(now)
    else await this.end(now)
  }

  private async moveMoney(now: OfMoney, charge: string): Promise<void> {
    const { sql, catalog } = this.world
    const refund = { by: null, reason: 'r' }
    if (now.do === 'buy') {
      const gift = now.gift ?? false
      const wanted = { telegramId: this.person, productId: now.product, method: 'stars' as const, gift, secret: 's' }
      const invoice = await openInvoice(sql, catalog, wanted)
      if (!('refused' in invoice))
        this.invoices.push({
          payload: invoice.payload,
          amount: invoice.amount,
          renews: now.product === 'month' && !gift,
        })
      return
    }
    const known = pick(this.charges, now.which)
    if (now.do === 'pay') await this.pay(now.which, this.person, null, charge)
    else if (now.do === 'payAgain') await this.pay(now.which, this.person, null, known ?? charge)
    else if (now.do === 'payByOther') await this.pay(now.which, this.other, null, charge)
    else if (now.do === 'renew') await this.pay(now.which, this.person, 'renewal', charge)
    else if (now.do === 'refund') await beginRefund(sql, { chargeId: known ?? 'none', ...refund })
    else if (now.do === 'refundTold') await recordRefund(sql, { chargeId: known ?? 'none', ...refund, at: new Date() })
    else {
      const payload = pick(this.invoices, now.which)?.payload ?? ''
      await changeRenewal(sql, { telegramId: this.person, payload, state: 'canceled' })
    }
  }

  private async pay(which: number, by: number, recurring: 'renewal' | null, chargeId: string): Promise<void> {
    const { sql } = this.world
    const invoice = pick(this.invoices, which)
    if (!invoice) return
    this.charges.push(chargeId)
    const receipt = {
      telegramId: by,
      payload: invoice.payload,
      currency: 'XTR',
      amount: invoice.amount,
      chargeId,
      recurring: invoice.renews ? (recurring ?? ('first' as const)) : null,
    }
    // Twice at once, as Telegram may bring it.
    await Promise.all([recordPayment(sql, receipt), recordPayment(sql, receipt)])
  }

  private async askAnew({ model, again, files, transcriptOnly, trouble }: Step & { do: 'ask' }): Promise<void> {
    const last = this.askings.at(-1)
    const asking = again && last ? last : this.asking({ files: files.map((kind) => this.send(kind)), modelId: model })
    if (asking !== last) asking.transcriptOnly = transcriptOnly && files.length > 0
    this.askings.push(asking)
    await this.ask(asking, trouble)
  }

  private asking(more: Partial<Asking>): Asking {
    const place = { telegramId: this.person, chatId: this.person, threadId: 0, messageId: 1 }
    const words = { text: 'q', files: [], transcriptOnly: false, isScheduled: false }
    return { ...place, updateId: ++lastUpdate, ...words, leaseMs: 60_000, worker: 'test', ...settings, ...more }
  }

  private send(kind: Sent): SentFile {
    const known = kind === 'known' ? this.files.at(-1) : undefined
    if (known) return known
    const fileId = `${this.person}:${kind === 'known' ? 'letter' : kind}:${++lastFile}`
    const type = kind === 'picture' ? 'image' : kind === 'voice' || kind === 'speech' ? 'audio' : 'file'
    const file: SentFile = { type, fileId, fileUniqueId: fileId }
    this.files.push(file)
    return file
  }

  /** The same update comes twice at once; its files are read between, unless something befalls that. */
  private async ask(asking: Asking, trouble: Trouble = 'none'): Promise<void> {
    const { reader, telegram } = this.world
    const first = await this.askTwice(asking)
    const toRead = first.find((asked) => 'next' in asked && asked.next === 'read')
    if (!toRead || !('updateId' in toRead) || trouble === 'dies unread') return
    const key = { telegramId: this.person, updateId: toRead.updateId }
    if (trouble === 'away') {
      telegram.away.add(this.person)
      await reader.readAll(key).catch(passOver(TelegramAway))
      telegram.away.delete(this.person)
      return
    }
    await Promise.all([reader.readAll(key), reader.readAll(key)])
    if (trouble === 'none') await this.askTwice(asking)
  }

  private async askTwice(asking: Asking): Promise<Asked[]> {
    const { sql, catalog } = this.world
    const present = { catalog, documents }
    const both = await Promise.all([ask(sql, present, asking), ask(sql, present, asking)])
    for (const asked of both) await this.note(asked, asking)
    return both
  }

  private async note(asked: Asked, asking: Asking): Promise<void> {
    // A question of words that comes again is told of anew, and another agreement may follow.
    const isToldAnew = asking.waiting === undefined && asking.files.length === 0 && !('next' in asked)
    if (isToldAnew) this.askedOf.delete(asking.updateId)
    if ('quoted' in asked) {
      const { waiting, price } = asked.quoted
      this.offers.push({ waiting, price, isOld: false })
    } else if ('refused' in asked && 'waiting' in asked && asked.waiting !== null) this.unpaid.push(asked.waiting)
    else if ('next' in asked && asked.next === 'answer') await this.noteAttempt(asked, asking)
  }

  private async noteAttempt(asked: ToAnswer, { agreed, waiting }: Asking): Promise<void> {
    const { sql, catalog } = this.world
    const { id, purse, price, attempt, model } = asked.question
    const usual: Price = { purse, price: purse === 'trial' ? 1 : modelOf(catalog, model).priceCredits }
    const ceiling = agreed ?? usual
    const before = this.agreements.get(id)
    // Who takes an attempt over charges what is reserved; who asks anew what is agreed to now.
    const isTakenOver = before !== undefined && isDeepStrictEqual(before.price, { purse, price })
    if (!isTakenOver) expect(isDearer({ purse, price }, ceiling), `${price} of ${purse}`).toBe(false)
    this.agreements.set(id, { price: { purse, price }, attempt })
    if (waiting !== undefined) {
      expect(this.askedOf.get(waiting) ?? id, 'an agreement is used once').toBe(id)
      this.askedOf.set(waiting, id)
    }
    if (purse === 'subscription') {
      const { subscription } = (await findMeans(sql, this.person, catalog))!
      expect(subscription!.creditsToday).toBeLessThanOrEqual(subscription!.creditsPerDay ?? Infinity)
    }
    this.attempts.push({ ...asked, isOver: false })
  }

  private async goOnWaiting(now: OfWaiting): Promise<void> {
    const { sql, catalog } = this.world
    if (now.do === 'askAgain') return this.askOnceMore(now.which)
    if (now.do === 'askWaiting') {
      const updateId = pick(this.unpaid, now.which)
      if (updateId === undefined) return
      const price = await priceOfWaiting(sql, catalog, { telegramId: this.person, updateId, ...settings })
      if (price === 'read') await this.world.reader.readAll({ telegramId: this.person, updateId })
      else if (price) await this.ask(this.asking({ text: '', waiting: updateId, agreed: price }))
      return
    }
    const offer = pick(this.offers, now.which)
    if (!offer) return
    const { waiting, price } = offer
    const key = { telegramId: this.person, updateId: waiting }
    if (now.do === 'priceGrowsOld') {
      offer.isOld = true
      await sql`update quotations set valid_until = now() - interval '1 second' where user_id = ${this.person} and update_id = ${waiting}`
    } else if (now.do === 'somePages') {
      await choosePages(sql, key, { from: 1, to: 2 })
      const quoted = await quoteAgain(sql, catalog, { ...key, ...settings })
      if ('quoted' in quoted) this.offers.push({ waiting, price: quoted.quoted.price, isOld: false })
    } else {
      const press = () => this.ask(this.asking({ text: '', waiting, agreed: price }))
      await Promise.all(now.do === 'agreeTwice' ? [press(), press()] : [press()])
    }
  }

  private async askOnceMore(which: number): Promise<void> {
    const attempt = pick(this.attempts, which)
    if (!attempt) return
    const { id, purse, price } = attempt.question
    await this.ask(this.asking({ text: '', followUp: { kind: 'again', questionId: id }, agreed: { purse, price } }))
  }

  private async end(now: Step & { which: number }): Promise<void> {
    const { sql, catalog } = this.world
    const attempt = pick(this.attempts, now.which)
    if (!attempt) return
    const { question } = attempt
    const costs = costsOf(catalog, [tried('standard'), tried('expert')], new Date())
    if (now.do === 'undelivered') {
      const key = { telegramId: this.person, questionId: question.id, reason: 'blocked' }
      return void (await refundUndelivered(sql, key))
    }
    if (now.do === 'fail') await abandon(sql, question, { status: 'failed', failure: 'x', costs })
    else if (now.do === 'crash') await this.crash(attempt)
    else if (now.do === 'hearAndCrash') {
      if (await this.prepare(attempt)) await this.crash(attempt)
    } else if (now.do === 'deaf') {
      this.world.telegram.deaf.add(this.person)
      await this.prepare(attempt)
      this.world.telegram.deaf.delete(this.person)
      return
    } else if (attempt.isOver || (await this.prepare(attempt))) {
      const price = { answer: question.price, answerCheaper: 1, answerDearer: 2 * question.price + 5 }[
        now.do as 'answer'
      ]
      const answeredBy = now.do === 'answerCheaper' ? 'standard' : question.model
      const figures = {
        inputTokens: 1,
        outputTokens: 1,
        firstTokenMs: 1,
        latencyMs: 1,
        searches: 0,
        toolsPrice: 0,
        sources: null,
      }
      // A process that is long over may come with its answer, too.
      await recordAnswer(sql, catalog, question, {
        ...figures,
        suggestions: [],
        text: 'a',
        finishReason: 'stop',
        costs,
        answeredBy,
        price,
      })
    }
    attempt.isOver = true
  }

  /** Another process may take it over at once. */
  private async crash(attempt: Attempt): Promise<void> {
    const { id } = attempt.question
    await this.world.sql`
      update messages_log set working_until = now() - interval '1 second' where user_id = ${this.person} and id = ${id} and status = 'pending'`
    for (const one of this.attempts) if (one.question.id === id) one.isOver = true
  }

  /** What a model needs of the files. False when that fails, which ends the question. */
  private async prepare(attempt: Attempt): Promise<boolean> {
    if (attempt.isOver) return true
    const { sql, catalog, reader } = this.world
    const { question } = attempt
    const run = new RunningAnswer(question)
    const hearing: Hearing = {
      sql,
      reader,
      catalog,
      work: workOf(question),
      signal: run.signal,
      tellRefused() {},
      log,
    }
    try {
      await prepare(hearing, run, attempt)
      return true
    } catch (error) {
      if (!(error instanceof ModelError || error instanceof Unanswerable)) throw error
      await abandon(sql, question, { status: 'failed', failure: 'x', costs: '[]' })
      attempt.isOver = true
      return false
    }
  }

  async expectKeptPromises(): Promise<void> {
    const { sql, telegram } = this.world
    const questions = await sql<{ id: number; purse: Price['purse']; price: number; attempt: number }>`
      select id, purse, price, attempt from messages_log where user_id = ${this.person}`
    for (const { id, attempt, ...charged } of questions) {
      const agreed = this.agreements.get(id)!
      expect(agreed.attempt, 'each attempt is somebody’s').toBe(attempt)
      expect(isDearer(charged, agreed.price), 'no question costs more than was agreed to').toBe(false)
    }
    for (const { fileId, type } of this.files)
      if (type === 'file') expect(telegram.given.get(fileId) ?? 0, `how often ${fileId} was fetched`).toBeLessThan(2)
  }
}

type OfMoney = Extract<
  Step,
  { do: 'buy' | 'pay' | 'payAgain' | 'payByOther' | 'renew' | 'refund' | 'refundTold' | 'cancel' }
>
const ofMoney = ['buy', 'pay', 'payAgain', 'payByOther', 'renew', 'refund', 'refundTold', 'cancel']
const isOfMoney = (step: Step): step is OfMoney => ofMoney.includes(step.do)

type OfWaiting = Extract<
  Step,
  { do: 'agree' | 'agreeTwice' | 'askWaiting' | 'somePages' | 'priceGrowsOld' | 'askAgain' }
>
const ofWaiting = ['agree', 'agreeTwice', 'askWaiting', 'somePages', 'priceGrowsOld', 'askAgain']
const isOfWaiting = (step: Step): step is OfWaiting => ofWaiting.includes(step.do)

export function pick<Item>(list: Item[], n: number): Item | undefined {
  return list[n % Math.max(list.length, 1)]
}

function passOver(kind: new (...all: never[]) => Error) {
  return (error: unknown) => {
    if (!(error instanceof kind)) throw error
  }
}
