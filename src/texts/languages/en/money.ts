import { dollars } from '#texts/dollars.ts'

export function inDollars(microDollars: number): string {
  const { sign, number } = dollars(microDollars, 'en')
  return `${sign}$${number}`
}

/** Revenue less cost, and what is left. */
export function earned(revenue: number, cost: number): string {
  return `Revenue ${inDollars(revenue)}, models ${inDollars(cost)}, left ${inDollars(revenue - cost)}`
}
