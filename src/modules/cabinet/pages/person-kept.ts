import type { Sql } from '#platform/database/sql.ts'
import { countOwn } from '#modules/assistants/own.ts'
import { countFacts } from '#modules/memory/facts.ts'
import { schedulesOf } from '#modules/schedules/schedules-of.ts'

/** What is asked for a person by the clock and what they have the bot keep, without their words. */
export async function personKept(sql: Sql, telegramId: number) {
  const [schedules, ownAssistants, memories] = await Promise.all([
    schedulesOf(sql, telegramId),
    countOwn(sql, telegramId),
    countFacts(sql, telegramId),
  ])
  return {
    schedules: schedules.map(({ dueAt, ...rest }) => ({ ...rest, dueAt: dueAt?.toISOString() ?? null })),
    ownAssistants,
    memories,
  }
}
