import { dollars } from '#texts/dollars.ts'

export function inDollars(microDollars: number): string {
  const { sign, number } = dollars(microDollars, 'kk')
  return `${sign}${number} $`
}

/** Revenue less cost, and what is left. */
export function earned(revenue: number, cost: number): string {
  return `Кіріс ${inDollars(revenue)}, модельдер ${inDollars(cost)}, қалады ${inDollars(revenue - cost)}`
}
