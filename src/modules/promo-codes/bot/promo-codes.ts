import { agreeKeyboard, findNotice } from '#bot-kit/agreement.ts'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { data } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { titleOf } from '#bot-kit/products.ts'
import { answerTo, askFor } from '#bot-kit/prompts.ts'
import { backTo, say } from '#bot-kit/screen.ts'
import { longestTyped, type PromoRefusal, promoRefusals } from '#modules/promo-codes/contract.ts'
import { sayAndAnswerWaiting } from '#modules/questions/bot/waiting.ts'

/** Promo codes, typed behind the command or when the bot asks for one. */
export const promoCodes = new Feature()

promoCodes.command('promo', async (ctx) => (ctx.match.trim() ? answer(ctx, ctx.match) : ask(ctx)))
promoCodes.callbackQuery(data.promo, async (ctx) => {
  await ctx.answerCallbackQuery()
  await ask(ctx)
})
promoCodes.on('message:text', async (ctx, next) => {
  const typed = await answerTo(ctx, /^promo$/)
  if (!typed) return next()
  await answer(ctx, typed.text)
})

/** A link with a code: what it gives is said, and the usual welcome follows. */
export async function redeemByLink(ctx: BotContext, code: string): Promise<false> {
  await say(ctx, (await redeem(ctx, code)).text)
  return false
}

async function ask(ctx: BotContext): Promise<void> {
  await askFor(ctx, 'promo', ctx.t.promo.request, ctx.t.promo.placeholder)
}

async function answer(ctx: BotContext, code: string): Promise<void> {
  const { text, isGiven, pays } = await redeem(ctx, code)
  if (!isGiven) return say(ctx, text, backTo(ctx.t))
  const notice = pays ? await findNotice(ctx) : null
  if (notice) return say(ctx, `${text}\n\n${notice.text}`, agreeKeyboard(ctx.t, notice, 'promo'))
  await sayAndAnswerWaiting(ctx, text)
}

interface Answer {
  text: string
  isGiven: boolean
  /** Whether it pays for questions: where it takes a trial or a purchase first, that is where the person agrees. */
  pays: boolean
}

async function redeem(ctx: BotContext, code: string): Promise<Answer> {
  const { t, tools, person, update } = ctx
  const { telegramId } = person
  if (code.length > longestTyped) return { text: t.promo.refused.promo_not_found, isGiven: false, pays: false }
  try {
    const redeemed = await tools.backend.redeemPromoCode({ telegramId, code, updateId: update.update_id })
    const pays = redeemed.gives.of === 'credits' || redeemed.gives.of === 'plan_days'
    return { text: await whatIsGiven(ctx, redeemed), isGiven: true, pays }
  } catch (error) {
    if (!(error instanceof BackendRefusal) || !isRefusal(error.code)) throw error
    return { text: t.promo.refused[error.code], isGiven: false, pays: false }
  }
}

type Redeemed = Awaited<ReturnType<BotContext['tools']['backend']['redeemPromoCode']>>

async function whatIsGiven({ t, tools, person }: BotContext, { gives, until, left }: Redeemed): Promise<string> {
  if (gives.of === 'credits') return t.promo.credits(gives.amount, left.credits)
  if (gives.of === 'trial_messages') return t.promo.trialMessages(gives.amount)
  if (gives.of === 'percent_off') return t.promo.percentOff(gives.percent, until!)
  const offers = await tools.backend.offers({ telegramId: person.telegramId })
  return t.promo.planDays(titleOf(offers, person.language, gives.plan), until!)
}

function isRefusal(code: string): code is PromoRefusal {
  return (promoRefusals as readonly string[]).includes(code)
}
