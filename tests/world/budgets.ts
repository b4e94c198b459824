import type { Catalog } from '#modules/catalog/catalog.ts'

const endless = { microDollars: 1_000_000_000_000, whenUsedUp: 'stop' as const }

/** The same catalogue with every budget, and nothing can use one up. */
export function withEndlessBudgets<Of extends Catalog>(catalog: Of): Of {
  const budgets = { day: endless, month: endless, trialDay: endless, personDay: endless }
  return { ...catalog, money: { ...catalog.money, budgets } }
}
