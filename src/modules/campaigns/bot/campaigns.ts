import { InputFile } from 'grammy'
import type { BotContext } from '#bot-kit/context.ts'
import { data } from '#bot-kit/callback-data.ts'
import { Feature } from '#bot-kit/feature.ts'
import { addOwnerButton, addOwnerCommands } from '#bot-kit/owner-commands.ts'
import { backTo, type Screen } from '#bot-kit/screen.ts'
import { Misuse, ownerTexts } from '#bot-kit/owner-kit.ts'
import { dearest } from '#modules/campaigns/contract.ts'
import { startName } from '#modules/starts/contract.ts'

/** Links for advertising, which the owner makes in their own chat. */
export const campaigns = new Feature()

addOwnerCommands(campaigns, {
  campaign: async (ctx, [name, ...words]) => {
    const changes = changesIn(words)
    if (!startName.safeParse(name).success || !changes) throw new Misuse('campaign')
    const campaign = await ctx.tools.backend.saveCampaign({ name: name!, ...changes })
    const t = ownerTexts(ctx)
    if (campaign.archived) return t.campaign(campaign)
    const link = `https://t.me/${ctx.me.username}?start=c_${name}`
    const { toBuffer } = await import('qrcode')
    await ctx.replyWithPhoto(new InputFile(await toBuffer(link, { scale: 10 }), 'qr.png'))
    return `${t.campaignLink(link)}\n\n${t.campaign(campaign)}`
  },
  campaigns: listScreen,
})
addOwnerButton(campaigns, data.teamCampaigns, 'see_figures', listScreen)

async function listScreen(ctx: BotContext): Promise<Screen> {
  const t = ownerTexts(ctx)
  const { campaigns } = await ctx.tools.backend.campaigns({})
  const text = campaigns.length === 0 ? t.noCampaigns : campaigns.map(t.campaign).join('\n\n')
  return { text, keyboard: backTo(ctx.t, data.team) }
}

/** A person has just come by the link: the bonus is said by the outbox, and the usual welcome follows. */
export async function takeBonus(ctx: BotContext, name: string): Promise<false> {
  await ctx.tools.backend.takeCampaignBonus({ telegramId: ctx.person.telegramId, name })
  return false
}

type Changes = Omit<Parameters<BotContext['tools']['backend']['saveCampaign']>[0], 'name'>

/** `120`, `archive`, `restore`, `bonus 10 x500`, `bonus 3trial x500` or `bonus none`; undefined when it is none of these. */
function changesIn([word, ...more]: string[]): Changes | undefined {
  if (word === undefined) return {}
  if (word === 'bonus') return bonusIn(more)
  if (more.length > 0) return undefined
  if (word === 'archive' || word === 'restore') return { archived: word === 'archive' }
  const costMicroDollars = microDollarsIn(word)
  return Number.isNaN(costMicroDollars) ? undefined : { costMicroDollars }
}

function bonusIn([amount = '', people = '', ...more]: string[]): Changes | undefined {
  if (amount === 'none' && people === '') return { bonus: null }
  const [, digits, unit] = /^([1-9]\d{0,3})(trial|)$/.exec(amount) ?? []
  const [, most] = /^x(\d{1,6})$/.exec(people) ?? []
  if (digits === undefined || most === undefined || more.length > 0) return undefined
  const bonus = { of: unit === 'trial' ? ('trial_messages' as const) : ('credits' as const), amount: Number(digits) }
  return bonus.of === 'trial_messages' && bonus.amount > 1_000 ? undefined : { bonus, mostBonuses: Number(most) }
}

/** Dollars as the owner types them; NaN when they are none. */
function microDollarsIn(typed: string): number {
  if (!/^\$?\d{1,7}([.,]\d{1,2})?\$?$/.test(typed)) return NaN
  const amount = Math.round(Number(typed.replaceAll('$', '').replace(',', '.')) * 1_000_000)
  return amount <= dearest ? amount : NaN
}
