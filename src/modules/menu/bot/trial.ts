import type { Message } from 'grammy/types'
import { answer } from '#modules/questions/bot/answer.ts'
import { findNotice } from '#bot-kit/agreement.ts'
import { data, patterns } from '#bot-kit/callback-data.ts'
import { offerTrial } from '#bot-kit/offer-trial.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { questionIn } from '#bot-kit/question.ts'
import { show, takeButtons } from '#bot-kit/screen.ts'
import { findWaitingKeyboard } from '#bot-kit/waiting.ts'
import { type Part, wholeQuestion } from '#bot-kit/whole-question.ts'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { Feature } from '#bot-kit/feature.ts'
import { mainMenu } from '#bot-kit/main-menu.ts'
import { restLines } from '#bot-kit/trial-rest.ts'
import type { Means } from '#modules/charging/contract.ts'
import { signalsOf } from '#modules/free-trial/bot/signals.ts'

export const trial = new Feature()

trial.callbackQuery(patterns.trial, async (ctx) => accept(ctx, ctx.match[1]))
trial.callbackQuery(data.notNow, async (ctx) => show(ctx, { text: ctx.t.trialLater, keyboard: await mainMenu(ctx) }))

/**
 * Begins the trial, by which the person agrees to the documents that the offer names; a question that was waiting for it is
 * answered at once. Where nothing was named, or other documents than now, the offer is shown once more.
 */
async function accept(ctx: BotContext, documents: string | undefined): Promise<void> {
  const { t } = ctx
  const trial = await begin(ctx, documents)
  if (trial === 'unseen') return show(ctx, await offerTrial(ctx, t.refused.trial_not_started))
  if (!trial || trial.left === 0) return show(ctx, { text: t.trialAlready, keyboard: await mainMenu(ctx) })
  if (await answerRow(ctx, trial)) return
  const waiting = ctx.callbackQuery?.message?.reply_to_message
  const parts = waiting?.from?.id === ctx.from?.id ? partsOf(ctx, waiting!) : []
  if (!waiting || parts.length === 0)
    return show(ctx, {
      text: [t.trialStarted(trial.left), ...restLines(t, trial)].join(' '),
      keyboard: (await findWaitingKeyboard(ctx)).append(await mainMenu(ctx)),
    })
  await ctx.answerCallbackQuery()
  if (!(await takeButtons(ctx))) return
  await show(ctx, { text: [t.trialStartedAnswering(trial.left), ...restLines(t, trial)].join(' ') })
  ctx.afterwards(() => answer(ctx, { parts, messageId: waiting.message_id, inOneMessage: true }))
}

/** Several messages that were sent before are answered together, whichever of them the offer replies to. */
async function answerRow(ctx: BotContext, trial: NonNullable<Means['trial']>): Promise<boolean> {
  const { t, tools, person } = ctx
  const { waiting } = await tools.backend.waitingQuestion({ telegramId: person.telegramId })
  if (waiting?.next !== 'ask' || waiting.messages === 1) return false
  const { updateId, messages } = waiting
  await ctx.answerCallbackQuery()
  if (!(await takeButtons(ctx))) return true
  await show(ctx, { text: [t.trialBegun(trial.left), ...restLines(t, trial), t.answeringAll(messages)].join(' ') })
  ctx.afterwards(() => answer(ctx, { waiting: { updateId }, messageId: ctx.msgId!, inOneMessage: false }))
  return true
}

function partsOf({ me, t }: BotContext, message: Message): Part[] {
  return questionIn(me, message) === undefined ? [] : wholeQuestion([message], me, t).parts
}

/** The trial that there is now. The same press may come twice: what it has begun is begun. */
async function begin(ctx: BotContext, documents: string | undefined): Promise<Means['trial'] | 'unseen'> {
  const { backend } = ctx.tools
  const who = { telegramId: ctx.person.telegramId }
  if (documents === undefined && (await findNotice(ctx))) return (await backend.getCredits(who)).trial ?? 'unseen'
  ctx.refresh()
  try {
    const agreement = documents === undefined ? {} : { agreement: documents }
    return (await backend.startTrial({ ...who, ...agreement, signals: await signalsOf(ctx) })).trial
  } catch (error) {
    if (error instanceof BackendRefusal && error.code === 'agreement_changed') return 'unseen'
    if (!(error instanceof BackendRefusal) || error.code !== 'trial_already_used') throw error
    return (await backend.getCredits(who)).trial
  }
}
