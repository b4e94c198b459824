import { deleteSeen } from '#platform/inbox/delete-seen.ts'
import type { TaskTools } from '#modules/task-tools.ts'

/** Telegram repeats an update for a day at most; ids older than two cannot come again. */
const keepHours = 48

export async function deleteUpdateIds({ sql, log }: TaskTools): Promise<void> {
  const deleted = await deleteSeen(sql, { keepHours })
  if (deleted > 0) log.debug({ deleted }, 'Old update ids were deleted')
}
