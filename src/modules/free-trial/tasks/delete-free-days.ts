import { deleteBursts } from '#modules/free-trial/bursts.ts'
import { deleteFreeDays as deleteDays } from '#modules/free-trial/free-messages.ts'
import type { TaskTools } from '#modules/task-tools.ts'

/** An answer is given up and given back long before. */
const keepDays = 7
const keepBurstsDays = 90

export async function deleteFreeDays({ sql }: TaskTools): Promise<void> {
  await deleteDays(sql, { keepDays })
  await deleteBursts(sql, { keepDays: keepBurstsDays })
}
