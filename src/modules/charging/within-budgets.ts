import type { Sql } from '#platform/database/sql.ts'
import type { Catalog, Model } from '#modules/catalog/catalog.ts'
import { isDearer, type Means, type NoAccess, type Price, quote } from './access.ts'
import { type Budget, budgetsOf, concerning, nextStart, type Reserving, usedUp } from '#modules/costs/budgets.ts'
import { cheapestOf, mostOf } from '#modules/costs/quote.ts'
import { roomOf, type WantedAnswer } from '#modules/catalog/price-of.ts'
import type { Prompt } from '#platform/models/prompt.ts'

export type Chosen =
  | {
      model: Model
      payment: Price
      extraTokens: number
      wantedModel: string | null
      reserving: Reserving | null
      /** What the person may pay with. */
      allowed: Means
    }
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
  question: {
    telegramId: number
    means: Means
    model: Model
    prompt: Prompt
    wanted: WantedAnswer
    wantedOf: WantedOf
  },
): Promise<Chosen> {
  const { telegramId, means, model, prompt, wanted, wantedOf } = question
  const wished = quote(means, wanted)
  const budgets = budgetsOf(catalog)
  if ('refused' in wished) return wished
  if (budgets.length === 0)
    return {
      model,
      payment: wished,
      extraTokens: wanted.extraTokens,
      wantedModel: null,
      reserving: null,
      allowed: means,
    }
  const now = new Date()
  const full = await usedUp(sql, budgets, telegramId)
  const noTrial = full.find(({ action }) => action === 'no_trial')
  const allowed: Means = noTrial && means.trial ? { ...means, trial: { ...means.trial, left: 0 } } : means
  const payment = quote(allowed, wanted)
  if ('refused' in payment) return waitFor(noTrial!, 'trial_paused', wished, now)
  const found = await cheaperWhereAsked({ catalog, allowed, model, payment, wanted, full, now, prompt, wantedOf })
  const stops = concerning(full, (found ?? { payment }).payment.purse).find(({ action }) => action === 'stop')
  if (stops) return waitFor(stops, 'budget_used_up', payment, now)
  if (!found)
    return waitFor(
      full.find(({ action }) => action === 'cheaper')!,
      'budget_used_up',
      payment,
      now,
    )
  const reserving = reservingFor(catalog, budgets, { ...found, seconds: wanted.seconds }, now)
  return { ...found, wantedModel: found.model === model ? null : model.id, reserving, allowed }
}

/** What the same question is with another model; undefined: more than that takes in. */
export type WantedOf = (model: Model) => WantedAnswer | undefined

interface Found {
  model: Model
  payment: Price
  extraTokens: number
}

/** The model that was asked for, or the cheapest one; undefined when it cannot take the question, or the person would have to agree to its price. */
async function cheaperWhereAsked(question: {
  catalog: Catalog
  allowed: Means
  model: Model
  payment: Price
  wanted: WantedAnswer
  full: Budget[]
  now: Date
  prompt: Prompt
  wantedOf: WantedOf
}): Promise<Found | undefined> {
  const { catalog, allowed, model, payment, wanted, full, now, prompt, wantedOf } = question
  const asked = { model, payment, extraTokens: wanted.extraTokens }
  if (!concerning(full, payment.purse).some(({ action }) => action === 'cheaper')) return asked
  const cheapest = cheapestOf(catalog, now)
  if (cheapest === model) return asked
  const instead = wantedOf(cheapest)
  if (!instead || (await prompt.isTooLong(roomOf(cheapest, { ...instead, isSpoken: instead.seconds > 0 }))))
    return undefined
  const price = quote(allowed, instead)
  if ('refused' in price || isDearer(price, payment)) return undefined
  return { model: cheapest, payment: price, extraTokens: instead.extraTokens }
}

function reservingFor(
  catalog: Catalog,
  budgets: Budget[],
  { model, payment, extraTokens, seconds }: Found & { seconds: number },
  now: Date,
): Reserving {
  const isCheapest = model === cheapestOf(catalog, now)
  const isEnforced = {
    stop: true,
    cheaper: !isCheapest,
    no_trial: payment.purse === 'trial',
  }
  return {
    amount: mostOf(catalog, model, { extraTokens, seconds }, now),
    budgets: concerning(budgets, payment.purse).map((budget) => ({ ...budget, enforced: isEnforced[budget.action] })),
  }
}

function waitFor(budget: Budget, refused: 'budget_used_up' | 'trial_paused', price: Price, now: Date): Chosen {
  return { refused, resumesAt: nextStart(budget, now), price }
}
