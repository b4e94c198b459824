import { GrammyError } from 'grammy'
import { findRefunding, postponeRefund, recordRefund, type Refunding } from '#modules/payments/refund.ts'
import { nothingArrives } from '#platform/telegram/nothing-arrives.ts'
import type { TaskTools } from '#modules/task-tools.ts'

const batch = 50

/** Asks Telegram to return the money of payments marked for it, each until it is certain or has been tried long enough. */
export async function sendRefunds(tools: TaskTools): Promise<void> {
  const { sql, telegram, log } = tools
  if (!telegram) return
  for (const refund of await findRefunding(sql, batch)) {
    const { telegramId, chargeId } = refund
    try {
      await telegram.refundStarPayment(telegramId, chargeId)
    } catch (error) {
      if (nothingArrives(error)) return log.warn({ err: error }, 'Refunds wait: Telegram cannot be asked now')
      // It happened before: the money is back, and that is what was wanted.
      if (!(error instanceof GrammyError && error.description.includes('CHARGE_ALREADY_REFUNDED'))) {
        await postpone(tools, refund, error)
        continue
      }
    }
    await recordRefund(sql, { chargeId, by: null, reason: 'returned by Telegram', at: new Date() })
  }
}

async function postpone(tools: TaskTools, refund: Refunding, error: unknown) {
  const { chargeId } = refund
  const reason = error instanceof Error ? error.message : String(error)
  const { givenUp } = await postponeRefund(tools.sql, refund, reason)
  tools.log.error({ err: error, chargeId, givenUp }, 'Telegram did not refund the payment yet')
}
