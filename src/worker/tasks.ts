import { forgetUpdates } from './tasks/forget-updates.ts'
import { keepEventLog } from './tasks/keep-event-log.ts'
import { releaseHolds } from './tasks/release-holds.ts'
import type { TaskTools } from './tools.ts'

/** Everything that happens by the clock, in UTC. A task may run twice or late: each looks at the state, not at the time. */
export const tasks: Record<string, { cron: string; run: (tools: TaskTools) => Promise<void> }> = {
  'release-holds': { cron: '* * * * *', run: releaseHolds },
  'forget-updates': { cron: '17 * * * *', run: forgetUpdates },
  'keep-event-log': { cron: '5 3 * * *', run: keepEventLog },
}
