import type { InlineKeyboard } from 'grammy'
import { type AgreementNotice, agreeKeyboard, goOnKeyboard, presentNotice, theMessage } from '#bot-kit/agreement.ts'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { show, takeButtons } from '#bot-kit/screen.ts'
import { sayAndAnswerWaiting } from '#modules/questions/bot/waiting.ts'
import type { AgreedBy } from '#modules/users/contract.ts'

/** The person agrees to the terms and the privacy notice; what waited for it goes on at once. */
export const agreement = new Feature()

agreement.callbackQuery(patterns.agree, async (ctx) => {
  const [, version, how] = ctx.match
  const agreed = { version: version!, how: how as AgreedBy }
  if (!(await isAgreed(ctx, agreed, (notice) => agreeKeyboard(ctx.t, notice, agreed.how)))) return
  await ctx.answerCallbackQuery()
  if (await takeButtons(ctx)) await sayAndAnswerWaiting(ctx, ctx.t.agreement.thanks)
})

agreement.callbackQuery(patterns.agreeAndGoOn, async (ctx, next) => {
  const [, version, goOn] = ctx.match
  const agreed = { version: version!, how: 'question' as const }
  if (!(await isAgreed(ctx, agreed, (notice) => goOnKeyboard(ctx.t, notice, goOn!)))) return
  await ctx.answerCallbackQuery()
  if (!(await takeButtons(ctx))) return
  await show(ctx, { text: ctx.t.agreement.thanks })
  goOnWith(ctx, goOn!)
  // What takes such a message or such a press stands behind this.
  await next()
})

/** From here on the update is the press of that button, or the message to which the notice replies. */
function goOnWith(ctx: BotContext, goOn: string): void {
  const { update_id, callback_query: press } = ctx.update
  const message = press?.message?.reply_to_message
  const isMessage = goOn === theMessage && message?.from?.id === press?.from.id
  const update = isMessage ? { update_id, message } : { update_id, callback_query: { ...press, data: goOn } }
  Object.assign(ctx, { update })
}

/** What has changed since it was shown is shown first. */
async function isAgreed(
  ctx: BotContext,
  { version, how }: { version: string; how: AgreedBy },
  keyboardOf: (notice: AgreementNotice) => InlineKeyboard,
): Promise<boolean> {
  const { tools, person } = ctx
  ctx.refresh()
  try {
    ctx.person = await tools.backend.agree({ telegramId: person.telegramId, version, how })
    return true
  } catch (error) {
    if (!(error instanceof BackendRefusal && error.code === 'agreement_changed')) throw error
  }
  const notice = await presentNotice(ctx)
  if (notice) await show(ctx, { text: notice.text, keyboard: keyboardOf(notice) })
  return notice === null
}
