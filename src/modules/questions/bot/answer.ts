import { InlineKeyboard } from 'grammy'
import { BackendRefusal, BackendUnavailable } from '#bot-kit/backend-client.ts'
import { guestChat, longestQuestion } from '#modules/questions/contract.ts'
import type { StreamEvent } from '#modules/questions/stream.ts'
import type { Place } from '#platform/telegram/deliver.ts'
import { pass } from '#platform/runtime/pass.ts'
import { Progress } from '#platform/telegram/progress.ts'
import type { AskedQuestion } from '#bot-kit/asked-question.ts'
import { data } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { askToAgree } from './agree-first.ts'
import { explainFailure, explainRefusal, explainUnreadable } from './outcome.ts'
import { placeOf, say } from '#bot-kit/screen.ts'
import { type Part, wordsIn } from '#bot-kit/whole-question.ts'
import type { Texts } from '#texts/languages.ts'
import { beginning, plainLines } from '#texts/plain.ts'
import { mostHeard, withHeard, withPressed } from './heard.ts'
import { showQuotation } from './quotation.ts'
import { showAnswer } from './show-answer.ts'

/** For the question to be given up by the one and taken by the other. */
const handoverMs = 300

export type Outcome = Extract<StreamEvent, { type: 'done' | 'refused' | 'quoted' | 'unreadable' | 'failed' }>

/**
 * One question: the answer grows before the person's eyes and is then delivered whole. Whatever is interrupted goes on with
 * the next attempt of the same update, whose repetition costs nothing.
 */
export async function answer(ctx: BotContext, question: AskedQuestion): Promise<void> {
  if (wordsIn(question.parts ?? []).length > longestQuestion)
    return say(ctx, ctx.t.refused.question_too_long, undefined, question.messageId)
  const place = { ...placeOf(ctx), replyTo: question.answerTo }
  const watched = await new GrowingAnswer(ctx, question, place).watch().catch((error: unknown) => {
    if (error instanceof BackendRefusal && error.code === 'agreement_needed') return error
    throw error
  })
  const { scheduled } = question
  if (watched instanceof Error) {
    // What the clock asks is quiet until they have agreed.
    if (!scheduled) await askToAgree(ctx, watched, question.messageId)
    return
  }
  const { outcome, grownMessageId } = watched
  if (outcome.type === 'done') return showAnswer(ctx, question, place, outcome, grownMessageId)
  // Half an answer that came to nothing; it may be gone already.
  if (grownMessageId !== null) await ctx.api.deleteMessage(place.chatId, grownMessageId).catch(() => undefined)
  ctx.tools.sent.forget(ctx.update.update_id)
  if (outcome.type === 'refused') {
    if (!(await scheduled?.whenRefused(outcome))) await explainRefusal(ctx, outcome, question)
    return
  }
  // In a group the buttons below it are for the person whose message it replies to.
  const messageId = question.answerTo ?? question.messageId
  if (outcome.type === 'quoted') return showQuotation(ctx, outcome, { ...question, messageId })
  if (outcome.type === 'unreadable') return explainUnreadable(ctx, outcome, messageId)
  return explainFailure(ctx, outcome, messageId)
}

/** The answer in the chat while it grows, from asking the backend to its outcome. */
export class GrowingAnswer {
  private readonly ctx: BotContext
  private readonly question: AskedQuestion
  private readonly progress: Progress
  /** Known once the backend has accepted the question. */
  private questionId = 0

  constructor(ctx: BotContext, question: AskedQuestion, place: Place) {
    this.ctx = ctx
    this.question = question
    const { bareApi: api, progress, pacing } = ctx.tools
    // No person watches what the clock asks.
    const mode = question.scheduled ? 'off' : progress
    const usual = { api, place, mode, pacing, log: ctx.log } as const
    this.progress = new Progress(
      question.guest ? { ...usual, inlineMessageId: question.guest.inlineMessageId } : { ...usual, ...this.ofOurs() },
    )
  }

  /** What it takes to show it in a message that we send. */
  private ofOurs() {
    const { ctx } = this
    return {
      isPrivate: ctx.chat?.type === 'private',
      // Telegram says of a stopped draft only this number: it is the update, so that the press stops this answer and no other.
      draftId: Math.max(1, ctx.update.update_id),
      stopButton: new InlineKeyboard().add({
        text: ctx.t.buttons.stop,
        callback_data: data.stop(ctx.update.update_id),
        style: 'danger',
      }),
      texts: { thinking: ctx.t.thinking, doing: doingWith(ctx.t, this.question.parts) },
      onMessage: (messageId: number) => this.report(messageId),
    }
  }

  async watch(): Promise<{ outcome: Outcome; grownMessageId: number | null }> {
    let outcome: Outcome | undefined
    let grownMessageId: number | null = null
    try {
      outcome = await this.followPersistently()
    } finally {
      grownMessageId = await this.progress.finish()
    }
    if (!outcome) throw new Error('The backend ended the stream without an outcome')
    return { outcome, grownMessageId }
  }

  /** A backend that is being updated hands its answers to the next, which is asked at once: the person need not hear of a delay. */
  private async followPersistently(): Promise<Outcome | undefined> {
    try {
      return await this.follow()
    } catch (error) {
      if (!(error instanceof BackendUnavailable)) throw error
      await pass(handoverMs, this.ctx.handling.signal)
      this.progress.restart()
      return this.follow()
    }
  }

  private async follow(): Promise<Outcome | undefined> {
    const { ctx, progress } = this
    const updateId = ctx.update.update_id
    const events = ctx.tools.backend.streamAnswer(requestOf(ctx, this.question), {
      signal: ctx.handling.signal,
      updateId,
    })
    let outcome: Outcome | undefined
    let soFar = ''
    let heard: string | null = null
    const { transcriptOnly, pressed } = this.question
    const show = () =>
      progress.push(
        transcriptOnly ? plainLines(soFar) : withPressed(pressed, withHeard(heard, soFar, mostHeard.growing)),
      )
    for await (const event of events) {
      if (event.type === 'accepted') {
        this.questionId = event.questionId
        progress.adopt(event.deliveredMessageIds[0] ?? ctx.tools.sent.of(updateId)[0])
      } else if (event.type === 'restarted') soFar = ''
      else if (event.type === 'thinking') progress.think(event.summary)
      else if (event.type === 'looking') progress.lookUp(stepLines(ctx.t, event.steps))
      else if (event.type === 'heard') {
        heard = event.text
        show()
      } else if (event.type === 'delta') {
        soFar += event.text
        show()
      } else outcome = event
    }
    return outcome
  }

  /** Once, for its first message: later, when the parts are on record, it would be wrong. */
  private async report(messageId: number): Promise<void> {
    const { person, tools, update } = this.ctx
    tools.sent.remember(update.update_id, [messageId])
    await tools.backend.reportDelivery({
      telegramId: person.telegramId,
      questionId: this.questionId,
      messageIds: [messageId],
      complete: false,
    })
  }
}

function requestOf(
  ctx: BotContext,
  { parts, transcriptOnly, followUp, waiting, model, scheduled, messageId, replyTo, guest }: AskedQuestion,
) {
  const { chatId, threadId } = guest ? { chatId: guestChat, threadId: 0 } : placeOf(ctx)
  return {
    telegramId: ctx.person.telegramId,
    chatId,
    threadId,
    messageId,
    updateId: ctx.update.update_id,
    ...(parts ? { parts } : {}),
    ...(transcriptOnly ? { transcriptOnly } : {}),
    ...(followUp ? { followUp } : {}),
    ...(waiting ? { waiting } : {}),
    ...(model ? { model } : {}),
    ...(replyTo ? { replyTo } : {}),
    ...(scheduled ? { scheduled: { shown: scheduled.shown } } : {}),
  }
}

const longestStep = 100

/** What is being looked up, one line for each. */
function stepLines({ search }: Texts, steps: Extract<StreamEvent, { type: 'looking' }>['steps']): string {
  const lines = steps.map(({ kind, what }) => search.doing[kind](beginning(what.replaceAll(/\s+/g, ' '), longestStep)))
  return [...new Set(lines)].join('\n')
}

/** What takes time before the model can begin; undefined for words alone. */
function doingWith({ files: { doing } }: Texts, parts: Part[] = []): string | undefined {
  const count = (type: Part['type']) => parts.filter((part) => part.type === type).length
  if (count('audio') > 0) return doing.audio
  if (count('file') > 0) return count('file') === 1 ? doing.file : doing.files
  if (count('image') > 0) return count('image') === 1 ? doing.image : doing.images
  return undefined
}
