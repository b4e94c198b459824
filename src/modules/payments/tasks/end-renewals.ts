import {
  findRenewalsToEnd,
  postponeRenewalEnd,
  recordRenewalEnded,
  type RenewalToEnd,
} from '#modules/payments/renewals.ts'
import { nothingArrives } from '#platform/telegram/nothing-arrives.ts'
import type { TaskTools } from '#modules/task-tools.ts'

const batch = 50

/** Has Telegram end the renewals that we have ended, each until it is certain or has been tried long enough. */
export async function endRenewals(tools: TaskTools): Promise<void> {
  const { sql, telegram } = tools
  if (!telegram) return
  for (const renewal of await findRenewalsToEnd(sql, batch)) {
    const { telegramId, chargeId } = renewal
    try {
      await telegram.editUserStarSubscription(telegramId, chargeId, true)
    } catch (error) {
      if (nothingArrives(error))
        return tools.log.warn({ err: error }, 'Ends of renewals wait: Telegram cannot be asked now')
      await postpone(tools, renewal, error)
      continue
    }
    await recordRenewalEnded(sql, { telegramId, chargeId, tell: true })
  }
}

async function postpone(tools: TaskTools, renewal: RenewalToEnd, error: unknown) {
  const { chargeId } = renewal
  const reason = error instanceof Error ? error.message : String(error)
  const { givenUp } = await postponeRenewalEnd(tools.sql, renewal, reason)
  tools.log.warn({ err: error, chargeId, givenUp }, 'Telegram did not end a renewal')
}
