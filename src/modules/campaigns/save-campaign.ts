import type { Sql } from '#platform/database/sql.ts'

/** Makes a campaign known, or changes its cost; without a cost a known one stays as it is. */
export async function saveCampaign(
  sql: Sql,
  { name, costMicroDollars }: { name: string; costMicroDollars?: number | undefined },
): Promise<void> {
  await sql`
    insert into campaigns (name, cost_micro_dollars) values (${name}, coalesce(${costMicroDollars}::bigint, 0))
    on conflict (name) do update set cost_micro_dollars = coalesce(${costMicroDollars}::bigint, campaigns.cost_micro_dollars)`
}
