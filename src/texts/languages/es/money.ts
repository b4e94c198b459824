import { dollars } from '#texts/dollars.ts'

export function inDollars(microDollars: number): string {
  const { sign, number } = dollars(microDollars, 'es')
  return `${sign}${number} $`
}

/** Revenue less cost, and what is left. */
export function earned(revenue: number, cost: number): string {
  return `Ingresos ${inDollars(revenue)}, modelos ${inDollars(cost)}, quedan ${inDollars(revenue - cost)}`
}
