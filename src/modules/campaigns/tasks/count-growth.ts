import type { WatchTools } from '#modules/catalog/tasks/watch-models.ts'
import { countGrowth } from '#modules/campaigns/count-growth.ts'

/** As far back as a payment is refunded or an answer comes late. */
const nightly = 35

export async function countLatestGrowth({ sql, config }: WatchTools): Promise<void> {
  await countGrowth(sql, config.catalog)
}

export async function countGrowthMonth({ sql, config }: WatchTools): Promise<void> {
  await countGrowth(sql, config.catalog, nightly)
}
