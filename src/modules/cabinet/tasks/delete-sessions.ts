import type { TaskTools } from '#modules/task-tools.ts'
import { deleteOldRoleLinks } from '#modules/users/first-owner.ts'
import { deleteOldSessions } from '#modules/cabinet/session/sessions.ts'

export async function deleteSessions({ sql }: TaskTools): Promise<void> {
  await deleteOldSessions(sql)
  await deleteOldRoleLinks(sql)
}
