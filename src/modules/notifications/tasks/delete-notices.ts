import { deleteNotices } from '#modules/notifications/outbox.ts'
import type { TaskTools } from '#modules/task-tools.ts'

/** For the owner to look up what was said. */
const keepDays = 30

export async function deleteOldNotices({ sql, log }: TaskTools): Promise<void> {
  const deleted = await deleteNotices(sql, { keepDays })
  if (deleted > 0) log.debug({ deleted }, 'Old notices were deleted')
}
