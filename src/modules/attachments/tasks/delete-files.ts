import { forgetFiles } from '#modules/attachments/attachment.ts'
import type { TaskTools } from '#modules/task-tools.ts'

/** Pictures whose process died before it could delete them, and files of questions that were never asked. */
export async function deleteLeftFiles({ sql, log }: TaskTools): Promise<void> {
  const forgotten = await forgetFiles(sql)
  if (forgotten > 0) log.debug({ forgotten }, 'Files of questions that were not asked were forgotten')
}
