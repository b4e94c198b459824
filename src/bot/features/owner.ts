import { Composer } from 'grammy'
import type { BotContext, Tools } from '#bot/context.ts'
import { money } from '#bot/money.ts'
import { plain } from '#bot/plain.ts'
import { say } from '#bot/screen.ts'
import { textsIn } from '#bot/texts/dictionaries.ts'
import { BackendRefusal } from '#contract/client.ts'
import type { Figures } from '#contract/shapes.ts'

/** What the owner can do in his own chat. Anybody else gets the answer to an unknown command. */
export const owner = new Composer<BotContext>()

const commands: Record<string, (ctx: BotContext, words: string[]) => Promise<string>> = {
  stats: async ({ tools }) => {
    const { today, week, month } = await tools.backend.stats({})
    return [line('Today', today), line('7 days', week), line('30 days', month)].join('\n\n')
  },
  user: async ({ tools }, [id]) => {
    const { entries, payments, ...user } = await tools.backend.userHistory({ telegram_id: idOf(id) })
    return [
      `**${user.first_name}** ${user.username ? `@${user.username} ` : ''}${user.telegram_id}${user.blocked ? ', blocked' : ''}`,
      `Credits: ${user.credits}, language ${user.language}, since ${user.created_at.slice(0, 10)}`,
      ...entries.map(
        (entry) =>
          `${entry.at.slice(0, 16)} ${entry.delta > 0 ? '+' : ''}${entry.delta} → ${entry.balance} ${entry.reason}`,
      ),
      ...payments.map(
        (payment) =>
          `${payment.at.slice(0, 16)} ${payment.amount} ${payment.currency} ${payment.product ?? '?'} ${payment.status} \`${payment.charge_id}\``,
      ),
    ].join('\n\n')
  },
  grant: async ({ tools, person, update }, [id, amount, ...reason]) => {
    const delta = Number(amount)
    if (!Number.isInteger(delta) || delta === 0) throw new Misuse('/grant ID CREDITS reason')
    const { credits } = await tools.backend.updateCredits({
      telegram_id: idOf(id),
      delta,
      reason: reason.join(' ') || 'granted by the owner',
      // The command itself: brought twice by Telegram, it grants once.
      idempotency_key: `grant:${update.update_id}`,
      by: person.telegram_id,
    })
    return `Credits of ${id}: ${credits}`
  },
  answer: async ({ tools, person, message }, [id]) => {
    const text = (message?.text ?? '').replace(/^\S+\s+\S+\s*/, '')
    if (!Number.isInteger(Number(id)) || !text) throw new Misuse('/answer REQUEST text')
    const whom = await tools.backend.answerSupportRequest({ id: Number(id), by: person.telegram_id, text })
    await tools.bareApi.sendMessage(whom.telegram_id, textsIn(whom.language).supportAnswered(text))
    return `Answered #${id}`
  },
  block: (ctx, words) => block(ctx, words, true),
  unblock: (ctx, words) => block(ctx, words, false),
  refund: async ({ tools, person }, [chargeId, ...reason]) => {
    if (!chargeId) throw new Misuse('/refund CHARGE_ID reason')
    const done = reason[0] === 'done'
    const refund = await tools.backend.refundPayment({
      telegram_payment_charge_id: chargeId,
      by: person.telegram_id,
      reason: reason.join(' ') || 'by the owner',
      done,
    })
    const price = money('en', refund)
    const loss = refund.loss_credits > 0 ? ` ${refund.loss_credits} credits were spent already.` : ''
    if (refund.status === 'refunding' && refund.currency !== 'XTR')
      return `Only the provider can return ${price}: refund payment ${plain(refund.provider_charge_id || chargeId)} in your account there, then send /refund ${plain(chargeId)} done. What it had bought is taken back already.${loss}`
    if (refund.status === 'refunding') return `Refunding ${price}; Telegram is asked within a minute.${loss}`
    if (done && refund.changed) await tellRefunded(tools, refund)
    return `Refunded: ${price}.${loss}`
  },
}

/** Of Stars Telegram tells the person itself; of a card nobody else does. */
async function tellRefunded(
  { backend, bareApi, log }: Tools,
  { telegram_id, ...price }: { telegram_id: number; currency: string; amount: number },
): Promise<void> {
  const { language } = await backend.userProfile({ telegram_id })
  await bareApi
    .sendMessage(telegram_id, textsIn(language).refunded(money(language, price)))
    .catch((error: unknown) => log.info({ err: error, telegram_id }, 'The person could not be told of the refund'))
}

for (const [name, run] of Object.entries(commands))
  owner.command(name, async (ctx, next) => {
    if (!ctx.tools.adminIds.includes(ctx.person.telegram_id)) return next()
    await say(ctx, await answerOf(ctx, run))
  })

async function answerOf(ctx: BotContext, run: (ctx: BotContext, words: string[]) => Promise<string>): Promise<string> {
  try {
    return await run(ctx, (ctx.message?.text ?? '').trim().split(/\s+/).slice(1))
  } catch (error) {
    if (error instanceof Misuse) return error.message
    if (error instanceof BackendRefusal) return `${error.message} (${error.code})`
    throw error
  }
}

/** What the owner typed cannot be understood; the message shows how it is meant. */
class Misuse extends Error {}

async function block({ tools, person }: BotContext, [id, ...reason]: string[], blocked: boolean): Promise<string> {
  await tools.backend.blockUser({ telegram_id: idOf(id), blocked, by: person.telegram_id, reason: reason.join(' ') })
  return `${id} is ${blocked ? 'blocked' : 'let in again'}`
}

function idOf(text: string | undefined): number {
  const id = Number(text)
  if (!Number.isSafeInteger(id) || id <= 0)
    throw new Misuse('/user ID, /grant ID CREDITS reason, /block ID reason, /unblock ID')
  return id
}

function line(title: string, f: Figures): string {
  return `**${title}**: ${f.users} new, ${f.active} active, ${f.questions} answered, ${f.revenue_stars} ⭐, refunds ${f.refunds_stars} ⭐, errors ${f.errors}`
}
