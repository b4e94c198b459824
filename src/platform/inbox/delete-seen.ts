import type { Sql } from '#platform/database/sql.ts'

/**
 * Deletes the ids of updates finished long ago; returns how many. Lanes are never removed: a lane that came back would count
 * its fences from the beginning, and a handler from before could hold a number that is valid again.
 */
export async function deleteSeen(sql: Sql, options: { keepHours: number }): Promise<number> {
  const [row] = await sql<{ deleted: number }>`
    with deleted as (
      delete from seen_updates s where accepted_at < now() - make_interval(hours => ${options.keepHours})
        and not exists (select from inbox where inbox.update_id = s.update_id)
      returning update_id
    ) select count(*) as deleted from deleted`
  return row!.deleted
}
