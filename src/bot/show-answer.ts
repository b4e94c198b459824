import { BackendUnavailable } from '#contract/client.ts'
import type { AnswerReply } from '#contract/shapes.ts'
import { deliver, type Place } from '#delivery/deliver.ts'
import { formatAnswer } from '#delivery/markdown/format.ts'
import { pass } from '#delivery/pacing.ts'
import { deliverRich } from '#delivery/rich/deliver-rich.ts'
import { richMessage } from '#delivery/rich/rich-message.ts'
import { splitFormatted } from '#delivery/split.ts'
import type { BotContext } from './context.ts'
import { followUpKeyboard } from './follow-ups.ts'
import { explainFailure, quietLine } from './outcome.ts'
import { say } from './screen.ts'

/** Some minutes in all: an update of the backend, or a database that recovers, takes less. */
const mostReports = 200
const longestReportPauseMs = 1_000

/** Brings a finished answer into the chat, whole and once, and has its delivery written down. */
export async function showAnswer(
  ctx: BotContext,
  questionMessageId: number,
  place: Place,
  done: AnswerReply,
  grownMessageId: number | null,
): Promise<void> {
  if (done.delivered) return
  const grown = grownMessageId === null ? [] : [grownMessageId]
  const known = longest(done.delivered_message_ids, ctx.tools.sent.of(ctx.update.update_id), grown)
  const delivered = await bring(ctx, place, done, known)
  if ('refused' in delivered) {
    const { refused } = delivered
    const { refunded } = await report(ctx, done.question_id, { message_ids: [], complete: false, refused })
    ctx.log.warn({ questionId: done.question_id, refused, refunded }, 'Telegram refused the answer for good')
    if (refused === 'rejected')
      await explainFailure(
        ctx,
        { reason: 'undelivered', question_id: done.question_id, given_back: refunded },
        questionMessageId,
      )
    return
  }
  await report(ctx, done.question_id, { message_ids: delivered.messageIds, complete: true })
  ctx.tools.sent.forget(ctx.update.update_id)
  const line = quietLine(ctx, done)
  if (line) await say(ctx, line.text, line.keyboard)
}

/** As a rich message where the owner and the person want that and Telegram takes it; else in parts with entities. */
async function bring(ctx: BotContext, place: Place, done: AnswerReply, messageIds: number[]) {
  const { bareApi: api, pacing, richMessages } = ctx.tools
  await ctx.handling.stillOurs()
  const options = {
    api,
    place,
    pacing,
    keyboard: followUpKeyboard(ctx, done),
    async onSent(ids: number[]) {
      await report(ctx, done.question_id, { message_ids: ids, complete: false })
      await ctx.handling.stillOurs()
    },
    signal: ctx.handling.signal,
  }
  const rich = richMessages && ctx.person.settings.rich && messageIds.length < 2 ? richMessage(done.answer) : undefined
  if (rich) {
    const delivered = await deliverRich({
      ...options,
      message: rich,
      messageId: messageIds[0],
      onSent: (id) => options.onSent([id]),
    })
    if (delivered !== 'unsupported') return 'refused' in delivered ? delivered : { messageIds: [delivered.messageId] }
    ctx.log.info({ questionId: done.question_id }, 'Telegram does not take this rich message; it goes out as text')
  }
  return deliver({ ...options, parts: splitFormatted(formatAnswer(done.answer)), messageIds })
}

/** Each knows the same messages from the first on; who knows more was told later. */
function longest(...known: number[][]): number[] {
  return known.reduce((most, one) => (one.length > most.length ? one : most))
}

/**
 * What stands in the chat must be on record, or the next attempt would send it again: so a backend that is away is waited
 * for, as long as this lane is ours, and this process remembers it for when it gets the lane again.
 */
async function report(
  { tools, person, handling, update }: BotContext,
  questionId: number,
  delivery: { message_ids: number[]; complete: boolean; refused?: string },
) {
  const said = { telegram_id: person.telegram_id, question_id: questionId, ...delivery }
  if (delivery.message_ids.length > 0) tools.sent.remember(update.update_id, delivery.message_ids)
  for (let turn = 1; ; turn += 1) {
    try {
      return await tools.backend.reportDelivery(said)
    } catch (error) {
      if (!(error instanceof BackendUnavailable) || turn === mostReports) throw error
      await pass(Math.min(100 * 2 ** turn, longestReportPauseMs), handling.signal)
    }
  }
}
