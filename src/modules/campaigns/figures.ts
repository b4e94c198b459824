import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { netMicroDollars } from '#modules/catalog/net-payment.ts'
import type { CampaignFigures } from './contract.ts'

const most = 20

/** What campaigns have brought, counted over the people whose first link they were: one of them, or the latest. */
export async function campaignFigures(
  sql: Sql,
  { money }: Pick<Catalog, 'money'>,
  name?: string,
): Promise<CampaignFigures[]> {
  return sql<CampaignFigures>`
    with shown as (
      select * from campaigns where case when ${name}::text is null then archived_at is null else name = ${name} end
      order by created_at desc, name limit ${most}
    ), people as materialized (
      select s.first_name as name, s.user_id,
        exists (select 1 from trials t where t.user_id = s.user_id) as tried,
        exists (select 1 from messages_log m where m.user_id = s.user_id and m.status = 'answered') as asked
      from starts s where s.first_kind = 'campaign' and s.first_name in (select name from shown)
    ), paid as materialized (
      select name, user_id, (paid_at at time zone 'UTC')::date as day, case when currency = 'XTR' then amount else 0 end as stars,
        ${netMicroDollars(money)} as revenue
      from people join transactions using (user_id) where status = 'paid'
    ), taken as materialized (
      select name, day, sum(micro_dollars) as cost from people join costs using (user_id) group by 1, 2
    ), moves as (
      select name, day, revenue as amount from paid union all select name, day, -cost from taken
    ), running as (
      select name, day, sum(sum(amount)) over (partition by name order by day) as earned from moves group by name, day
    ), figures as (
      select s.name, s.created_at, s.cost_micro_dollars, s.bonus, s.most_bonuses, s.bonuses, s.archived_at is not null as archived,
        (select count(*) from people p where p.name = s.name) as starts,
        (select count(*) from people p where p.name = s.name and tried) as trials,
        (select count(*) from people p where p.name = s.name and asked) as asked,
        (select count(distinct user_id) from paid p where p.name = s.name) as payers,
        (select coalesce(sum(stars), 0) from paid p where p.name = s.name)::bigint as stars,
        (select coalesce(round(sum(revenue)), 0) from paid p where p.name = s.name)::bigint as revenue_micro_dollars,
        (select coalesce(sum(cost), 0) from taken t where t.name = s.name)::bigint as provider_micro_dollars,
        (select min(day) from running r where r.name = s.name and s.cost_micro_dollars > 0
          and earned >= s.cost_micro_dollars)::text as paid_back_on
      from shown s
    )
    select name, starts, trials, asked, payers, stars, revenue_micro_dollars, provider_micro_dollars, cost_micro_dollars,
      revenue_micro_dollars - provider_micro_dollars - cost_micro_dollars as margin_micro_dollars, bonus, most_bonuses, bonuses, archived,
      paid_back_on
    from figures order by created_at desc, name`
}
