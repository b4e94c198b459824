import { forgetSeen } from '#platform/inbox/forget.ts'
import type { TaskTools } from '#modules/task-tools.ts'

/** Telegram repeats an update for a day at most; ids older than two cannot come again. */
const keepHours = 48

export async function forgetUpdates({ sql, log }: TaskTools): Promise<void> {
  const forgotten = await forgetSeen(sql, { keepHours })
  if (forgotten > 0) log.debug({ forgotten }, 'Old update ids were forgotten')
}
