import { addDueRests } from '#modules/free-trial/rests.ts'
import type { TaskTools } from '#modules/task-tools.ts'

const batch = 500

export async function openTrials({ sql, log }: TaskTools): Promise<void> {
  const count = await addDueRests(sql, batch)
  if (count > 0) log.info({ count }, 'Trials have got their rest')
}
