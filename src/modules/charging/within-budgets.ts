import type { Sql } from '#platform/database/sql.ts'
import type { Catalog, Model } from '#modules/catalog/catalog.ts'
import { isDearer, type Means, type NoAccess, type Price, quote } from './access.ts'
import {
  type Budget,
  budgetsOf,
  concerning,
  nextDay,
  nextStart,
  type Reserving,
  reservingOf,
  usedUp,
} from '#modules/costs/budgets.ts'
import { cheapestOf, mostOf } from '#modules/costs/quote.ts'
import { roomOf, type WantedAnswer } from '#modules/catalog/price-of.ts'
import { type FreeLimits, type FreeScope, freeToday } from '#modules/free-trial/free-messages.ts'
import type { Prompt } from '#platform/models/prompt.ts'

export type Chosen =
  | {
      model: Model
      payment: Price
      extraTokens: number
      wantedModel: string | null
      reserving: Reserving | null
      /** What it counts for when the trial pays for it. */
      free: FreeScope[]
      /** What the person may pay with. */
      allowed: Means
    }
  | { refused: Exclude<NoAccess, 'trial_continues'> }
  | Later

/** There is no answer before this moment; what it would cost the person then. */
export interface Later {
  /** By the owner's budgets, by the limits of free messages, or until the rest of the trial comes. */
  refused: 'budget_used_up' | 'trial_paused' | 'trial_continues'
  /** Null: it is not known. */
  resumesAt: Date | null
  price: Price
}

/**
 * Which model answers and what pays for it. Where a budget of the owner is used up, what they have chosen for that happens;
 * without budgets nothing is read and nothing reserved for them. What the trial pays for is within the free messages of the day.
 */
export async function withinBudgets(
  sql: Sql,
  catalog: Catalog,
  question: {
    telegramId: number
    means: Means
    model: Model
    prompt: Pick<Prompt, 'isTooLong'>
    wanted: WantedAnswer
    wantedOf: WantedOf
    freeLimits: FreeLimits
  },
): Promise<Chosen> {
  const { telegramId, means, model, prompt, wanted, wantedOf, freeLimits } = question
  const wished = quote(means, wanted)
  if ('refused' in wished) return refusalOf(wished.refused, means, wanted)
  const now = new Date()
  const budgets = budgetsOf(catalog)
  const full = await usedUp(sql, budgets, telegramId)
  const free = await freeFor(sql, { telegramId, means, wished, full, limits: freeLimits })
  const noTrial = full.find(({ action }) => action === 'no_trial')
  const isTrialOff = noTrial !== undefined || free.isPaused || !free.isRoom
  const allowed: Means = isTrialOff && means.trial ? { ...means, trial: { ...means.trial, left: 0, rest: 0 } } : means
  const payment = quote(allowed, wanted)
  if ('refused' in payment)
    return {
      refused: 'trial_paused',
      resumesAt: free.isPaused ? null : noTrial ? nextStart(noTrial, now) : nextDay(now),
      price: wished,
    }
  const found = await cheaperWhereAsked({ catalog, allowed, model, payment, wanted, full, now, prompt, wantedOf })
  const stops = concerning(full, (found ?? { payment }).payment.purse).find(({ action }) => action === 'stop')
  if (stops) return waitFor(stops, payment, now)
  if (!found)
    return waitFor(
      full.find(({ action }) => action === 'cheaper')!,
      payment,
      now,
    )
  const reserving =
    budgets.length === 0 ? null : reservingFor(catalog, budgets, { ...found, seconds: wanted.seconds }, now)
  return {
    ...found,
    wantedModel: found.model === model ? null : model.id,
    reserving,
    free: found.payment.purse === 'trial' ? free.scopes : [],
    allowed,
  }
}

/** What is left of the free messages where the trial pays, or may pay for a cheaper model; nothing is read for others. */
async function freeFor(
  sql: Sql,
  question: { telegramId: number; means: Means; wished: Price; full: Budget[]; limits: FreeLimits },
) {
  const { telegramId, means, wished, full, limits } = question
  const isFree = wished.purse === 'trial'
  const mayBeFree = means.trial !== null && full.some(({ action }) => action === 'cheaper')
  if (!isFree && !mayBeFree) return { scopes: [], isRoom: true, isPaused: false }
  return freeToday(sql, { telegramId, messages: isFree ? wished.price : 1, limits })
}

/** Nothing pays for it; what the rest of the trial will pay for has a time. */
export function refusalOf(
  refused: NoAccess,
  { trial }: Means,
  { trialMessages }: Pick<WantedAnswer, 'trialMessages'>,
): { refused: Exclude<NoAccess, 'trial_continues'> } | Later {
  if (refused !== 'trial_continues') return { refused }
  return { refused, resumesAt: trial!.restAt, price: { purse: 'trial', price: trialMessages! } }
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
  prompt: Pick<Prompt, 'isTooLong'>
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

/** What an answer may cost the owner at most, and the budgets that it counts for. */
export function reservingFor(
  catalog: Catalog,
  budgets: Budget[],
  { model, payment, extraTokens, seconds }: Found & { seconds: number },
  now: Date,
): Reserving {
  return {
    amount: mostOf(catalog, model, { extraTokens, seconds }, now),
    budgets: reservingOf(budgets, payment.purse, { hasCheaper: model !== cheapestOf(catalog, now) }),
  }
}

function waitFor(budget: Budget, price: Price, now: Date): Later {
  return { refused: 'budget_used_up', resumesAt: nextStart(budget, now), price }
}
