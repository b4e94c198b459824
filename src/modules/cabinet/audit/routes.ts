import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import type { HandlerInput } from '#platform/http/endpoint.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serveRequest } from '#platform/http/serve.ts'
import { takeUpAgain } from '#platform/inbox/given-up.ts'
import { browserEndpoints, type BrowserEndpoints } from '#modules/cabinet/browser.ts'
import { grantedByOwner } from '#modules/charging/contract.ts'
import { adjustCredits } from '#modules/entitlements/adjust-credits.ts'
import { say } from '#modules/notifications/outbox.ts'
import { findPayment, setBlocked } from '#modules/owner/owner.ts'
import { beginRefund, confirmRefund, spentOf } from '#modules/payments/refund.ts'
import { answerRequest } from '#modules/support/support.ts'
import { findTicket } from '#modules/support/tickets.ts'
import { setRole } from '#modules/users/roles.ts'
import { findUser } from '#modules/users/users.ts'
import { change } from './change.ts'
import type { Changer } from './confirm.ts'

/** A grant above it, and whatever is taken, is asked twice. */
const grantedAtOnce = 1_000

type Input<Name extends keyof BrowserEndpoints> = HandlerInput<BrowserEndpoints[Name]>

/** What the cabinet changes: each change by the use case of its module, within its record. */
export async function changeRoutes(
  app: FastifyInstance,
  { sql, changerOf }: { sql: Sql; changerOf: (request: FastifyRequest) => Changer },
): Promise<void> {
  serveRequest(app, browserEndpoints.grant, (input, request) => grant(sql, changerOf(request), input))
  serveRequest(app, browserEndpoints.block, (input, request) => block(sql, changerOf(request), input))
  serveRequest(app, browserEndpoints.message, (input, request) => message(sql, changerOf(request), input))
  serveRequest(app, browserEndpoints.giveRole, (input, request) => giveRole(sql, changerOf(request), input))
  serveRequest(app, browserEndpoints.refund, (input, request) => refund(sql, changerOf(request), input))
  serveRequest(app, browserEndpoints.answerTicket, (input, request) => answer(sql, changerOf(request), input))
  serveRequest(app, browserEndpoints.retryUpdate, (input, request) => retryUpdate(sql, changerOf(request), input))
}

function grant(sql: Sql, changer: Changer, input: Input<'grant'>) {
  const { telegramId, delta, reason, idempotencyKey } = input
  return change(sql, changer, 'grant', input, {
    question: async (sql) => {
      if (delta > 0 && delta <= grantedAtOnce) return undefined
      const { firstName, credits } = await personOf(sql, telegramId)
      return { telegramId, firstName, credits, delta }
    },
    async act(sql) {
      const key = `cabinet:${changer.telegramId}:${idempotencyKey}`
      const by = changer.telegramId
      const outcome = await adjustCredits(sql, {
        telegramId,
        delta,
        reason,
        idempotencyKey: key,
        by,
        notice: { reason: reason === grantedByOwner ? null : reason },
      })
      if ('refused' in outcome)
        throw new Refusal(outcome.refused, 'balance' in outcome ? { credits: outcome.balance } : undefined)
      const { balance } = outcome
      return {
        about: telegramId,
        before: { credits: balance - delta },
        after: { credits: balance },
        reply: { credits: balance },
      }
    },
  })
}

function block(sql: Sql, changer: Changer, input: Input<'block'>) {
  const { telegramId, blocked, reason } = input
  return change(sql, changer, blocked ? 'block' : 'unblock', input, {
    question: async (sql) => {
      if (!blocked) return undefined
      const { firstName } = await personOf(sql, telegramId)
      return { telegramId, firstName }
    },
    async act(sql) {
      const before = await personOf(sql, telegramId)
      const outcome = await setBlocked(sql, { telegramId, blocked, reason, by: changer.telegramId })
      if ('refused' in outcome) throw new Refusal(outcome.refused)
      return { about: telegramId, before: { blocked: before.blocked }, after: { blocked }, reply: { blocked } }
    },
  })
}

function message(sql: Sql, changer: Changer, input: Input<'message'>) {
  const { telegramId, text, idempotencyKey } = input
  return change(sql, changer, 'message', input, {
    async act(sql) {
      await personOf(sql, telegramId)
      const key = `cabinet_message:${changer.telegramId}:${idempotencyKey}`
      const data = { text }
      await say(sql, { key, to: { telegramId }, saidBy: changer.telegramId, kind: 'owner_wrote', data })
      return { about: telegramId, before: {}, after: { letters: text.length }, reply: {} }
    },
  })
}

function giveRole(sql: Sql, changer: Changer, input: Input<'giveRole'>) {
  const { telegramId, role } = input
  if (telegramId === changer.telegramId) throw new Refusal('own_role')
  return change(sql, changer, 'role', input, {
    question: async (sql) => {
      const { firstName, role: before } = await personOf(sql, telegramId)
      return { telegramId, firstName, before, role }
    },
    async act(sql) {
      await personOf(sql, telegramId)
      const outcome = await setRole(sql, { telegramId, role, by: changer.telegramId })
      if ('refused' in outcome) throw new Refusal(outcome.refused)
      return { about: telegramId, before: { role: outcome.before }, after: { role }, reply: { role } }
    },
  })
}

function refund(sql: Sql, changer: Changer, input: Input<'refund'>) {
  const { chargeId, done, reason } = input
  const by = changer.telegramId
  return change(sql, changer, 'refund', input, {
    question: async (sql) => {
      const { telegramId, firstName, amount, currency, title } = await paymentOf(sql, chargeId)
      return { telegramId, firstName, amount, currency, title, lossCredits: await spentOf(sql, chargeId) }
    },
    async act(sql) {
      const payment = await paymentOf(sql, chargeId)
      const outcome = await (done ? confirmRefund : beginRefund)(sql, { chargeId, by, reason })
      if ('refused' in outcome) throw new Refusal(outcome.refused)
      const { telegramId, status, amount, currency, lossCredits } = outcome
      return {
        about: telegramId,
        subject: chargeId,
        before: { status: payment.status, amount, currency },
        after: { status, lossCredits },
        reply: { status, lossCredits },
      }
    },
  })
}

function answer(sql: Sql, changer: Changer, input: Input<'answerTicket'>) {
  const { id, text } = input
  return change(sql, changer, 'answer', input, {
    // The person has one answer already, perhaps of a colleague in this minute.
    question: async (sql) => {
      const ticket = await findTicket(sql, id)
      if (!ticket?.answeredAt) return undefined
      const { answer, answeredAt, answeredBy } = ticket
      const by = answeredBy === null ? undefined : await findUser(sql, answeredBy)
      const answeredByName = by?.firstName ?? null
      return { id, answer, answeredAt: answeredAt.toISOString(), answeredBy, answeredByName }
    },
    async act(sql) {
      const ticket = await findTicket(sql, id)
      const answered = ticket && (await answerRequest(sql, { id, by: changer.telegramId, text }))
      if (!answered) throw new Refusal('request_not_found')
      return {
        about: answered.telegramId,
        subject: String(id),
        before: { answered: ticket.answeredAt !== null },
        after: { answered: true, letters: text.length },
        reply: {},
      }
    },
  })
}

function retryUpdate(sql: Sql, changer: Changer, input: Input<'retryUpdate'>) {
  const { updateId } = input
  return change(sql, changer, 'retry', input, {
    async act(sql) {
      const taken = await takeUpAgain(sql, updateId)
      if (!taken) throw new Refusal('update_not_found')
      return { subject: String(updateId), before: taken, after: { waiting: true }, reply: {} }
    },
  })
}

async function personOf(sql: Sql, telegramId: number) {
  const user = await findUser(sql, telegramId)
  if (!user) throw new Refusal('user_not_found')
  return user
}

async function paymentOf(sql: Sql, chargeId: string) {
  const payment = await findPayment(sql, { chargeId })
  if (!payment) throw new Refusal('payment_not_found')
  return payment
}
