import type { WatchTools } from '#modules/catalog/tasks/watch-models.ts'
import { countGrowth } from '#modules/campaigns/count-growth.ts'
import { countMonths } from '#modules/campaigns/count-months.ts'

/** As far back as a payment is refunded or an answer comes late. */
const nightly = { days: 35, months: 2 }

export async function countLatestGrowth({ sql, config }: WatchTools): Promise<void> {
  await countGrowth(sql, config.catalog)
  await countMonths(sql)
}

export async function countGrowthMonth({ sql, config }: WatchTools): Promise<void> {
  await countGrowth(sql, config.catalog, nightly.days)
  await countMonths(sql, nightly.months)
}
