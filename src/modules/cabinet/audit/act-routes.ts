import { createHash, randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import type { HandlerInput } from '#platform/http/endpoint.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'
import { chargingEndpoints, grantedByOwner } from '#modules/charging/contract.ts'
import { adjustCredits } from '#modules/entitlements/adjust-credits.ts'
import { ownerEndpoints } from '#modules/owner/contract.ts'
import { findPayment, setBlocked } from '#modules/owner/owner.ts'
import { paymentsEndpoints } from '#modules/payments/contract.ts'
import { beginRefund, confirmRefund, recordRefund } from '#modules/payments/refund.ts'
import { supportEndpoints } from '#modules/support/contract.ts'
import { answerRequest } from '#modules/support/support.ts'
import { findUser, lockUser } from '#modules/users/users.ts'
import { addEntry, type Deed } from './audit.ts'

type Input<Endpoint extends Parameters<typeof serve>[1]> = HandlerInput<Endpoint>

/**
 * What a program does for a person by the API of the programs: each act once, by its own key or because nothing changes twice,
 * and with the same record as in the cabinet. What a program does by itself is among the events only.
 */
export async function actRoutes(app: FastifyInstance, { sql }: { sql: Sql }): Promise<void> {
  serve(app, chargingEndpoints.updateCredits, (input) => sql.transaction((sql) => updateCredits(sql, input)))
  serve(app, ownerEndpoints.blockUser, (input) => sql.transaction((sql) => blockUser(sql, input)))
  serve(app, paymentsEndpoints.refundPayment, (input) => sql.transaction((sql) => refundPayment(sql, input)))
  serve(app, supportEndpoints.answerSupportRequest, (input) => sql.transaction((sql) => answerSupport(sql, input)))
}

async function updateCredits(sql: Sql, input: Input<typeof chargingEndpoints.updateCredits>) {
  const { telegramId, delta, reason, idempotencyKey, by } = input
  const notice = input.tell ? { reason: reason === grantedByOwner ? null : reason } : undefined
  const outcome = await adjustCredits(sql, { telegramId, delta, reason, idempotencyKey, by, notice })
  if ('refused' in outcome)
    throw new Refusal(outcome.refused, 'balance' in outcome ? { credits: outcome.balance } : undefined)
  const { balance, repeated } = outcome
  if (!repeated)
    await keep(
      sql,
      { by, action: 'grant', reason, key: [telegramId, idempotencyKey] },
      {
        about: telegramId,
        before: { credits: balance - delta },
        after: { credits: balance },
      },
    )
  return { credits: balance, repeated }
}

async function blockUser(sql: Sql, input: Input<typeof ownerEndpoints.blockUser>) {
  const { telegramId, blocked, by, reason } = input
  await lockUser(sql, telegramId)
  const before = await findUser(sql, telegramId)
  const outcome = await setBlocked(sql, { telegramId, blocked, by, reason })
  if ('refused' in outcome) throw new Refusal(outcome.refused)
  if (before?.blocked !== blocked)
    await keep(
      sql,
      { by, action: blocked ? 'block' : 'unblock', reason, key: [randomUUID()] },
      {
        about: telegramId,
        before: { blocked: !blocked },
        after: { blocked },
      },
    )
  return {}
}

async function refundPayment(sql: Sql, input: Input<typeof paymentsEndpoints.refundPayment>) {
  const { telegramPaymentChargeId: chargeId, by, reason, refunded, done } = input
  const before = await findPayment(sql, { chargeId })
  const outcome = refunded
    ? await recordRefund(sql, { chargeId, by, reason, at: new Date() })
    : await (done ? confirmRefund : beginRefund)(sql, { chargeId, by, reason })
  if ('refused' in outcome) throw new Refusal(outcome.refused)
  const { telegramId, amount, currency, providerChargeId, changed, status, lossCredits } = outcome
  if (changed)
    await keep(
      sql,
      { by, action: 'refund', reason, key: [chargeId, status] },
      {
        about: telegramId,
        subject: chargeId,
        before: { status: before?.status, amount, currency },
        after: { status, lossCredits },
      },
    )
  return { telegramId, amount, currency, providerChargeId, changed, status, lossCredits }
}

async function answerSupport(sql: Sql, { id, by, text }: Input<typeof supportEndpoints.answerSupportRequest>) {
  const answered = await answerRequest(sql, { id, by, text })
  const user = answered && (await findUser(sql, answered.telegramId))
  if (!user) throw new Refusal('request_not_found')
  const { telegramId, language } = user
  await keep(
    sql,
    { by, action: 'answer', reason: '', key: [id, text] },
    {
      about: telegramId,
      subject: String(id),
      before: {},
      after: { answered: true, letters: text.length },
    },
  )
  return { telegramId, language }
}

/** Where a person acts; the same again is not on record twice. */
async function keep(
  sql: Sql,
  { by, action, reason, key }: { by: number | null; action: string; reason: string; key: (string | number)[] },
  deed: Deed,
): Promise<void> {
  if (by === null) return
  const request = createHash('sha256')
    .update(JSON.stringify([action, ...key]))
    .digest()
  const idempotencyKey = `api:${request.toString('base64url')}`
  const known = await sql`select from audit_log where actor_id = ${by} and idempotency_key = ${idempotencyKey}`
  if (known.length > 0) return
  await addEntry(sql, { ...deed, by, action, reason: reason || 'by the API', idempotencyKey, request, reply: {} })
}
