import type { Sql } from '#platform/database/sql.ts'

/** The plans that people have paid for now or ahead, with how many they are. */
export async function heldPlans(sql: Sql): Promise<{ plan: string; people: number }[]> {
  return sql`
    select plan, count(distinct user_id) as people from subscriptions
    where ends_at > now() and ends_at > starts_at group by plan order by plan`
}
