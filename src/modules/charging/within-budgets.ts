import type { Sql } from '#platform/database/sql.ts'
import type { Catalog, Model } from '#modules/catalog/catalog.ts'
import { isDearer, type Means, type NoAccess, type Price, quote } from './access.ts'
import { type Budget, budgetsOf, concerning, nextStart, type Reserving, usedUp } from '#modules/costs/budgets.ts'
import { cheapestOf, mostOf } from '#modules/costs/quote.ts'
import type { Prompt } from '#platform/models/prompt.ts'

export type Chosen =
  | { model: Model; payment: Price; wantedModel: string | null; reserving: Reserving | null }
  | { refused: NoAccess }
  /** The owner's budgets allow no answer before this moment; what it would cost the person then. */
  | { refused: 'budget_used_up' | 'trial_paused'; resumesAt: Date; price: Price }

/**
 * Which model answers and what pays for it. Where a budget of the owner is used up, what they have chosen for that happens;
 * without budgets nothing is read and nothing reserved.
 */
export async function withinBudgets(
  sql: Sql,
  catalog: Catalog,
  question: { telegramId: number; means: Means; model: Model; prompt: Prompt },
): Promise<Chosen> {
  const { telegramId, means, model, prompt } = question
  const wished = quote(means, model)
  const budgets = budgetsOf(catalog)
  if ('refused' in wished) return wished
  if (budgets.length === 0) return { model, payment: wished, wantedModel: null, reserving: null }
  const now = new Date()
  const full = await usedUp(sql, budgets, telegramId)
  const noTrial = full.find(({ action }) => action === 'no_trial')
  const allowed: Means = noTrial && means.trial ? { ...means, trial: { ...means.trial, left: 0 } } : means
  const payment = quote(allowed, model)
  if ('refused' in payment) return waitFor(noTrial!, 'trial_paused', wished, now)
  const found = await cheaperWhereAsked({ catalog, allowed, model, payment, full, now, prompt })
  const stops = concerning(full, (found ?? { payment }).payment.purse).find(({ action }) => action === 'stop')
  if (stops) return waitFor(stops, 'budget_used_up', payment, now)
  if (!found)
    return waitFor(
      full.find(({ action }) => action === 'cheaper')!,
      'budget_used_up',
      payment,
      now,
    )
  const reserving = reservingFor(catalog, budgets, found, now)
  return { ...found, wantedModel: found.model === model ? null : model.id, reserving }
}

/** The model that was asked for, or the cheapest one; undefined when it cannot take the question, or the person would have to agree to its price. */
async function cheaperWhereAsked(question: {
  catalog: Catalog
  allowed: Means
  model: Model
  payment: Price
  full: Budget[]
  now: Date
  prompt: Prompt
}): Promise<{ model: Model; payment: Price } | undefined> {
  const { catalog, allowed, model, payment, full, now, prompt } = question
  if (!concerning(full, payment.purse).some(({ action }) => action === 'cheaper')) return { model, payment }
  const cheapest = cheapestOf(catalog, now)
  if (cheapest === model) return { model, payment }
  const price = quote(allowed, cheapest)
  if (await prompt.isTooLong(cheapest)) return undefined
  return 'refused' in price || isDearer(price, payment) ? undefined : { model: cheapest, payment: price }
}

function reservingFor(
  catalog: Catalog,
  budgets: Budget[],
  { model, payment }: { model: Model; payment: Price },
  now: Date,
): Reserving {
  const isCheapest = model === cheapestOf(catalog, now)
  const isEnforced = {
    stop: true,
    cheaper: !isCheapest,
    no_trial: payment.purse === 'trial',
  }
  return {
    amount: mostOf(catalog, model, now),
    budgets: concerning(budgets, payment.purse).map((budget) => ({ ...budget, enforced: isEnforced[budget.action] })),
  }
}

function waitFor(budget: Budget, refused: 'budget_used_up' | 'trial_paused', price: Price, now: Date): Chosen {
  return { refused, resumesAt: nextStart(budget, now), price }
}
