import type { Sql } from '#platform/database/sql.ts'
import { record } from '#modules/events/events.ts'
import { lockUser } from '#modules/users/users.ts'
import { give } from './give.ts'
import type { TrialSteps } from './trials.ts'

/** A user accepts the trial, once for ever. */
export async function startTrial(
  sql: Sql,
  request: { telegramId: number; messages: number; steps: TrialSteps | null },
): Promise<{ given: 'now' } | { refused: 'user_not_found' | 'trial_already_used' }> {
  const { telegramId: userId, messages, steps } = request
  return sql.transaction(async (sql) => {
    if (!(await lockUser(sql, userId))) return { refused: 'user_not_found' }
    const given = await give(sql, { of: 'trialMessages', userId, amount: messages, steps })
    if ('given' in given)
      await record(sql, { level: 'info', kind: 'trial_started', userId, data: { granted: messages } })
    return given
  })
}
