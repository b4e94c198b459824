import type { Sql } from '#platform/database/sql.ts'
import type { CampaignFigures } from './contract.ts'

/** As many links as a page shows. */
const most = 500

export interface ListedCampaign extends CampaignFigures {
  createdAt: Date
}

/** All campaigns with what the worker has counted of them, those in use first, then the newest. */
export async function listCampaigns(sql: Sql): Promise<ListedCampaign[]> {
  return sql<ListedCampaign>`
    with figures as materialized (
      select campaign as name,
        sum(value) filter (where figure = 'came') as starts, sum(value) filter (where figure = 'trial') as trials,
        sum(value) filter (where figure = 'answered') as asked, sum(value) filter (where figure = 'paid') as payers,
        sum(value) filter (where figure = 'stars') as stars, sum(value) filter (where figure = 'revenue') as revenue,
        sum(value) filter (where figure = 'provider') as provider
      from growth_figures where campaign <> '' group by 1
    ), running as (
      select campaign as name, day, sum(sum(case figure when 'revenue' then value else -value end))
        over (partition by campaign order by day) as earned
      from growth_figures where campaign <> '' and figure in ('revenue', 'provider') group by 1, 2
    )
    select c.name, c.created_at, c.archived_at is not null as archived,
      coalesce(starts, 0)::bigint as starts, coalesce(trials, 0)::bigint as trials, coalesce(asked, 0)::bigint as asked,
      coalesce(payers, 0)::bigint as payers, coalesce(stars, 0)::bigint as stars,
      coalesce(revenue, 0)::bigint as revenue_micro_dollars, coalesce(provider, 0)::bigint as provider_micro_dollars,
      c.cost_micro_dollars, c.bonus, c.most_bonuses, c.bonuses,
      (coalesce(revenue, 0) - coalesce(provider, 0) - c.cost_micro_dollars)::bigint as margin_micro_dollars,
      (select min(day) from running r where r.name = c.name and c.cost_micro_dollars > 0 and earned >= c.cost_micro_dollars)::text
        as paid_back_on
    from campaigns c left join figures using (name)
    order by c.archived_at is not null, c.created_at desc, c.name limit ${most}`
}
