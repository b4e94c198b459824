import { InlineKeyboard } from 'grammy'
import type { FailureReason } from '#modules/questions/contract.ts'
import type { Refused } from '#modules/charging/contract.ts'
import type { UnreadableFile } from '#modules/attachments/contract.ts'
import type { Price } from '#modules/entitlements/contract.ts'
import type { StreamEvent } from '#modules/questions/stream.ts'
import type { AskedQuestion } from '#bot-kit/asked-question.ts'
import { data } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { purchaseScreen } from '#bot-kit/purchase-screen.ts'
import { offerTrial } from '#bot-kit/offer-trial.ts'
import { priceLabel, withPrice } from '#bot-kit/price.ts'
import { openPrivateChat, say } from '#bot-kit/screen.ts'
import { freeAgain, restLines } from '#bot-kit/trial-rest.ts'
import type { Texts } from '#texts/languages.ts'
import { titleIn } from '#texts/titles.ts'
import { plain } from '#texts/plain.ts'

/** Nothing pays for the question, or not at the price that was shown: why, and the next step as a button. */
export async function explainRefusal(ctx: BotContext, refused: Refused, question: AskedQuestion): Promise<void> {
  const { t } = ctx
  const { reason, price } = refused
  const { messageId, inOneMessage } = question
  if (ctx.chat?.type !== 'private') return say(ctx, t.refused[reason], openPrivateChat(ctx), messageId)
  if (reason === 'budget_used_up') return sayWhenAgain(ctx, refused, question)
  if (reason === 'price_changed' && price) return askForPrice(ctx, price, question)
  if (reason === 'trial_not_started') {
    const kept = (refused.kept?.messages ?? 1) > 1 ? [t.agreement.keptAll(refused.kept!.messages)] : []
    const offer = await offerTrial(ctx, [t.refused[reason], ...kept].join(' '))
    // The button asks what the offer replies to: a part of a question is better asked again than answered by itself.
    return say(ctx, offer.text, offer.keyboard, inOneMessage ? messageId : undefined)
  }
  if (reason === 'question_too_long' || reason === 'model_cannot_see')
    return say(ctx, t.refused[reason], new InlineKeyboard().text(t.buttons.model, data.models), messageId)
  if (reason === 'no_transcription') return say(ctx, t.refused[reason], undefined, messageId)
  const cheaper = alternativeKeyboard(ctx, refused)
  if (reason === 'insufficient_credits' || reason === 'model_not_included')
    return say(ctx, t.refused[reason], cheaper.text(t.buttons.model, data.models).text(t.buttons.buy, data.buy))
  const offer = await purchaseScreen(ctx)
  const offered = InlineKeyboard.from(offer.keyboard?.inline_keyboard ?? [])
  if (reason !== 'trial_paused' && reason !== 'trial_continues')
    return say(ctx, `${t.refused[reason]}\n\n${offer.text}`, cheaper.append(offered))
  const later = askLater(ctx, refused, question)
  const said = [t.refused[reason], ...(await freeAgainLines(ctx, refused)), ...later.said].join(' ')
  return say(ctx, `${said}\n\n${offer.text}`, later.keyboard.append(offered))
}

/** When there are free messages again. */
async function freeAgainLines({ t, tools, person }: BotContext, { reason, resumesAt }: Refused): Promise<string[]> {
  if (reason === 'trial_paused') return [freeAgain(t, resumesAt)]
  const { trial } = await tools.backend.getCredits({ telegramId: person.telegramId })
  return restLines(t, trial)
}

/** The owner's budget is used up: the question waits for the next one. */
function sayWhenAgain(ctx: BotContext, refused: Refused, question: AskedQuestion): Promise<void> {
  const { t } = ctx
  const { reason, resumesAt } = refused
  const { said, keyboard } = askLater(ctx, refused, question)
  const lines = [t.refused[reason], ...(resumesAt ? [t.resumes(resumesAt)] : []), ...said]
  return say(ctx, lines.join(' '), keyboard.text(t.buttons.menu, data.menu), question.messageId)
}

/** A question that waits for its time is asked by a button. */
function askLater({ t }: BotContext, { waiting, price }: Refused, { model }: AskedQuestion) {
  const keyboard = new InlineKeyboard()
  if (waiting === null || !price) return { said: [], keyboard }
  keyboard.text(withPrice(t, t.buttons.answerNow, price), data.waiting(waiting, price, model)).row()
  return { said: [t.questionKept], keyboard }
}

/** The same button once more, with what it costs now. */
function askForPrice(
  ctx: BotContext,
  price: Price,
  { followUp, pressed, waiting, model }: AskedQuestion,
): Promise<void> {
  const { t } = ctx
  const keyboard = new InlineKeyboard()
  if (followUp?.kind === 'suggested')
    keyboard.text(
      withPrice(t, pressed ?? t.buttons.answerNow, price),
      data.suggestion(followUp.questionId, followUp.suggestion ?? 0, price),
    )
  else if (followUp)
    keyboard.text(
      withPrice(t, t.buttons[followUp.kind], price),
      data.followUp(followUp.kind, followUp.questionId, price),
    )
  else if (waiting)
    keyboard.text(withPrice(t, t.buttons.answerNow, price), data.waiting(waiting.updateId, price, model))
  return say(ctx, t.priceChanged(priceLabel(t, price)), keyboard.row().text(t.buttons.model, data.models))
}

/** Another model that something pays for answers what has just been asked. */
function alternativeKeyboard({ t, person }: BotContext, { alternative, waiting }: Refused): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  if (!alternative || waiting === null) return keyboard
  const { model, title, price } = alternative
  return keyboard
    .text(withPrice(t, t.buttons.answerBy(titleIn(title, person.language)), price), data.waiting(waiting, price, model))
    .row()
}

/** A file of the question cannot be read: which one and why. Nothing was asked, so nothing was charged. */
export async function explainUnreadable(ctx: BotContext, { problem, name }: UnreadableFile, messageId: number) {
  const { files, nothingCharged } = ctx.t
  const file = files.named(name === null ? null : plain(name))
  return say(ctx, `${files.unreadable[problem](file)} ${nothingCharged}`, undefined, messageId)
}

/** No whole answer came: why, what the ledger has done with its price, and a way to ask once more. */
export async function explainFailure(ctx: BotContext, failure: Failure, questionMessageId: number): Promise<void> {
  const { t } = ctx
  const { reason, givenBack } = failure
  const text = [failureText(t, reason), ...(givenBack ? [t.nothingCharged] : [])].join(' ')
  if (reason === 'stopped') return say(ctx, text)
  return say(ctx, text, wayOut(ctx, failure), questionMessageId)
}

type Failure = Omit<Extract<StreamEvent, { type: 'failed' }>, 'type'>

/** Why there is no answer. */
export function failureText({ failed }: Texts, reason: FailureReason): string {
  if (reason === 'bad_request') return failed.refused
  // Why a provider refuses us is the owner's matter; to everybody else the model is unavailable.
  return reason !== 'refused' && reason in failed ? failed[reason as keyof typeof failed] : failed.usual
}

/** What helps: the same once more, unless it would fail for the same reason. */
function wayOut(ctx: BotContext, { reason, questionId, again }: Failure): InlineKeyboard | undefined {
  const { t, chat } = ctx
  if (reason === 'file_gone') return undefined
  // What the provider objects to stands in the conversation, and would be sent again.
  if (reason === 'too_long' || reason === 'abuse')
    return new InlineKeyboard().text(t.buttons.newConversation, data.newConversation)
  const retry = followUpButton(ctx, 'again', { questionId, price: again, label: t.buttons.retry })
  if (reason !== 'no_room') return retry
  // A model is chosen in the private chat.
  const models =
    chat?.type === 'private' ? new InlineKeyboard().text(t.buttons.model, data.models) : openPrivateChat(ctx)
  return models.append(retry)
}

/** With its price, unless nothing pays for it now. A group need not know what a person has. */
export function followUpButton(
  { t, chat }: BotContext,
  kind: 'again' | 'edited',
  { questionId, price, label = t.buttons[kind] }: { questionId: number; price: Price | null; label?: string },
): InlineKeyboard {
  const shown = chat?.type === 'private' ? price : null
  const words = shown ? withPrice(t, label, shown) : label
  return new InlineKeyboard().text(words, data.followUp(kind, questionId, shown ?? undefined))
}
