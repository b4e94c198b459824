import { dollars } from '#texts/dollars.ts'

export function inDollars(microDollars: number): string {
  const { sign, number } = dollars(microDollars, 'tr')
  return `${sign}$${number}`
}

/** Revenue less cost, and what is left. */
export function earned(revenue: number, cost: number): string {
  return `Gelir ${inDollars(revenue)}, modeller ${inDollars(cost)}, kalan ${inDollars(revenue - cost)}`
}
