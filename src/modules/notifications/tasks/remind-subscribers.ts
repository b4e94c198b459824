import { writeReminders } from '#modules/notifications/reminders.ts'
import type { TaskTools } from '#modules/task-tools.ts'

const batch = 200

/** Says three days and one day before that a subscription ends, to those whom Telegram does not renew. */
export async function remindSubscribers({ sql }: TaskTools): Promise<void> {
  await writeReminders(sql, batch)
}
