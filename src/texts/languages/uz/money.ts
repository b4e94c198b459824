import { dollars } from '#texts/dollars.ts'

export function inDollars(microDollars: number): string {
  const { sign, number } = dollars(microDollars, 'uz')
  return `${sign}${number} $`
}

/** Revenue less cost, and what is left. */
export function earned(revenue: number, cost: number): string {
  return `Daromad ${inDollars(revenue)}, modellar ${inDollars(cost)}, qoladi ${inDollars(revenue - cost)}`
}
