import { dollars } from '#texts/dollars.ts'

export function inDollars(microDollars: number): string {
  const { sign, number } = dollars(microDollars, 'id')
  return `${sign}US$${number}`
}

/** Revenue less cost, and what is left. */
export function earned(revenue: number, cost: number): string {
  return `Pendapatan ${inDollars(revenue)}, model ${inDollars(cost)}, sisa ${inDollars(revenue - cost)}`
}
