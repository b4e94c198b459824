import { Composer } from 'grammy'
import { agreeKeyboard, presentNotice } from '#bot-kit/agreement.ts'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { show, takeButtons } from '#bot-kit/screen.ts'
import { sayAndAnswerWaiting } from '#modules/questions/bot/waiting.ts'
import type { AgreedBy } from '#modules/users/contract.ts'

/** The person agrees to the terms and the privacy notice; a question that waited for it is answered at once. */
export const agreement = new Composer<BotContext>()

agreement.callbackQuery(patterns.agree, async (ctx) => {
  const [, version, how] = ctx.match
  if (!(await isAgreed(ctx, version!, how as AgreedBy))) return
  await ctx.answerCallbackQuery()
  if (await takeButtons(ctx)) await sayAndAnswerWaiting(ctx, ctx.t.agreement.thanks)
})

/** What has changed since it was shown is shown first. */
async function isAgreed(ctx: BotContext, version: string, how: AgreedBy): Promise<boolean> {
  const { tools, person } = ctx
  ctx.refresh()
  try {
    ctx.person = await tools.backend.agree({ telegramId: person.telegramId, version, how })
    return true
  } catch (error) {
    if (!(error instanceof BackendRefusal && error.code === 'agreement_changed')) throw error
  }
  const notice = await presentNotice(ctx)
  if (notice) await show(ctx, { text: notice.text, keyboard: agreeKeyboard(ctx.t, notice, how) })
  return notice === null
}
