import { type Fragment, fragment } from '#platform/database/fragment.ts'
import type { Catalog } from './catalog.ts'

/** What a row of the payments has brought in millionths of a dollar, less the commission, not rounded. A refund is not looked at. */
export function netMicroDollars({ microDollarsPerStar, microDollarsPerUnit = {} }: Catalog['money']): Fragment {
  return fragment`case
    when currency = 'XTR' then (amount - commission_nanostars / 1e9) * ${microDollarsPerStar}::integer
    else amount * coalesce((${microDollarsPerUnit}::jsonb ->> currency)::numeric, 0)
  end`
}
