import { releaseGivenUp, releaseStale } from '#modules/questions/answer/abandon.ts'
import type { TaskTools } from '#modules/task-tools.ts'

/** Longer than any process may be silent about a question and still come back to it. */
const silentForMs = 10 * 60_000
const batch = 200

/** Gives back what was reserved for questions that no process will finish, or whose update was given up. */
export async function releaseHolds({ sql, log }: TaskTools): Promise<void> {
  const released =
    (await releaseStale(sql, { silentForMs, limit: batch })) + (await releaseGivenUp(sql, { limit: batch }))
  if (released > 0) log.warn({ released }, 'Questions that no process finished were released')
}
