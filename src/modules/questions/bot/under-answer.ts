import { InlineKeyboard } from 'grammy'
import type { Price } from '#modules/entitlements/contract.ts'
import type { AnswerReply, FollowUp } from '#modules/questions/contract.ts'
import { data } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { withPrice } from '#bot-kit/price.ts'
import { restLines } from '#bot-kit/trial-rest.ts'
import type { Texts } from '#texts/languages.ts'
import { beginning } from '#texts/plain.ts'
import { titleIn } from '#texts/titles.ts'
import { isTranscript } from './heard.ts'

/** An answer shorter than this need not be shorter. */
const worthShortening = 1_000

/**
 * What a person may want of an answer, as buttons under it that say what they cost. None in a group, where everybody would
 * have them, and none that nothing pays for: then the way to more.
 */
export function answerKeyboard(ctx: BotContext, done: AnswerReply, hasFiles: boolean): InlineKeyboard | undefined {
  if (ctx.chat?.type !== 'private') return undefined
  const keyboard = new InlineKeyboard()
  addSuggestions(keyboard, ctx, done)
  if (hasFiles) keyboard.text(ctx.t.buttons.files, data.files(done.questionId)).row()
  addFollowUps(keyboard, ctx, done)
  if (done.voice)
    keyboard.row().text(withPrice(ctx.t, ctx.t.buttons.listen, done.voice), data.voice(done.questionId, done.voice))
  return keyboard.inline_keyboard.flat().length > 0 ? keyboard : undefined
}

/** Characters of one button, with its price. */
const longestLabel = 60

/** Questions that could follow, at the price of any other. */
function addSuggestions(
  keyboard: InlineKeyboard,
  { t }: BotContext,
  { questionId, suggestions, left }: AnswerReply,
): void {
  const { next } = left
  if (!('purse' in next)) return
  for (const [index, suggestion] of suggestions.entries()) {
    const room = longestLabel - withPrice(t, '…', next).length
    const words = suggestion.length > room + 1 ? `${beginning(suggestion, room)}…` : suggestion
    keyboard.text(withPrice(t, words, next), data.suggestion(questionId, index, next)).row()
  }
}

function addFollowUps(keyboard: InlineKeyboard, { t }: BotContext, done: AnswerReply): void {
  const { next } = done.left
  if (!('purse' in next)) return void keyboard.text(t.buttons.buy, data.buy)
  const add = (kind: Exclude<FollowUp, 'suggested'>, price: Price = next, label = t.buttons[kind]) =>
    keyboard.text(withPrice(t, label, price), data.followUp(kind, done.questionId, price))
  // There is nothing to ask about.
  if (done.heard === '') return
  // What was stopped before its first word.
  if (isTranscript(done) && done.finishReason === 'stopped') return void (done.again && add('again', done.again))
  if (isTranscript(done)) return void add('shorter', next, t.buttons.inShort)
  if (isUnfinished(done)) add('continue').row()
  if (done.again) add('again', done.again)
  if (done.answer.length > worthShortening) add('shorter')
}

function isUnfinished({ finishReason: reason }: AnswerReply): boolean {
  return reason === 'length' || reason === 'stopped' || reason === 'timeout'
}

const lastTrialMessages = 3
const lastCredits = 3

/**
 * The last line of an answer: what it cost and what is left, only when it matters: near the end, at a price, or when something was unusual.
 * A group need not know what a person has.
 */
export function quietLine(ctx: BotContext, done: AnswerReply): string | undefined {
  const money = ctx.chat?.type === 'private' ? moneyLines(ctx.t, done) : []
  const lookups = money.length > 0 ? lookupLines(ctx.t, done) : []
  const lines = [...unusualLines(ctx, done), ...lookups, ...money]
  return lines.length === 0 ? undefined : lines.join('\n')
}

/** What was unusual about an answer. */
export function unusualLines({ t, person }: BotContext, done: AnswerReply): string[] {
  const lines: string[] = []
  if (done.finishReason === 'length') lines.push(t.cutShort)
  if (done.finishReason === 'timeout') lines.push(t.outOfTime)
  if (done.finishReason === 'content_filter') lines.push(t.cutByFilter)
  if (done.insteadOf)
    lines.push(t.insteadOf(titleIn(done.insteadOf, person.language), titleIn(done.modelTitle, person.language)))
  const { assistant } = done
  if (assistant?.isFirst && assistant.insteadOf)
    lines.push(
      t.assistants.instead(titleIn(assistant.insteadOf, person.language), titleIn(done.modelTitle, person.language)),
    )
  if (done.fellBack) lines.push(t.fellBack(titleIn(done.modelTitle, person.language)))
  return lines
}

function lookupLines({ search, tools }: Texts, { searched, toolsPrice }: AnswerReply): string[] {
  return [...(searched ? [search.included] : []), ...(toolsPrice > 0 ? [tools.included] : [])]
}

function moneyLines(t: Texts, { charged, left }: AnswerReply): string[] {
  if (charged.purse === 'trial' && left.trial) return trialLines(t, left.trial)
  if (charged.purse === 'subscription') return allowanceLines(t, charged.price, left)
  if (charged.purse !== 'credits') return []
  if (charged.price > 1) return [t.quietPrice(charged.price, left.credits)]
  return left.credits < lastCredits ? [t.quietCredits(left.credits)] : []
}

/** Messages that are still to come are no less the person's, so only the end of the first ones is told. */
function trialLines(t: Texts, trial: NonNullable<AnswerReply['left']['trial']>): string[] {
  if (trial.rest > 0) return trial.left === 0 ? [t.refused.trial_continues, ...restLines(t, trial)] : []
  return trial.left < lastTrialMessages ? [t.quietTrial(trial.left)] : []
}

function allowanceLines(t: Texts, price: number, { subscription }: AnswerReply['left']): string[] {
  if (!subscription || subscription.creditsPerDay === null || price === 0) return []
  const left = Math.max(0, subscription.creditsPerDay - subscription.creditsToday)
  return price > 1 || left < lastCredits ? [t.quietAllowance(price, left)] : []
}
