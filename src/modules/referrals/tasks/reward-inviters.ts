import type { TaskTools } from '#modules/task-tools.ts'
import { rewardInviters as reward } from '#modules/referrals/reward.ts'

const batch = 100

export async function rewardInviters({ sql, log }: TaskTools): Promise<void> {
  const count = await reward(sql, batch)
  if (count > 0) log.info({ count }, 'Invitations were rewarded')
}
