import { InputFile } from 'grammy'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { addOwnerCommands } from '#bot-kit/owner-commands.ts'
import { Misuse, ownerTexts, Refused } from '#bot-kit/owner-kit.ts'
import { type Promo, promoName } from '#modules/promo-codes/contract.ts'
import { csv } from '#platform/telegram/csv.ts'
import type { OwnerTexts } from '#texts/languages.ts'

/** Promo codes that the owner makes in their own chat. */
export const ownPromos = new Feature()

addOwnerCommands(ownPromos, {
  newpromo: async (ctx, words) => {
    const wanted = promoIn(words)
    // The command itself: brought twice by Telegram, it makes one.
    const idempotencyKey = `newpromo:${ctx.update.update_id}`
    if (!wanted) throw new Misuse('newpromo')
    const promo = await explained(ctx, () => ctx.tools.backend.makePromo({ ...wanted, idempotencyKey }))
    if (promo.batch) await sendCodes(ctx, promo.name)
    const t = ownerTexts(ctx)
    return promo.batch ? promoLine(t, promo) : `${t.promoLink(linkTo(ctx, promo.name))}\n\n${promoLine(t, promo)}`
  },
  promos: async (ctx) => {
    const t = ownerTexts(ctx)
    const { promos } = await ctx.tools.backend.promos({})
    return promos.length === 0 ? t.noPromos : promos.map((promo) => promoLine(t, promo)).join('\n')
  },
  endpromo: async (ctx, [name]) => {
    const parsed = promoName.safeParse(name)
    if (!parsed.success) throw new Misuse('endpromo')
    const promo = await explained(ctx, () => ctx.tools.backend.endPromo({ name: parsed.data }))
    return promoLine(ownerTexts(ctx), promo)
  },
})

type NewPromo = Omit<Parameters<BotContext['tools']['backend']['makePromo']>[0], 'idempotencyKey'>

/** What the words behind the command ask for; undefined when that cannot be understood. */
function promoIn([typedName, amount, ...words]: string[]): NewPromo | undefined {
  const name = promoName.safeParse(typedName)
  if (!name.success || amount === undefined) return undefined
  const rest = [...words]
  const gives = givesIn(amount, rest)
  if (!gives) return undefined
  const promo: NewPromo = { name: name.data, gives }
  while (rest.length > 0) {
    const [word, value] = rest
    if (word === 'first') promo.firstPurchase = true
    else if (/^x\d{1,7}$/.test(word!)) promo.mostUses = Number(word!.slice(1))
    else if (word === 'batch' && /^\d{1,6}$/.test(value ?? ''))
      Object.assign(promo, { batch: true, mostUses: Number(value) })
    else if (word === 'until' && isDay(value)) promo.endsAt = `${value}T23:59:59Z`
    else return undefined
    rest.splice(0, word === 'batch' || word === 'until' ? 2 : 1)
  }
  return promo.mostUses === 0 ? undefined : promo
}

/** What it gives; for days the plan stands in the next word, which is taken. */
function givesIn(amount: string, rest: string[]): NewPromo['gives'] | undefined {
  const [, digits, unit] = /^(\d{1,7})(%|trial|days|)$/.exec(amount) ?? []
  if (digits === undefined) return undefined
  const count = Number(digits)
  if (unit === '%') return { of: 'percent_off', percent: count }
  if (unit === 'trial') return { of: 'trial_messages', amount: count }
  if (unit === '') return { of: 'credits', amount: count }
  const plan = rest.shift()
  return plan === undefined ? undefined : { of: 'plan_days', plan, days: count }
}

function isDay(word: string | undefined): word is string {
  return word !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(word) && !Number.isNaN(Date.parse(word))
}

function promoLine(t: OwnerTexts, promo: Promo): string {
  const { gives } = promo
  if (gives.of === 'credits') return t.promo(promo, t.rewards.credits(gives.amount))
  if (gives.of === 'trial_messages') return t.promo(promo, t.rewards.trialMessages(gives.amount))
  if (gives.of === 'plan_days') return t.promo(promo, t.rewards.planDays(gives.days, gives.plan))
  return t.promo(promo, t.rewards.percentOff(gives.percent))
}

/** Each code with its link, as a file for a spreadsheet. */
async function sendCodes(ctx: BotContext, name: string): Promise<void> {
  const { codes } = await ctx.tools.backend.promoCodes({ name })
  const rows = codes.map(({ code }) => [code, linkTo(ctx, code)])
  await ctx.replyWithDocument(new InputFile(Buffer.from(csv([['code', 'link'], ...rows])), `${name}.csv`))
}

function linkTo({ me }: BotContext, code: string): string {
  return `https://t.me/${me.username}?start=p_${code}`
}

/** @throws Refused with a sentence for what the owner can change */
async function explained<Reply>(ctx: BotContext, call: () => Promise<Reply>): Promise<Reply> {
  const t = ownerTexts(ctx)
  const sentences: Record<string, string> = {
    promo_exists: t.promoExists,
    promo_not_found: t.noSuchPromo,
    product_not_found: t.noSuchPlan,
    promo_too_many: t.promoTooMany,
    promo_dates: t.promoPast,
  }
  try {
    return await call()
  } catch (error) {
    const sentence = error instanceof BackendRefusal ? sentences[error.code] : undefined
    throw sentence ? new Refused(sentence) : error
  }
}
