import { InlineKeyboard } from 'grammy'
import type { InlineKeyboardMarkup } from 'grammy/types'
import { awaitMade } from '#bot-kit/await-made.ts'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { decodePrice, priceLabel, withPrice } from '#bot-kit/price.ts'
import { placeOf, say } from '#bot-kit/screen.ts'
import { askToAgree } from '#modules/questions/bot/agree-first.ts'
import type { Price } from '#modules/entitlements/contract.ts'
import type { VoiceAnswerReply } from '#modules/voice-answers/contract.ts'
import { deliverVoice, type Sound } from '#platform/telegram/deliver-voice.ts'
import { judge } from '#platform/telegram/telegram-error.ts'

/** The button that has an answer read out, and what comes of it. */
export const listen = new Feature()

listen.callbackQuery(patterns.voice, async (ctx) => {
  await ctx.answerCallbackQuery()
  const [, id, price] = ctx.match
  const questionId = Number(id)
  const shown = decodePrice(price)
  if (shown) await takePrice(ctx, questionId)
  ctx.afterwards(async () => {
    if (!(await readOut(ctx, questionId, shown)) && shown) await putKeyboard(ctx, keyboardOf(ctx))
  })
})

/** Takes the price off the button that was pressed: from then on listening costs nothing. */
async function takePrice(ctx: BotContext, questionId: number): Promise<void> {
  const again = { text: ctx.t.buttons.listenAgain, callback_data: data.voice(questionId) }
  const isPressed = (key: object) => 'callback_data' in key && key.callback_data === ctx.callbackQuery?.data
  const rows = keyboardOf(ctx)?.inline_keyboard.map((row) => row.map((key) => (isPressed(key) ? again : key)))
  if (rows) await putKeyboard(ctx, { inline_keyboard: rows })
}

function keyboardOf({ callbackQuery }: BotContext): InlineKeyboardMarkup | undefined {
  return callbackQuery?.message && 'reply_markup' in callbackQuery.message
    ? callbackQuery.message.reply_markup
    : undefined
}

async function putKeyboard(ctx: BotContext, keyboard: InlineKeyboardMarkup | undefined): Promise<void> {
  try {
    await ctx.editMessageReplyMarkup(keyboard ? { reply_markup: keyboard } : {})
  } catch (error) {
    const { kind } = judge(error)
    if (kind !== 'unchanged' && kind !== 'gone') throw error
  }
}

/** Whether the chat has it now; if not, the person knows why. */
async function readOut(ctx: BotContext, questionId: number, shown: Price | null): Promise<boolean> {
  try {
    const voice = await voiceOf(ctx, questionId, shown)
    // By this update, or by the press before it: an impatient finger presses twice.
    if (voice.state === 'delivered' || (voice.state === 'sent' && shown !== null)) return true
    return await bring(ctx, voice)
  } catch (error) {
    if (!(error instanceof BackendRefusal)) throw error
    await explain(ctx, error, questionId)
    return false
  }
}

function voiceOf(ctx: BotContext, questionId: number, shown: Price | null): Promise<VoiceAnswerReply> {
  const order = { telegramId: ctx.person.telegramId, questionId, updateId: ctx.update.update_id, shown }
  return awaitMade(ctx, { shows: 'record_voice', ask: (during) => ctx.tools.backend.readOut(order, during) })
}

async function bring(ctx: BotContext, voice: VoiceAnswerReply): Promise<boolean> {
  const { tools, person, handling, t } = ctx
  await handling.stillOurs()
  const delivered = await deliverVoice({
    api: tools.bareApi,
    place: { ...placeOf(ctx), replyTo: ctx.callbackQuery?.message?.message_id },
    sound: soundOf(voice),
    captions: { caption: captionOf(ctx, voice), asFile: t.voice.asFile },
    signal: handling.signal,
    pacing: tools.pacing,
  })
  if (delivered === 'no_voices') {
    await say(ctx, t.voice.forbidden)
    return true
  }
  const isNew = voice.state === 'made'
  const report = { telegramId: person.telegramId, voiceId: voice.id }
  if (!('refused' in delivered)) {
    if (isNew) await tools.backend.reportVoice({ ...report, ...delivered })
    return true
  }
  const { refused, description } = delivered
  const reason = description.slice(0, 255)
  const { refunded } = isNew ? await tools.backend.reportVoice({ ...report, refused: reason }) : { refunded: false }
  ctx.log.warn({ voiceId: voice.id, refused, description, refunded }, 'Telegram refused a voice answer for good')
  if (refused === 'rejected') await say(ctx, [t.voice.failed, ...(refunded ? [t.nothingCharged] : [])].join(' '))
  return false
}

function soundOf({ audio, seconds, fileId, sentAs }: VoiceAnswerReply): Sound {
  if (fileId !== null && sentAs !== null) return { fileId, sentAs }
  return { bytes: Buffer.from(audio ?? '', 'base64'), seconds: seconds ?? 0 }
}

function captionOf({ t }: BotContext, { isCut, leavesOut }: VoiceAnswerReply): string {
  return [...(isCut ? [t.voice.cut] : []), ...(leavesOut ? [t.voice.leavesOut] : [])].join(' ')
}

/** Why nothing is read out, with the next step as a button. */
async function explain(ctx: BotContext, refusal: BackendRefusal, questionId: number): Promise<void> {
  const { t } = ctx
  if (refusal.code === 'agreement_needed') return askToAgree(ctx, refusal)
  if (refusal.code === 'question_not_found') return say(ctx, t.questionLost)
  // The backend has given back what was reserved before it says so.
  if (refusal.code === 'answer_failed') return say(ctx, `${t.voice.failed} ${t.nothingCharged}`)
  if (refusal.code !== 'no_access') throw refusal
  const { reason, price, resumesAt } = refusal.details as { reason: string; price: Price; resumesAt: string | null }
  if (reason === 'price_changed') {
    const keyboard = new InlineKeyboard().text(withPrice(t, t.buttons.listen, price), data.voice(questionId, price))
    return say(ctx, t.priceChanged(priceLabel(t, price)), keyboard)
  }
  if (reason === 'budget_used_up')
    return say(ctx, [t.refused.budget_used_up, ...(resumesAt ? [t.resumes(resumesAt)] : [])].join(' '))
  return say(ctx, t.voice.cannotPay(priceLabel(t, price)), new InlineKeyboard().text(t.buttons.buy, data.buy))
}
