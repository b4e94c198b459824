import type { WatchTools } from '#modules/catalog/tasks/watch-models.ts'
import { countEnded, countRunning } from '#modules/experiments/count-figures.ts'

export async function countRunningExperiments({ sql, config }: WatchTools): Promise<void> {
  await countRunning(sql, config.catalog)
}

export async function countEndedExperiments({ sql, config }: WatchTools): Promise<void> {
  await countEnded(sql, config.catalog)
}
