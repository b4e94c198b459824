import { forgetNotices } from '#modules/notifications/outbox.ts'
import type { TaskTools } from '#modules/task-tools.ts'

/** For the owner to look up what was said. */
const keepDays = 30

export async function forgetOldNotices({ sql, log }: TaskTools): Promise<void> {
  const forgotten = await forgetNotices(sql, { keepDays })
  if (forgotten > 0) log.debug({ forgotten }, 'Old notices were forgotten')
}
