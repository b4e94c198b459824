import type { FastifyInstance } from 'fastify'
import type { Context } from '#programs/backend/context.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { profileReply } from '#modules/replies.ts'
import { serve } from '#platform/http/serve.ts'
import { dossierOf, type Figures, figuresOf, findPayment, setBlocked } from './owner.ts'
import { answerRequest, listOpenRequests, openRequest } from '#modules/support/support.ts'
import { findUser, findUserByName } from '#modules/users/users.ts'
import { beginRefund, confirmRefund, recordRefund } from '#modules/payments/refund.ts'

const mostRequests = 10

/** What the owner wants to know and do. Who may ask is decided by whoever calls. */
export async function ownerRoutes(app: FastifyInstance, { sql }: Context): Promise<void> {
  serve(app, 'stats', async () => {
    const [today, week, month] = await Promise.all([1, 7, 30].map((days) => figuresOf(sql, days)))
    return { today: figuresReply(today!), week: figuresReply(week!), month: figuresReply(month!) }
  })

  serve(app, 'userHistory', async ({ telegram_id }) => {
    const dossier = await dossierOf(sql, telegram_id)
    if (!dossier) throw new Refusal('user_not_found')
    return {
      ...profileReply(dossier.user),
      entries: dossier.entries.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
      payments: dossier.payments.map(({ chargeId, at, ...rest }) => ({
        charge_id: chargeId,
        at: at.toISOString(),
        ...rest,
      })),
    }
  })

  serve(app, 'findUser', async ({ username }) => {
    const user = await findUserByName(sql, username)
    if (!user) throw new Refusal('user_not_found')
    return profileReply(user)
  })

  serve(app, 'payment', async ({ number, charge_id: chargeId }) => {
    const found = await findPayment(sql, { number, chargeId })
    if (!found) throw new Refusal('payment_not_found')
    const { telegramId, firstName, chargeId: known, ...rest } = found
    return { telegram_id: telegramId, first_name: firstName, charge_id: known, ...rest }
  })

  serve(app, 'supportRequests', async () => {
    const requests = await listOpenRequests(sql, mostRequests)
    return {
      requests: requests.map(({ telegramId, firstName, at, ...rest }) => ({
        telegram_id: telegramId,
        first_name: firstName,
        at: at.toISOString(),
        ...rest,
      })),
    }
  })

  serve(app, 'openSupportRequest', async ({ telegram_id, update_id, text }) => {
    if (!(await findUser(sql, telegram_id))) throw new Refusal('user_not_found')
    return openRequest(sql, { telegramId: telegram_id, updateId: update_id, text })
  })

  serve(app, 'answerSupportRequest', async ({ id, by, text }) => {
    const answered = await answerRequest(sql, { id, by, text })
    const user = answered && (await findUser(sql, answered.telegramId))
    if (!user) throw new Refusal('request_not_found')
    return { telegram_id: user.telegramId, language: user.language }
  })

  serve(app, 'blockUser', async ({ telegram_id, blocked, by, reason }) => {
    if (!(await setBlocked(sql, { telegramId: telegram_id, blocked, by, reason }))) throw new Refusal('user_not_found')
    return {}
  })

  serve(app, 'refundPayment', async ({ telegram_payment_charge_id: chargeId, by, reason, refunded, done }) => {
    const outcome = refunded
      ? await recordRefund(sql, { chargeId, reason, at: new Date() })
      : await (done ? confirmRefund : beginRefund)(sql, { chargeId, by, reason })
    if ('refused' in outcome) throw new Refusal(outcome.refused)
    return {
      telegram_id: outcome.telegramId,
      amount: outcome.amount,
      currency: outcome.currency,
      provider_charge_id: outcome.providerChargeId,
      changed: outcome.changed,
      status: outcome.status,
      loss_credits: outcome.lossCredits,
    }
  })
}

function figuresReply({ revenueStars, refundsStars, ...rest }: Figures) {
  return { ...rest, revenue_stars: revenueStars, refunds_stars: refundsStars }
}
