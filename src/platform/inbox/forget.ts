import type { Sql } from '#platform/database/sql.ts'

/**
 * Forgets the ids of updates finished long ago; returns how many. Lanes are never removed: a lane that came back would count
 * its fences from the beginning, and a handler from before could hold a number that is valid again.
 */
export async function forgetSeen(sql: Sql, options: { keepHours: number }): Promise<number> {
  const [row] = await sql<{ forgotten: number }>`
    with forgotten as (
      delete from seen_updates s where accepted_at < now() - make_interval(hours => ${options.keepHours})
        and not exists (select from inbox where inbox.update_id = s.update_id)
      returning update_id
    ) select count(*) as forgotten from forgotten`
  return row!.forgotten
}
