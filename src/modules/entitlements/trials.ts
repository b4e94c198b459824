import type { Sql } from '#platform/database/sql.ts'

export interface Trial {
  granted: number
  used: number
}

/** Gives a user the one trial that there is. The second time, and for ever after, the answer is no. */
export async function addTrial(
  sql: Sql,
  gain: { userId: number; amount: number },
): Promise<{ given: 'now' } | { refused: 'trial_already_used' }> {
  const rows = await sql`
    insert into trials (user_id, granted) values (${gain.userId}, ${gain.amount})
    on conflict (user_id) do nothing
    returning granted`
  return rows.length > 0 ? { given: 'now' } : { refused: 'trial_already_used' }
}
