import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import type { Wanted } from '#modules/catalog/price-of.ts'
import {
  budgetsOf,
  concerning,
  isUsedUp,
  nextDay,
  nextStart,
  reserveBudgets,
  type Reserving,
  reservingOf,
  usedUp,
} from '#modules/costs/budgets.ts'
import {
  type FreeLimits,
  type FreeScope,
  freeToday,
  isFreeUsedUp,
  takeFree,
} from '#modules/free-trial/free-messages.ts'
import { findMeans, type NoAccess, type Price, quote } from './access.ts'
import { reserve, type Work } from './work.ts'

/** What pays for a piece of work, and what is reserved with its price. */
interface Paid {
  payment: Price
  reserving: Reserving | null
  /** What it counts for when the trial pays for it. */
  free: FreeScope[]
}

/** Why nothing pays for it now, with its price; the moment is absent where it is not known. */
export interface Unpaid {
  refused: NoAccess | 'budget_used_up' | 'trial_paused'
  price: Price
  resumesAt?: Date
}

/** What pays for work that no cheaper model can do, such as a picture. A budget that asks for a cheaper one only counts it. */
export async function payFor(
  sql: Sql,
  { catalog, freeLimits }: { catalog: Catalog; freeLimits: FreeLimits },
  {
    telegramId,
    wanted,
    mostCost,
  }: {
    telegramId: number
    wanted: Wanted
    /** What it may cost the owner; null: nothing more. */
    mostCost: number | null
  },
): Promise<Paid | Unpaid> {
  const now = new Date()
  const means = (await findMeans(sql, telegramId, catalog))!
  const wished = quote(means, wanted)
  if ('refused' in wished) return { refused: wished.refused, price: { purse: 'credits', price: wanted.priceCredits } }
  const budgets = mostCost === null ? [] : budgetsOf(catalog)
  const full = await usedUp(sql, budgets, telegramId)
  const noTrial = full.find(({ action }) => action === 'no_trial')
  const isFree = wished.purse === 'trial'
  const free = isFree ? await freeToday(sql, { telegramId, messages: wished.price, limits: freeLimits }) : undefined
  const isTrialOff = free !== undefined && (noTrial !== undefined || free.isPaused || !free.isRoom)
  const payment = isTrialOff ? quote({ ...means, trial: null }, wanted) : wished
  if ('refused' in payment) {
    const resumesAt = free!.isPaused ? undefined : noTrial ? nextStart(noTrial, now) : nextDay(now)
    return { refused: 'trial_paused', price: wished, ...(resumesAt ? { resumesAt } : {}) }
  }
  const { purse } = payment
  const stops = concerning(full, purse).find(({ action }) => action === 'stop')
  if (stops) return { refused: 'budget_used_up', price: payment, resumesAt: nextStart(stops, now) }
  return {
    payment,
    reserving:
      mostCost === null || budgets.length === 0
        ? null
        : { amount: mostCost, budgets: reservingOf(budgets, purse, { hasCheaper: false }) },
    free: purse === 'trial' ? free!.scopes : [],
  }
}

/** Takes all of it in the caller's transaction. @throws what `decided` catches when others were quicker */
export async function reservePaid(sql: Sql, work: Work, { reserving, free }: Paid): Promise<void> {
  await reserve(sql, work)
  if (free.length > 0) await takeFree(sql, work, free)
  if (reserving) await reserveBudgets(sql, work, reserving)
}

/** Decides and reserves in one transaction; once more when another person has just taken the rest of a budget or of the free messages. */
export async function decided<Decision>(sql: Sql, decide: (sql: Sql) => Promise<Decision>): Promise<Decision> {
  try {
    return await sql.transaction(decide)
  } catch (error) {
    if (!isUsedUp(error) && !isFreeUsedUp(error)) throw error
    return sql.transaction(decide)
  }
}
