import type { TaskTools } from '#modules/task-tools.ts'
import { dropBytes, releaseForgotten } from '#modules/images/outcome.ts'

/** Longer than an update is tried again in which something failed. */
const silentForMs = 60 * 60_000
const batch = 200
const keepHours = 24

/** Gives back what was reserved for pictures that were not finished or not brought into the chat, and deletes old bytes. */
export async function releaseImages({ sql, log }: TaskTools): Promise<void> {
  const released = await releaseForgotten(sql, { silentForMs, limit: batch })
  if (released > 0) log.warn({ released }, 'Pictures that were not finished were released')
  await dropBytes(sql, { keepHours })
}
