import type { TaskTools } from '#modules/task-tools.ts'
import { returnUnopened } from '#modules/gifts/return-gifts.ts'

const batch = 100

export async function returnGifts({ sql, log }: TaskTools): Promise<void> {
  const count = await returnUnopened(sql, batch)
  if (count > 0) log.info({ count }, 'Gifts that nobody opened went to their givers')
}
