import type { Sql } from '#platform/database/sql.ts'
import type { CampaignBonus } from './contract.ts'

/** False when there is one of this name. */
export async function makeCampaign(sql: Sql, campaign: { name: string } & Omit<Edited, 'archived'>): Promise<boolean> {
  const { name, costMicroDollars, bonus, mostBonuses } = campaign
  const rows = await sql`
    insert into campaigns (name, cost_micro_dollars, bonus, most_bonuses)
    values (${name}, ${costMicroDollars}, ${bonus}::jsonb, ${mostBonuses})
    on conflict do nothing returning name`
  return rows.length > 0
}

interface Edited {
  costMicroDollars: number
  bonus: CampaignBonus | null
  mostBonuses: number
  archived: boolean
}

/** As it was and as it is; undefined when there is none. What is not given stays. */
export async function editCampaign(
  sql: Sql,
  {
    name,
    costMicroDollars,
    bonus,
    mostBonuses,
    archived,
  }: { name: string } & { [Each in keyof Edited]?: Edited[Each] | undefined },
): Promise<{ before: Edited; after: Edited } | undefined> {
  const [before] = await sql<Edited>`
    select cost_micro_dollars, bonus, most_bonuses, archived_at is not null as archived from campaigns where name = ${name} for update`
  if (!before) return undefined
  const after = {
    costMicroDollars: costMicroDollars ?? before.costMicroDollars,
    bonus: bonus === undefined ? before.bonus : bonus,
    mostBonuses: mostBonuses ?? before.mostBonuses,
    archived: archived ?? before.archived,
  }
  await sql`
    update campaigns set cost_micro_dollars = ${after.costMicroDollars},
      bonus = ${after.bonus}::jsonb, most_bonuses = ${after.mostBonuses},
      archived_at = case when ${after.archived} then coalesce(archived_at, moment.at) end
    from (select now() as at) as moment
    where name = ${name}`
  return { before, after }
}

/** One by which people have come stays: its figures would have no name any more. */
export async function deleteCampaign(
  sql: Sql,
  name: string,
): Promise<{ costMicroDollars: number } | { refused: 'campaign_used' | 'campaign_not_found' }> {
  const [came] = await sql`select 1 from starts where first_kind = 'campaign' and first_name = ${name} limit 1`
  if (came) return { refused: 'campaign_used' }
  const [gone] = await sql<{ costMicroDollars: number }>`
    delete from campaigns where name = ${name} returning cost_micro_dollars`
  return gone ?? { refused: 'campaign_not_found' }
}
