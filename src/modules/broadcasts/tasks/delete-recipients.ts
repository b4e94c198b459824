import { deleteRecipients } from '#modules/broadcasts/recipients.ts'
import type { TaskTools } from '#modules/task-tools.ts'

const keepDays = 90
const atOnce = 10_000

/** Who got which broadcast is deleted after a time; the figures stay. */
export async function deleteOldRecipients({ sql, log }: TaskTools): Promise<void> {
  let deleted = 0
  for (;;) {
    const now = await deleteRecipients(sql, { keepDays, limit: atOnce })
    deleted += now
    if (now < atOnce) break
  }
  if (deleted > 0) log.info({ deleted }, 'Old recipients of broadcasts are deleted')
}
