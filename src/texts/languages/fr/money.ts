import { dollars } from '#texts/dollars.ts'

export function inDollars(microDollars: number): string {
  const { sign, number } = dollars(microDollars, 'fr')
  return `${sign}${number} $`
}

/** Revenue less cost, and what is left. */
export function earned(revenue: number, cost: number): string {
  return `Recettes ${inDollars(revenue)}, modèles ${inDollars(cost)}, reste ${inDollars(revenue - cost)}`
}
