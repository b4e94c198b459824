import type { Sql } from '#platform/database/sql.ts'
import { hasPaid } from '#modules/entitlements/discounts.ts'
import { startTrial } from '#modules/entitlements/start-trial.ts'
import { isInBurst } from './bursts.ts'
import type { Signals } from './contract.ts'
import { hasWholeTrial } from './signals.ts'

/** Of a person about whom Telegram was not asked. */
const nothingKnown: Signals = { premium: false, username: false, photo: null, ratingLevel: null }

/** A user accepts the trial: the whole of it at once, or its first step now and the rest later. */
export async function beginTrial(
  sql: Sql,
  request: {
    telegramId: number
    signals: Signals | undefined
    /** How many messages the trial has, how many of them come first, and after how long the rest. */
    size: { trialMessages: number; trialFirstMessages: number; trialRestHours: number }
  },
): ReturnType<typeof startTrial> {
  const { telegramId, signals = nothingKnown, size } = request
  const isWhole = hasWholeTrial({
    ...signals,
    telegramId,
    hasPaid: await hasPaid(sql, telegramId),
    isInBurst: await isInBurst(sql, telegramId),
  })
  const { trialMessages: messages, trialFirstMessages: first, trialRestHours: restHours } = size
  return startTrial(sql, { telegramId, messages, steps: isWhole ? null : { first, restHours } })
}
