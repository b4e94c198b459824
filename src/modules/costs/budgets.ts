import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'

/** What happens when a budget is used up: the owner has chosen it in the catalogue. */
type BudgetAction = 'cheaper' | 'no_trial' | 'stop'
type BudgetName = 'day' | 'month' | 'trial_day' | 'person_day'

export interface Budget {
  budget: BudgetName
  microDollars: number
  action: BudgetAction
}

/** A budget as a question reserves it; one that is not enforced is counted only. */
export interface Reserving {
  amount: number
  budgets: (Budget & { enforced: boolean })[]
}

/** The budgets that the owner has set, if any. */
export function budgetsOf({ money }: Catalog): Budget[] {
  const { day, month, trialDay, personDay } = money.budgets ?? {}
  const named = { day, month, trial_day: trialDay, person_day: personDay }
  return Object.entries(named).flatMap(([budget, set]) =>
    set ? [{ budget: budget as BudgetName, microDollars: set.microDollars, action: set.whenUsedUp }] : [],
  )
}

/** Those that a question counts for, paid like this. */
export function concerning(budgets: readonly Budget[], purse: string): Budget[] {
  return budgets.filter(({ budget }) => budget !== 'trial_day' || purse === 'trial')
}

/** The same as they are reserved. With no cheaper model to answer, one that asks for it only counts. */
export function reservingOf(
  budgets: readonly Budget[],
  purse: string,
  { hasCheaper }: { hasCheaper: boolean },
): Reserving['budgets'] {
  const isEnforced = { stop: true, cheaper: hasCheaper, no_trial: purse === 'trial' }
  return concerning(budgets, purse).map((budget) => ({ ...budget, enforced: isEnforced[budget.action] }))
}

/** Those of which everything is spent or reserved now. */
export async function usedUp(sql: Sql, budgets: readonly Budget[], telegramId: number): Promise<Budget[]> {
  if (budgets.length === 0) return []
  const rows = await sql<{ budget: BudgetName; committed: number }>`
    select budget, spent + reserved as committed
    from (select (now() at time zone 'UTC')::date as day) as today, budget_periods
    where (budget, starts_on, user_id) in (('day', day, 0), ('trial_day', day, 0), ('month', budget_start('month', day), 0),
      ('person_day', day, ${telegramId}))`
  return budgets.filter(({ budget, microDollars }) =>
    rows.some((row) => row.budget === budget && row.committed >= microDollars),
  )
}

/** Reserves in the caller's transaction. @throws an error for which `isUsedUp` holds when another question was quicker */
export async function reserveBudgets(
  sql: Sql,
  work: { userId: number; kind: string; id: number },
  reserving: Reserving,
): Promise<void> {
  await sql`select reserve_budgets(${work.userId}, ${work.kind}, ${work.id}, ${reserving.amount}, ${budgetsJson(reserving)}::jsonb)`
}

/** As `reserve_budgets` takes them. */
export function budgetsJson({ budgets }: Reserving): string {
  return JSON.stringify(
    budgets.map(({ budget, microDollars, action, enforced }) => ({
      budget,
      micro_dollars: microDollars,
      action,
      enforced,
    })),
  )
}

/** Whether a question was not written because a budget was used up in the same moment. */
export function isUsedUp(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'budget_used_up'
}

/** When a budget begins anew. */
export function nextStart({ budget }: Budget, now: Date): Date {
  return budget === 'month' ? new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)) : nextDay(now)
}

/** When the next day of all limits begins. */
export function nextDay(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1))
}

/** A budget that has come to a mark of which the owner was not told. */
interface Reached {
  budget: BudgetName
  startsOn: string
  /** 0: of everybody together. */
  userId: number
  percent: number
  spent: number
  limitMicroDollars: number
  action: BudgetAction
}

/** Takes them, oldest first; the caller tells of them in the same transaction. Of one person's budget only its end is news. */
export async function takeReachedBudgets(sql: Sql, limit: number): Promise<Reached[]> {
  return sql<Reached>`
    update budget_periods p set told_percent = p.reached_percent
    from (
      select * from budget_periods
      where told_percent < reached_percent and (budget <> 'person_day' or reached_percent = 100)
      order by budget, starts_on, user_id limit ${limit} for update
    ) as news
    where p.budget = news.budget and p.starts_on = news.starts_on and p.user_id = news.user_id
    returning p.budget, p.starts_on::text, p.user_id, p.reached_percent as percent, p.spent, p.limit_micro_dollars, p.action`
}

/** How far the budgets of everybody together are used now. */
export async function presentBudgets(
  sql: Sql,
): Promise<{ budget: BudgetName; limit: number; spent: number; reserved: number }[]> {
  return sql`
    select budget, limit_micro_dollars as limit, spent, reserved
    from (select (now() at time zone 'UTC')::date as day) as today, budget_periods
    where (budget, starts_on, user_id) in (('day', day, 0), ('trial_day', day, 0), ('month', budget_start('month', day), 0))`
}

/** Deletes what no question counts for any more. */
export async function deleteBudgetPeriods(sql: Sql, options: { keepDays: number }): Promise<void> {
  await sql`
    delete from budget_periods where starts_on < (now() at time zone 'UTC')::date - ${options.keepDays}::integer`
}
