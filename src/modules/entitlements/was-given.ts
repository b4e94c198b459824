import type { Sql } from '#platform/database/sql.ts'
import { type Cause, keyOf } from './gain.ts'

/** Of the bonus for joining the channel, which a person has once. No campaign is called so: names of links have no @. */
export const channelCause = { kind: 'campaign', id: '@channel' } as const

/** Whether a cause has given a person credits or trial messages. */
export async function wasGiven(sql: Sql, userId: number, cause: Cause): Promise<boolean> {
  const rows = await sql`
    select 1 from credit_entries where user_id = ${userId} and idempotency_key = ${keyOf(cause)}
    union all select 1 from extra_trials where user_id = ${userId} and idempotency_key = ${keyOf(cause)}`
  return rows.length > 0
}
