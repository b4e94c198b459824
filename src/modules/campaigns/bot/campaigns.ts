import { Composer, InputFile } from 'grammy'
import { toBuffer } from 'qrcode'
import type { BotContext } from '#bot-kit/context.ts'
import { addOwnerCommands } from '#bot-kit/owner-commands.ts'
import { Misuse, ownerTexts } from '#bot-kit/owner-kit.ts'
import { dearest } from '#modules/campaigns/contract.ts'
import { startName } from '#modules/starts/contract.ts'

/** Links for advertising, which the owner makes in their own chat. */
export const campaigns = new Composer<BotContext>()

addOwnerCommands(campaigns, {
  campaign: async (ctx, [name, typed]) => {
    const cost = typed === undefined ? undefined : microDollarsIn(typed)
    if (!startName.safeParse(name).success || Number.isNaN(cost)) throw new Misuse('campaign')
    const campaign = await ctx.tools.backend.saveCampaign({
      name: name!,
      ...(cost === undefined ? {} : { costMicroDollars: cost }),
    })
    const link = `https://t.me/${ctx.me.username}?start=c_${name}`
    await ctx.replyWithPhoto(new InputFile(await toBuffer(link, { scale: 10 }), 'qr.png'))
    const t = ownerTexts(ctx)
    return `${t.campaignLink(link)}\n\n${t.campaign(campaign)}`
  },
  campaigns: async (ctx) => {
    const t = ownerTexts(ctx)
    const { campaigns } = await ctx.tools.backend.campaigns({})
    return campaigns.length === 0 ? t.noCampaigns : campaigns.map(t.campaign).join('\n\n')
  },
})

/** Dollars as the owner types them; NaN when they are none. */
function microDollarsIn(typed: string): number {
  if (!/^\$?\d{1,7}([.,]\d{1,2})?\$?$/.test(typed)) return NaN
  const amount = Math.round(Number(typed.replaceAll('$', '').replace(',', '.')) * 1_000_000)
  return amount <= dearest ? amount : NaN
}
