import { deleteOldRecipients } from './broadcasts/tasks/delete-recipients.ts'
import { countGrowthMonth, countLatestGrowth } from './campaigns/tasks/count-growth.ts'
import { deleteSessions } from './cabinet/tasks/delete-sessions.ts'
import { endRenewals } from './payments/tasks/end-renewals.ts'
import { deleteFreeDays } from './free-trial/tasks/delete-free-days.ts'
import { findBursts } from './free-trial/tasks/find-bursts.ts'
import { openTrials } from './free-trial/tasks/open-trials.ts'
import { tellFreeMessages } from './free-trial/tasks/tell-free-messages.ts'
import { endGuestQueries } from './guests/tasks/end-guest-queries.ts'
import { deleteTexts } from './questions/tasks/delete-texts.ts'
import { deleteOldNotices } from './notifications/tasks/delete-notices.ts'
import { deleteBudgets } from './costs/tasks/delete-budgets.ts'
import { deleteLeftFiles } from './attachments/tasks/delete-files.ts'
import { deleteUpdateIds } from './maintenance/tasks/delete-update-ids.ts'
import { keepEventLog } from './events/tasks/keep-event-log.ts'
import { reconcilePayments } from './payments/tasks/reconcile-payments.ts'
import { releaseVoices } from './voice-answers/tasks/release-voices.ts'
import { readConversations } from './memory/tasks/read-conversations.ts'
import { releaseImages } from './images/tasks/release-images.ts'
import { deleteSchedules } from './schedules/tasks/delete-schedules.ts'
import { fireSchedules } from './schedules/tasks/fire-schedules.ts'
import { sendReports } from './owner/tasks/send-reports.ts'
import { countLatestDays, countMonth } from './owner/tasks/count-days.ts'
import { returnGifts } from './gifts/tasks/return-gifts.ts'
import { rewardInviters } from './referrals/tasks/reward-inviters.ts'
import { releaseHolds } from './questions/tasks/release-holds.ts'
import { remindSubscribers } from './notifications/tasks/remind-subscribers.ts'
import { sendRefunds } from './payments/tasks/send-refunds.ts'
import { tellBudgets } from './costs/tasks/tell-budgets.ts'
import { countEndedExperiments, countRunningExperiments } from './experiments/tasks/count-experiments.ts'
import { winBack } from './win-back/tasks/win-back.ts'
import { watchModels, type WatchTools } from './catalog/tasks/watch-models.ts'

interface Task {
  cron: string
  run: (tools: WatchTools) => Promise<void>
  needsTelegram?: true
  /** Its statements read much of a table and may take minutes. */
  readsMuch?: true
}

/**
 * Everything that happens by the clock, in UTC. A task may run twice or late: each looks at the state, not at the time. The
 * names are those of queues in the database and of the worker's command line; a worker removes those that are gone.
 */
export const tasks: Record<string, Task> = {
  'release-holds': { cron: '* * * * *', run: releaseHolds },
  'release-voices': { cron: '*/10 * * * *', run: releaseVoices },
  'fire-schedules': { cron: '* * * * *', run: (tools) => fireSchedules(tools, new Date()) },
  'release-images': { cron: '*/10 * * * *', run: releaseImages },
  'read-conversations': { cron: '* * * * *', run: readConversations },
  'end-guest-queries': { cron: '* * * * *', run: endGuestQueries, needsTelegram: true },
  'send-refunds': { cron: '* * * * *', run: sendRefunds, needsTelegram: true },
  'end-renewals': { cron: '* * * * *', run: endRenewals, needsTelegram: true },
  'reconcile-payments': { cron: '23 * * * *', run: reconcilePayments, needsTelegram: true },
  'remind-subscribers': { cron: '*/10 * * * *', run: remindSubscribers },
  'return-gifts': { cron: '*/10 * * * *', run: returnGifts },
  'reward-inviters': { cron: '*/10 * * * *', run: rewardInviters },
  'win-back': { cron: '*/10 * * * *', run: winBack },
  'tell-budgets': { cron: '* * * * *', run: tellBudgets },
  'tell-free-messages': { cron: '* * * * *', run: tellFreeMessages },
  'find-bursts': { cron: '*/5 * * * *', run: findBursts },
  'open-trials': { cron: '* * * * *', run: openTrials },
  // It asks each provider once a day, and in every run when an end is close.
  'watch-models': { cron: '37 * * * *', run: (tools) => watchModels(tools, new Date()) },
  'count-days': { cron: '*/5 * * * *', run: countLatestDays, readsMuch: true },
  'send-reports': { cron: '2-59/5 * * * *', run: sendReports },
  'count-month': { cron: '53 3 * * *', run: countMonth, readsMuch: true },
  'count-growth': { cron: '*/5 * * * *', run: countLatestGrowth, readsMuch: true },
  'count-growth-month': { cron: '7 4 * * *', run: countGrowthMonth, readsMuch: true },
  'count-experiments': { cron: '*/5 * * * *', run: countRunningExperiments, readsMuch: true },
  'count-ended-experiments': { cron: '19 4 * * *', run: countEndedExperiments, readsMuch: true },
  'delete-updates': { cron: '17 * * * *', run: deleteUpdateIds },
  'delete-notices': { cron: '29 3 * * *', run: deleteOldNotices },
  'delete-recipients': { cron: '31 3 * * *', run: deleteOldRecipients },
  'delete-texts': { cron: '41 3 * * *', run: deleteTexts },
  'delete-files': { cron: '*/10 * * * *', run: deleteLeftFiles },
  'delete-budgets': { cron: '29 3 * * *', run: deleteBudgets },
  'delete-schedules': { cron: '37 3 * * *', run: deleteSchedules },
  'delete-free-days': { cron: '33 3 * * *', run: deleteFreeDays },
  'delete-sessions': { cron: '47 * * * *', run: deleteSessions },
  'keep-event-log': { cron: '5 3 * * *', run: keepEventLog },
}
