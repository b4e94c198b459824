import { forgetOldTexts } from '#modules/my-data/forget.ts'
import { forgetWaiting } from '#modules/questions/answer/waiting.ts'
import type { TaskTools } from '#modules/task-tools.ts'

const atOnce = 1_000

/** Texts are kept as long as the owner wants; what was asked, paid and answered stays counted without them. */
export async function forgetTexts({ sql, config, log }: TaskTools): Promise<void> {
  await forgetWaiting(sql)
  if (config.keepTextsDays === null) return
  let forgotten = 0
  for (;;) {
    const count = await forgetOldTexts(sql, { days: config.keepTextsDays, limit: atOnce })
    forgotten += count
    if (count < atOnce) break
  }
  if (forgotten > 0) log.info({ questions: forgotten }, 'Old texts were deleted')
}
