import type { Sql } from '#platform/database/sql.ts'
import type { PromoState } from './contract.ts'
import type { PromoRow } from './promos.ts'

/** More codes at once are not watched. */
const most = 500

export interface PromoFigures extends PromoRow {
  state: PromoState
  creditsGiven: number
  /** People who used it and have paid since, not refunded. */
  buyers: number
}

/** Promo codes with what they have given and brought: those that can be used first, then the newest. */
export async function promoFigures(sql: Sql): Promise<PromoFigures[]> {
  return sql<PromoFigures>`
    with bought as materialized (
      select promo_id, count(*) as buyers from promo_uses u
      where exists (
        select from transactions t where t.user_id = u.user_id and t.status = 'paid' and t.paid_at >= u.used_at
      )
      group by promo_id
    )
    select p.*, coalesce(buyers, 0)::bigint as buyers,
      case when gives->>'of' = 'credits' then uses * (gives->>'amount')::bigint else 0 end as credits_given,
      case
        when ended_at is not null then 'ended' when ends_at <= now() then 'over' when uses = most_uses then 'used_up'
        when starts_at > now() then 'not_yet' else 'active'
      end as state
    from promos p left join bought b on b.promo_id = p.id
    order by coalesce(least(ended_at, ends_at) <= now(), false) or uses = most_uses, p.id desc limit ${most}`
}
