import { deleteBudgetPeriods } from '#modules/costs/budgets.ts'
import type { TaskTools } from '#modules/task-tools.ts'

/** Longer than a month and an answer that ends in the next one. */
const keepDays = 40

export async function deleteBudgets({ sql }: TaskTools): Promise<void> {
  await deleteBudgetPeriods(sql, { keepDays })
}
