import type { questionsEndpoints } from '#modules/questions/contract.ts'
import { described, record } from '#modules/events/events.ts'
import { say } from '#modules/notifications/outbox.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { HandlerInput, HandlerReply } from '#platform/http/endpoint.ts'
import { giveUp } from '#platform/inbox/give-up.ts'
import { type Charge, settleGivenUp } from './abandon.ts'

type Endpoint = typeof questionsEndpoints.giveUpUpdate

/**
 * Gives an update up with all that follows from it, in one transaction: the price of its question is returned, the owner
 * finds an event, and the person is told. A repetition, or a lane that another process has by now, changes nothing.
 */
export async function giveUpUpdate(sql: Sql, update: HandlerInput<Endpoint>): Promise<HandlerReply<Endpoint>> {
  return sql.transaction(async (sql) => {
    const outcome = await giveUp(sql, update)
    if (outcome !== 'given_up') return { outcome, charge: null }
    const { telegramId, updateId, message, stack } = update
    const charge = telegramId === undefined ? 'none' : await settleGivenUp(sql, { telegramId, updateId })
    await record(sql, {
      level: 'error',
      kind: 'update_given_up',
      userId: telegramId,
      data: { updateId, charge, ...described(message, stack) },
    })
    await tell(sql, update, charge)
    return { outcome, charge }
  })
}

/** The ledger has confirmed what the notice says of the price. */
async function tell(sql: Sql, { telegramId, updateId, notice }: HandlerInput<Endpoint>, charge: Charge) {
  if (telegramId === undefined || !notice || charge === 'paid') return
  const isPrivate = notice.chatId > 0
  if (!isPrivate && charge !== 'given_back') return
  const { what, language, ...place } = notice
  await say(sql, {
    key: `update_given_up:${updateId}`,
    to: { telegramId, ...place },
    kind: 'update_given_up',
    data: { what, language },
  })
}
