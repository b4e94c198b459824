import { Composer, InlineKeyboard } from 'grammy'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { money } from '#texts/money.ts'
import { chargeOf, Misuse, nameOf, numberIn, ownerTexts, Refused, who, whoIs } from '#bot-kit/owner-kit.ts'
import { addOwnerCommands, answerOf, isOwner, type OwnerCommand } from '#bot-kit/owner-commands.ts'
import { beginning, plain } from '#texts/plain.ts'
import { type Screen, show } from '#bot-kit/screen.ts'
import { grantedByOwner } from '#modules/charging/contract.ts'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { titleIn } from '#texts/titles.ts'

/** What the owners can do in their own chats. Other people get the answer to an unknown command. */
export const owner = new Composer<BotContext>()

const mostOfRequest = 300

const commands: Record<string, OwnerCommand> = {
  stats: async (ctx) => {
    const t = ownerTexts(ctx)
    const [figures, margin] = await Promise.all([ctx.tools.backend.stats({}), ctx.tools.backend.margin({})])
    const periods = (['today', 'week', 'month'] as const).map((key) => t.figures(t.periods[key], figures[key]))
    return [...periods, ...t.margin(margin)].join('\n\n')
  },
  user: async (ctx, [name]) => personScreen(ctx, await whoIs(ctx, name, 'user')),
  grant: async (ctx, [name, amount, ...words]) => {
    const { tools, update } = ctx
    const delta = numberIn(amount)
    if (!delta || Math.abs(delta) > 1_000_000) throw new Misuse('grant')
    const whom = await whoIs(ctx, name, 'grant')
    const reason = beginning(words.join(' '), 255)
    const { credits, repeated } = await tools.backend
      .updateCredits({
        telegramId: whom.telegramId,
        delta,
        reason: reason || grantedByOwner,
        // The command itself: brought twice by Telegram, it grants once.
        idempotencyKey: `grant:${update.update_id}`,
        tell: true,
      })
      .catch((error: unknown) => {
        if (!(error instanceof BackendRefusal && error.code === 'insufficient_credits')) throw error
        throw new Refused(ownerTexts(ctx).tooFewCredits(Number(error.details['credits'] ?? 0), -delta))
      })
    const t = ownerTexts(ctx)
    const said = t.granted(nameOf(whom), delta, credits)
    return repeated ? said : `${said} ${t.told}`
  },
  requests: async (ctx) => {
    const t = ownerTexts(ctx)
    const { requests } = await ctx.tools.backend.supportRequests({})
    if (requests.length === 0) return t.noRequests
    const lines = requests.map(
      ({ id, at, text, ...whom }) =>
        `№ ${id}, ${who(whom)}, ${at.slice(0, 10)}\n> ${plain(beginning(text.replaceAll(/\s+/g, ' '), mostOfRequest))}`,
    )
    return `${t.requests}\n\n${lines.join('\n\n')}\n\n${t.usage.answer}`
  },
  answer: async (ctx, [id]) => {
    const { tools, message } = ctx
    const text = (message?.text ?? '').replace(/^\S+\s+\S+\s*/, '')
    const number = numberIn(id)
    if (!number || number < 0 || !text) throw new Misuse('answer')
    await tools.backend.answerSupportRequest({ id: number, text }).catch((error: unknown) => {
      if (!(error instanceof BackendRefusal && error.code === 'request_not_found')) throw error
      throw new Refused(ownerTexts(ctx).noSuchRequest(String(number)))
    })
    const t = ownerTexts(ctx)
    return `${t.answered(String(number))} ${t.told}`
  },
  block: (ctx, words) => block(ctx, words, true),
  unblock: (ctx, words) => block(ctx, words, false),
  refund: async (ctx, [which, ...reason]) => {
    const { tools, person } = ctx
    const t = ownerTexts(ctx)
    const chargeId = await chargeOf(ctx, which)
    const done = reason[0] === 'done'
    const refund = await tools.backend.refundPayment({
      telegramPaymentChargeId: chargeId,
      reason: beginning(reason.join(' '), 255) || 'by the owner',
      done,
    })
    const price = money(person.language, refund)
    const lost = refund.lossCredits > 0 ? ` ${t.refundLoss(refund.lossCredits)}` : ''
    if (refund.status === 'refunding' && refund.currency !== 'XTR')
      return t.refundByProvider(price, plain(refund.providerChargeId || chargeId), plain(chargeId)) + lost
    if (refund.status === 'refunding') return t.refunding(price) + lost
    return t.refunded(price) + lost
  },
}

addOwnerCommands(owner, commands)

/** A button asks once more, because money moves. */
owner.callbackQuery(patterns.refund, async (ctx, next) => {
  if (!(await isOwner(ctx))) return next()
  const t = ownerTexts(ctx)
  const number = Number(ctx.match[1])
  const payment = await ctx.tools.backend.payment({ number })
  const price = money(ctx.person.language, payment)
  const keyboard = new InlineKeyboard()
    .add({ text: t.refundYes, callback_data: data.refundYes(number), style: 'danger' })
    .text(ctx.t.buttons.back, data.menu)
  const what = plain(payment.title ? titleIn(payment.title, ctx.person.language) : (payment.product ?? '?'))
  await show(ctx, { text: t.refundAsk(number, who(payment), price, what), keyboard })
})
owner.callbackQuery(patterns.refundYes, async (ctx, next) => {
  if (!(await isOwner(ctx))) return next()
  const answer = await answerOf(ctx, (own) => commands['refund']!(own, [ctx.match[1]!]))
  await show(ctx, typeof answer === 'string' ? { text: answer } : answer)
})

async function personScreen(ctx: BotContext, whom: { telegramId: number }): Promise<Screen> {
  const t = ownerTexts(ctx)
  const { language } = ctx.person
  const { entries, payments, ...user } = await ctx.tools.backend.userHistory({ telegramId: whom.telegramId })
  const keyboard = new InlineKeyboard()
  for (const payment of payments)
    if (payment.status === 'paid')
      keyboard.text(t.refundButton(payment.number, money(language, payment)), data.refund(payment.number)).row()
  const lines = [
    `**${plain(user.firstName)}** ${user.username ? `@${plain(user.username)} ` : ''}${user.telegramId}`,
    t.person(user.credits, user.language, user.createdAt.slice(0, 10), user.blocked),
    ...entries.map(
      ({ at, delta, balance, reason }) =>
        `${at.slice(0, 16)} ${delta > 0 ? '+' : ''}${delta} → ${balance} ${plain(reason)}`,
    ),
    ...payments.map(
      ({ number, at, chargeId: charge_id, product, status, ...price }) =>
        `№ ${number} ${at.slice(0, 16)} ${price.amount} ${price.currency} ${plain(product ?? '?')} ${status} \`${charge_id}\``,
    ),
  ]
  return { text: lines.join('\n\n'), keyboard }
}

async function block(ctx: BotContext, [name, ...reason]: string[], blocked: boolean): Promise<string> {
  const whom = await whoIs(ctx, name, blocked ? 'block' : 'unblock')
  const t = ownerTexts(ctx)
  await ctx.tools.backend
    .blockUser({ telegramId: whom.telegramId, blocked, reason: beginning(reason.join(' '), 255) })
    .catch((error: unknown) => {
      if (!(error instanceof BackendRefusal && error.code === 'owner_not_blocked')) throw error
      throw new Refused(t.notOwner)
    })
  return blocked ? t.blocked(nameOf(whom)) : t.unblocked(nameOf(whom))
}
