import type { Sql } from '#platform/database/sql.ts'
import { chosenModel } from '#modules/catalog/catalog.ts'
import { usualQuestion } from '#modules/catalog/price-of.ts'
import type { CatalogWithSearch } from '#modules/catalog/searcher.ts'
import { findMeans, type NoAccess, quote } from '#modules/charging/access.ts'
import { record } from '#modules/events/events.ts'
import { lockUser } from '#modules/users/users.ts'
import { isFull } from './draft.ts'
import { dueOf, lockSchedule, priceFor, ruleOf, type Schedule } from './schedule.ts'

export interface Starting {
  telegramId: number
  scheduleId: number
  shownCredits: number
  messageId: number
  threadId: number
}

export type Started =
  | Schedule
  | {
      refused: 'user_not_found' | 'user_blocked' | 'schedule_not_found' | 'schedule_unfinished' | 'too_many_schedules'
    }
  | { refused: 'price_changed'; credits: number }
  /** Nothing pays for such a question, and nothing will by itself. */
  | { refused: 'unpaid'; reason: NoAccess }

/** Starts a draft, or goes on with what is paused. The person's lock keeps them from starting more than they may. */
export async function start(sql: Sql, catalog: CatalogWithSearch, starting: Starting): Promise<Started> {
  const { telegramId, shownCredits } = starting
  return sql.transaction(async (sql) => {
    const user = await lockUser(sql, telegramId)
    if (!user) return { refused: 'user_not_found' }
    if (user.blocked) return { refused: 'user_blocked' }
    const schedule = await lockSchedule(sql, starting)
    if (!schedule) return { refused: 'schedule_not_found' }
    if (schedule.state === 'active') return schedule
    const rule = ruleOf(schedule)
    const { timeZone } = user.settings
    if (!rule || timeZone === null) return { refused: 'schedule_unfinished' }
    if (schedule.state === 'draft' && (await isFull(sql, telegramId))) return { refused: 'too_many_schedules' }
    const credits = priceFor(catalog, user)
    if (credits > shownCredits) return { refused: 'price_changed', credits }
    const reason = await whyUnpaid(sql, catalog, telegramId)
    if (reason) return { refused: 'unpaid', reason }
    const due = await dueOf(sql, schedule, { rule, timeZone, now: new Date() })
    return activate(sql, starting, due)
  })
}

/** Tomorrow's allowance and the rest of a trial come by themselves: what waits for them may be started. */
async function whyUnpaid(sql: Sql, catalog: CatalogWithSearch, telegramId: number): Promise<NoAccess | undefined> {
  const means = (await findMeans(sql, telegramId, catalog))!
  const payment = quote(means, usualQuestion(chosenModel(catalog, means.modelId)))
  const waits = !('refused' in payment) || ['daily_limit', 'trial_continues'].includes(payment.refused)
  return waits ? undefined : payment.refused
}

async function activate(sql: Sql, starting: Starting, due: { at: Date; day: string }): Promise<Schedule> {
  const { telegramId, scheduleId, shownCredits, messageId, threadId } = starting
  const [row] = await sql<Schedule>`
    update schedules set state = 'active', paused_because = null, agreed_credits = ${shownCredits},
      message_id = coalesce(message_id, ${messageId}), thread_id = case when message_id is null then ${threadId}::integer else thread_id end,
      due_at = ${due.at}, due_day = ${due.day}::date
    where user_id = ${telegramId} and id = ${scheduleId} returning *`
  const { id, every } = row!
  await record(sql, { level: 'info', kind: 'schedule_started', userId: telegramId, data: { id, every, shownCredits } })
  return row!
}
