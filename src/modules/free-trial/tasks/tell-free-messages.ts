import { freeUses } from '#modules/free-trial/free-messages.ts'
import { linkOf } from '#modules/free-trial/links.ts'
import { say } from '#modules/notifications/outbox.ts'
import type { TaskTools } from '#modules/task-tools.ts'

/** More links than that are told of in the cabinet only. */
const most = 20
/** The owners are told at this mark and at the end. */
const nearlyUsed = 80

/** Tells the owners how far the free messages of the day are used, once for each mark of each limit. */
export async function tellFreeMessages({ sql }: Pick<TaskTools, 'sql'>): Promise<void> {
  for (const { day, scope, limit, used } of await freeUses(sql, { percent: nearlyUsed, most })) {
    const percent = used >= limit ? 100 : nearlyUsed
    await say(sql, {
      key: ['free_messages', day, scope, limit, percent].join(':'),
      to: 'owners',
      kind: 'free_messages_used',
      data: { link: scope === 'everybody' ? null : linkOf(scope), percent, used, limit },
    })
  }
}
