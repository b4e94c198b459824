import type { Sql } from '#platform/database/sql.ts'
import { record } from '#modules/events/events.ts'
import { lockUser } from '#modules/users/users.ts'

export interface Trial {
  granted: number
  used: number
}

/** Gives the user their one trial; refuses every further one. */
export async function startTrial(
  sql: Sql,
  request: { telegramId: number; messages: number },
): Promise<{ trial: Trial } | { refused: 'user_not_found' | 'trial_already_used' }> {
  return sql.transaction(async (sql) => {
    if (!(await lockUser(sql, request.telegramId))) return { refused: 'user_not_found' }
    const [trial] = await sql<Trial>`
      insert into trials (user_id, granted) values (${request.telegramId}, ${request.messages})
      on conflict (user_id) do nothing
      returning granted, used`
    if (!trial) return { refused: 'trial_already_used' }
    await record(sql, {
      level: 'info',
      kind: 'trial_started',
      userId: request.telegramId,
      data: { granted: trial.granted },
    })
    return { trial }
  })
}

/** Takes one message of the trial; the caller holds the user's lock and has seen that one is left. */
export async function takeTrialMessage(sql: Sql, telegramId: number): Promise<void> {
  await sql`update trials set used = used + 1 where user_id = ${telegramId}`
}

export async function giveTrialMessageBack(sql: Sql, telegramId: number): Promise<void> {
  await sql`update trials set used = used - 1 where user_id = ${telegramId}`
}
