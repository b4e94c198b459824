import { fireDue } from '#modules/schedules/fire.ts'
import type { TaskTools } from '#modules/task-tools.ts'

const batch = 500

/** Puts into the inbox what people want to be asked by now. */
export async function fireSchedules({ sql, log }: TaskTools, now: Date): Promise<void> {
  while ((await fireDue({ sql, log }, { now, limit: batch })) === batch);
}
