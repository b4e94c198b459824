import { InlineKeyboard } from 'grammy'
import { data } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { shareAddress } from '#bot-kit/gift-link.ts'
import { backTo, type Screen, show } from '#bot-kit/screen.ts'

/** A person's own link, and what came of it. */
export const referral = new Feature()

referral.command('invite', async (ctx) => show(ctx, await referralScreen(ctx)))
referral.callbackQuery(data.invite, async (ctx) => show(ctx, await referralScreen(ctx)))

/** A person came by the link of another one: what they get is said by the outbox, and the usual welcome follows. */
export async function acceptByLink(ctx: BotContext, code: string): Promise<false> {
  await ctx.tools.backend.acceptReferral({ telegramId: ctx.person.telegramId, code })
  return false
}

async function referralScreen(ctx: BotContext): Promise<Screen> {
  const { t, tools, person, me } = ctx
  const own = await tools.backend.referral({ telegramId: person.telegramId })
  const { code, trialMessages, credits, mostPerMonth, came, notPaid, waiting, nextAt, returned, rewarded, earned } = own
  const r = t.referral
  if (trialMessages === 0 && credits === 0) return { text: r.off, keyboard: backTo(t) }
  const link = `https://t.me/${me.username}?start=r_${code}`
  const lines = [
    r.title,
    '',
    ...(trialMessages > 0 ? [r.invited(trialMessages)] : []),
    ...(credits > 0 ? [r.inviter(credits, mostPerMonth)] : []),
    '',
    link,
    '',
    r.came(came),
    ...(notPaid > 0 ? [r.notPaid(notPaid)] : []),
    ...(waiting > 0 && nextAt ? [r.waiting(waiting, nextAt)] : []),
    ...(returned > 0 ? [r.returned(returned)] : []),
    ...(rewarded > 0 ? [r.rewarded(rewarded, earned)] : []),
  ]
  const keyboard = new InlineKeyboard().url(t.buttons.shareLink, shareAddress(link, r.share)).row()
  return { text: lines.join('\n'), keyboard: keyboard.text(t.buttons.back, data.menu) }
}
