import { dollars } from '#texts/dollars.ts'

export function inDollars(microDollars: number): string {
  const { sign, number } = dollars(microDollars, 'de')
  return `${sign}${number} $`
}

/** Revenue less cost, and what is left. */
export function earned(revenue: number, cost: number): string {
  return `Einnahmen ${inDollars(revenue)}, Modelle ${inDollars(cost)}, es bleiben ${inDollars(revenue - cost)}`
}
