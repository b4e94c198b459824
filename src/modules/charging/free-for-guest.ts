import type { Sql } from '#platform/database/sql.ts'
import type { Prompt } from '#platform/models/prompt.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { budgetsOf, concerning, usedUp } from '#modules/costs/budgets.ts'
import { cheapestOf } from '#modules/costs/quote.ts'
import { type FreeLimits, freeForGuest as scopesForGuest } from '#modules/free-trial/free-messages.ts'
import { type Chosen, reservingFor } from './within-budgets.ts'

type Free = Omit<Extract<Chosen, { model: unknown }>, 'allowed'>

/**
 * The one answer of a day that people have for nothing where the bot is no member: by the cheapest model, and of every budget
 * of the owner. Undefined: none is left for this person, or the question is too long for it.
 */
export async function freeForGuest(
  sql: Sql,
  catalog: Catalog,
  { telegramId, prompt, limits }: { telegramId: number; prompt: Prompt; limits: FreeLimits },
): Promise<Free | undefined> {
  const free = await scopesForGuest(sql, { telegramId, limits })
  if (!free) return undefined
  const now = new Date()
  const budgets = budgetsOf(catalog)
  const payment = { purse: 'credits', price: 0 } as const
  const full = concerning(await usedUp(sql, budgets, telegramId), payment.purse)
  if (full.some(({ action }) => action !== 'cheaper')) return undefined
  const model = cheapestOf(catalog, now)
  if (await prompt.isTooLong(model)) return undefined
  const found = { model, payment, extraTokens: 0 }
  const reserving = budgets.length === 0 ? null : reservingFor(catalog, budgets, { ...found, seconds: 0 }, now)
  return { ...found, wantedModel: null, reserving, free }
}
