import { InlineKeyboard } from 'grammy'
import type { AnswerReply, FailureReason } from '#contract/shapes.ts'
import type { StreamEvent } from '#contract/stream.ts'
import { data } from './callback-data.ts'
import type { BotContext } from './context.ts'
import { offerTrial } from './features/trial.ts'
import { purchaseScreen } from './features/purchase.ts'
import { say } from './screen.ts'

/** Nothing pays for the question: why, and the next step as a button. */
export async function explainRefusal(
  ctx: BotContext,
  { reason }: Extract<StreamEvent, { type: 'refused' }>,
): Promise<void> {
  const { t } = ctx
  if (reason === 'trial_not_started') {
    const offer = await offerTrial(ctx, t.refused[reason])
    return say(ctx, offer.text, offer.keyboard)
  }
  if (reason === 'insufficient_credits' || reason === 'model_not_included')
    return say(
      ctx,
      t.refused[reason],
      new InlineKeyboard().text(t.buttons.model, data.models).text(t.buttons.buy, data.buy),
    )
  const offer = await purchaseScreen(ctx)
  return say(ctx, `${t.refused[reason]}\n\n${offer.text}`, offer.keyboard)
}

/** No answer came: that nothing was charged, and a way to ask once more. */
export async function explainFailure(ctx: BotContext, reason: FailureReason, questionMessageId: number): Promise<void> {
  const { t } = ctx
  if (reason === 'stopped') return say(ctx, t.failed.stopped)
  const text = reason === 'bad_request' || reason === 'refused' ? t.failed.refused : t.failed.usual
  return say(ctx, text, new InlineKeyboard().text(t.buttons.retry, data.retry), questionMessageId)
}

const lastTrialMessages = 3
const lastCredits = 3

/** What a question cost and what is left, only when it matters: near the end, at a price, or when something was unusual. */
export function quietLine(
  { t, person }: BotContext,
  done: AnswerReply,
): { text: string; keyboard?: InlineKeyboard } | undefined {
  const lines: string[] = []
  const { charged, left } = done
  if (done.finish_reason === 'length') lines.push(t.cutShort)
  if (done.fell_back) lines.push(t.fellBack(done.model_title[person.language]))
  if (charged.purse === 'trial' && left.trial && left.trial.left < lastTrialMessages)
    lines.push(t.quietTrial(left.trial.left))
  if (charged.purse === 'credits' && charged.price > 1) lines.push(t.quietPrice(charged.price, left.credits))
  else if (charged.purse === 'credits' && left.credits < lastCredits) lines.push(t.quietCredits(left.credits))
  if (lines.length === 0) return undefined
  const nothingLeft = !('purse' in left.next)
  return {
    text: lines.join('\n'),
    ...(nothingLeft ? { keyboard: new InlineKeyboard().text(t.buttons.buy, data.buy) } : {}),
  }
}
