import { noteToldOwner, type OwnerAlert, untoldAlerts } from '#modules/notifications/owner-alerts.ts'
import { judge } from '#platform/telegram/telegram-error.ts'
import { findUser } from '#modules/users/users.ts'
import { refusedProviderText } from '#texts/worker.ts'
import type { TaskTools } from '#modules/task-tools.ts'

/** Writes to the owners what only they can change. What Telegram could not take now is tried again at the next run. */
export async function tellOwners(tools: TaskTools): Promise<void> {
  if (!tools.telegram || tools.config.adminIds.length === 0) return
  for (const alert of await untoldAlerts(tools.sql))
    if (await tellAll(tools, alert)) await noteToldOwner(tools.sql, alert)
}

/** Whether nobody is left who could still be told. */
async function tellAll({ sql, telegram, config, log }: TaskTools, alert: OwnerAlert): Promise<boolean> {
  let isTold = true
  for (const owner of config.adminIds) {
    const language = (await findUser(sql, owner))?.language ?? 'en'
    try {
      await telegram!.sendMessage(owner, refusedProviderText(language, alert))
    } catch (error) {
      log.warn({ err: error, owner }, 'An owner could not be told')
      isTold &&= judge(error).kind === 'refused'
    }
  }
  return isTold
}
