import type { TaskTools } from '#modules/task-tools.ts'
import { deleteOldSchedules } from '#modules/schedules/delete-old.ts'

/** Longer than the buttons under a draft are of interest. */
const keepDraftsDays = 7
/** Longer than two answers of a monthly question lie apart. */
const keepRunsDays = 100

/** Deletes what was never confirmed, and days on which something came due long ago. */
export async function deleteSchedules({ sql }: TaskTools): Promise<void> {
  await deleteOldSchedules(sql, { keepDraftsDays, keepRunsDays })
}
