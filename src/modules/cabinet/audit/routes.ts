import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import type { HandlerInput } from '#platform/http/endpoint.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'
import { takeUpAgain } from '#platform/inbox/given-up.ts'
import { browserEndpoints, type BrowserEndpoints } from '#modules/cabinet/browser.ts'
import type { Doorkeeper } from '#modules/cabinet/session/door.ts'
import type { Session } from '#modules/cabinet/session/sessions.ts'
import { adjustCredits } from '#modules/entitlements/adjust-credits.ts'
import { say } from '#modules/notifications/outbox.ts'
import { findPayment, setBlocked } from '#modules/owner/owner.ts'
import { beginRefund, confirmRefund } from '#modules/payments/refund.ts'
import { answerRequest } from '#modules/support/support.ts'
import { findTicket } from '#modules/support/tickets.ts'
import { setRole } from '#modules/users/roles.ts'
import { findUser } from '#modules/users/users.ts'
import { change } from './change.ts'

/** A grant above it, and whatever is taken, is asked twice. */
const grantedAtOnce = 1_000

type Input<Name extends keyof BrowserEndpoints> = HandlerInput<BrowserEndpoints[Name]>

/** What the cabinet changes: each change by the use case of its module, within its record. */
export async function changeRoutes(
  app: FastifyInstance,
  { sql, keeper }: { sql: Sql; keeper: Doorkeeper },
): Promise<void> {
  serve(app, browserEndpoints.grant, (input, request) => grant(sql, keeper.sessionOf(request), input))
  serve(app, browserEndpoints.block, (input, request) => block(sql, keeper.sessionOf(request), input))
  serve(app, browserEndpoints.message, (input, request) => message(sql, keeper.sessionOf(request), input))
  serve(app, browserEndpoints.giveRole, (input, request) => giveRole(sql, keeper.sessionOf(request), input))
  serve(app, browserEndpoints.refund, (input, request) => refund(sql, keeper.sessionOf(request), input))
  serve(app, browserEndpoints.answerTicket, (input, request) => answer(sql, keeper.sessionOf(request), input))
  serve(app, browserEndpoints.retryUpdate, (input, request) => retryUpdate(sql, keeper.sessionOf(request), input))
}

function grant(sql: Sql, session: Session, input: Input<'grant'>) {
  const { telegramId, delta, reason, idempotencyKey } = input
  return change(sql, session, 'grant', input, {
    question: async (sql) => {
      if (delta > 0 && delta <= grantedAtOnce) return undefined
      const { firstName, credits } = await personOf(sql, telegramId)
      return { telegramId, firstName, credits, delta }
    },
    async act(sql) {
      const key = `cabinet:${session.telegramId}:${idempotencyKey}`
      const by = session.telegramId
      const outcome = await adjustCredits(sql, {
        telegramId,
        delta,
        reason,
        idempotencyKey: key,
        by,
        notice: { reason },
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

function block(sql: Sql, session: Session, input: Input<'block'>) {
  const { telegramId, blocked, reason } = input
  return change(sql, session, blocked ? 'block' : 'unblock', input, {
    question: async (sql) => {
      if (!blocked) return undefined
      const { firstName } = await personOf(sql, telegramId)
      return { telegramId, firstName }
    },
    async act(sql) {
      const before = await personOf(sql, telegramId)
      const outcome = await setBlocked(sql, { telegramId, blocked, reason, by: session.telegramId })
      if ('refused' in outcome) throw new Refusal(outcome.refused)
      return { about: telegramId, before: { blocked: before.blocked }, after: { blocked }, reply: { blocked } }
    },
  })
}

function message(sql: Sql, session: Session, input: Input<'message'>) {
  const { telegramId, text, idempotencyKey } = input
  return change(sql, session, 'message', input, {
    async act(sql) {
      await personOf(sql, telegramId)
      const key = `cabinet_message:${session.telegramId}:${idempotencyKey}`
      const data = { text }
      await say(sql, { key, to: { telegramId }, saidBy: session.telegramId, kind: 'owner_wrote', data })
      return { about: telegramId, before: {}, after: { letters: text.length }, reply: {} }
    },
  })
}

function giveRole(sql: Sql, session: Session, input: Input<'giveRole'>) {
  const { telegramId, role } = input
  if (telegramId === session.telegramId) throw new Refusal('own_role')
  return change(sql, session, 'role', input, {
    question: async (sql) => {
      const { firstName, role: before } = await personOf(sql, telegramId)
      return { telegramId, firstName, before, role }
    },
    async act(sql) {
      await personOf(sql, telegramId)
      const outcome = await setRole(sql, { telegramId, role, by: session.telegramId })
      if ('refused' in outcome) throw new Refusal(outcome.refused)
      return { about: telegramId, before: { role: outcome.before }, after: { role }, reply: { role } }
    },
  })
}

function refund(sql: Sql, session: Session, input: Input<'refund'>) {
  const { chargeId, done, reason } = input
  const by = session.telegramId
  return change(sql, session, 'refund', input, {
    question: async (sql) => {
      const { telegramId, firstName, amount, currency, title } = await paymentOf(sql, chargeId)
      return { telegramId, firstName, amount, currency, title }
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

function answer(sql: Sql, session: Session, input: Input<'answerTicket'>) {
  const { id, text } = input
  return change(sql, session, 'answer', input, {
    async act(sql) {
      const ticket = await findTicket(sql, id)
      const answered = ticket && (await answerRequest(sql, { id, by: session.telegramId, text }))
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

function retryUpdate(sql: Sql, session: Session, input: Input<'retryUpdate'>) {
  const { updateId } = input
  return change(sql, session, 'retry', input, {
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
