import { GrammyError } from 'grammy'
import { findRefunding, recordRefund } from '#domain/payments/refund.ts'
import type { TaskTools } from '#worker/tools.ts'

const batch = 50

/** Asks Telegram to return the money of payments marked for it, every minute until it is certain that it has. */
export async function sendRefunds({ sql, telegram, log }: TaskTools): Promise<void> {
  if (!telegram) return
  for (const { telegramId, chargeId } of await findRefunding(sql, batch)) {
    try {
      await telegram.refundStarPayment(telegramId, chargeId)
    } catch (error) {
      // It happened before: the money is back, and that is what was wanted.
      if (!(error instanceof GrammyError && error.description.includes('CHARGE_ALREADY_REFUNDED'))) {
        log.error({ err: error, chargeId }, 'Telegram did not refund the payment yet; trying again')
        continue
      }
    }
    await recordRefund(sql, { chargeId, reason: 'returned by Telegram' })
  }
}
