import { findBursts as find } from '#modules/free-trial/bursts.ts'
import type { TaskTools } from '#modules/task-tools.ts'

export async function findBursts({ sql, log }: TaskTools): Promise<void> {
  const count = await find(sql)
  if (count > 0) log.warn({ count }, 'Accounts come in bursts that look like a farm')
}
