import { takeReachedBudgets } from '#modules/costs/budgets.ts'
import { say } from '#modules/notifications/outbox.ts'
import type { TaskTools } from '#modules/task-tools.ts'

/** More than that are told of in the next minute. */
const batch = 20

/** Has the owners told how far the budgets are spent, once for each mark. */
export async function tellBudgets({ sql }: TaskTools): Promise<void> {
  await sql.transaction(async (sql) => {
    for (const { startsOn, ...data } of await takeReachedBudgets(sql, batch))
      await say(sql, {
        key: ['budget', data.budget, startsOn, data.userId, data.limitMicroDollars, data.percent].join(':'),
        to: 'owners',
        kind: 'budget_reached',
        data,
      })
  })
}
