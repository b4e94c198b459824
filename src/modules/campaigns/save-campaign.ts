import type { Sql } from '#platform/database/sql.ts'
import type { CampaignBonus } from './contract.ts'

/** Makes a campaign known, or changes what is given of it; the rest stays as it is. */
export async function saveCampaign(
  sql: Sql,
  campaign: {
    name: string
    costMicroDollars?: number | undefined
    /** Null: none any more. */
    bonus?: CampaignBonus | null | undefined
    mostBonuses?: number | undefined
    archived?: boolean | undefined
  },
): Promise<void> {
  const { name, costMicroDollars, bonus, mostBonuses, archived } = campaign
  await sql`
    insert into campaigns (name, cost_micro_dollars, bonus, most_bonuses, archived_at)
    values (${name}, coalesce(${costMicroDollars}::bigint, 0), ${bonus ?? null}::jsonb, coalesce(${mostBonuses}::integer, 0),
      case when ${archived ?? false}::boolean then now() end)
    on conflict (name) do update set
      cost_micro_dollars = coalesce(${costMicroDollars}::bigint, campaigns.cost_micro_dollars),
      bonus = case when ${bonus !== undefined}::boolean then excluded.bonus else campaigns.bonus end,
      most_bonuses = coalesce(${mostBonuses}::integer, campaigns.most_bonuses),
      archived_at = case when ${archived !== undefined}::boolean then excluded.archived_at else campaigns.archived_at end`
}
