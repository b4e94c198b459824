import { keepEvents } from '#modules/events/events.ts'
import type { TaskTools } from '#modules/task-tools.ts'

/** Makes room in the event log for the months ahead and drops those the owner no longer keeps. */
export async function keepEventLog({ sql, config, log }: TaskTools): Promise<void> {
  const dropped = await keepEvents(sql, { monthsAhead: 2, keepMonths: config.keepEventsMonths })
  if (dropped.length > 0) log.info({ dropped }, 'Old months of the event log were dropped')
}
