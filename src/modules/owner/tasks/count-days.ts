import type { WatchTools } from '#modules/catalog/tasks/watch-models.ts'
import { countDays } from '#modules/owner/daily-figures.ts'

/** As far back as a payment is refunded or an answer comes late. */
const nightly = 32

export async function countLatestDays({ sql, config }: WatchTools): Promise<void> {
  await countDays(sql, config.catalog)
}

export async function countMonth({ sql, config }: WatchTools): Promise<void> {
  await countDays(sql, config.catalog, nightly)
}
