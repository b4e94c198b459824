import { InlineKeyboard } from 'grammy'
import { askedTwice, typedOut } from '#bot-kit/asked-twice.ts'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { addOwnerButton, addOwnerCommands } from '#bot-kit/owner-commands.ts'
import { ownerTexts, paymentOf, who } from '#bot-kit/owner-kit.ts'
import { backTo, type Screen } from '#bot-kit/screen.ts'
import { money } from '#texts/money.ts'
import { beginning, plain } from '#texts/plain.ts'
import { titleIn } from '#texts/titles.ts'

/** Payments that are returned: by a command, or by a button that asks once more, because money moves. */
export const refunds = new Feature()

type Payment = Awaited<ReturnType<typeof paymentOf>>

addOwnerCommands(refunds, {
  refund: async (ctx, [which, ...words]) => {
    const payment = await paymentOf(ctx, which)
    const { chargeId } = payment
    const reason = beginning(words.join(' '), 255) || 'by the owner'
    const change = { chargeId, reason, done: words[0] === 'done', idempotencyKey: `bot:${ctx.update.update_id}` }
    const refund = await typedOut((confirmation) =>
      ctx.tools.backend.cabinet.refund({ ...change, ...(confirmation ? { confirmation } : {}) }),
    )
    return outcomeText(ctx, payment, refund)
  },
})
addOwnerButton(refunds, patterns.refund, 'refund', (ctx, [, number]) => refund(ctx, number!, undefined))
addOwnerButton(refunds, patterns.refundYes, 'refund', (ctx, [, number, drawn, mark]) =>
  refund(ctx, number!, drawn && mark ? { drawn: Number(drawn), mark } : undefined),
)

/** Asks, or does what was asked by the question of this button. */
async function refund(
  ctx: BotContext,
  number: string,
  yes: { drawn: number; mark: string } | undefined,
): Promise<Screen> {
  const t = ownerTexts(ctx)
  const payment = await paymentOf(ctx, number)
  const { chargeId, telegramId } = payment
  const drawn = yes?.drawn ?? ctx.update.update_id
  const change = { chargeId, reason: t.team.inBot, idempotencyKey: `bot:refund:${number}:${drawn}` }
  const outcome = await askedTwice(
    (confirmation) => ctx.tools.backend.cabinet.refund({ ...change, ...(confirmation ? { confirmation } : {}) }),
    yes?.mark,
  )
  if ('done' in outcome)
    return { text: outcomeText(ctx, payment, outcome.done), keyboard: backTo(ctx.t, data.teamPerson(telegramId)) }
  const keyboard = new InlineKeyboard()
    .add({ text: t.refundYes, callback_data: data.refundYes(Number(number), drawn, outcome.mark), style: 'danger' })
    .text(ctx.t.buttons.back, data.teamPerson(telegramId))
  const what = plain(payment.title ? titleIn(payment.title, ctx.person.language) : (payment.product ?? '?'))
  const price = money(ctx.person.language, payment)
  const ask = t.refundAsk(Number(number), who(payment), price, what)
  return { text: ask + lossText(t, Number(outcome.question['lossCredits'])), keyboard }
}

function outcomeText(
  ctx: BotContext,
  payment: Payment,
  { status, lossCredits }: { status: 'refunding' | 'refunded'; lossCredits: number },
): string {
  const t = ownerTexts(ctx)
  const price = money(ctx.person.language, payment)
  const lost = lossText(t, lossCredits)
  const { chargeId, providerChargeId } = payment
  if (status === 'refunding' && payment.currency !== 'XTR')
    return t.refundByProvider(price, plain(providerChargeId || chargeId), plain(chargeId)) + lost
  return (status === 'refunding' ? t.refunding(price) : t.refunded(price)) + lost
}

/** What is spent of a payment that is refunded. */
function lossText(t: ReturnType<typeof ownerTexts>, credits: number): string {
  return credits > 0 ? ` ${t.refundLoss(credits)}` : ''
}
