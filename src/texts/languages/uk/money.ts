import { dollars } from '#texts/dollars.ts'

export function inDollars(microDollars: number): string {
  const { sign, number } = dollars(microDollars, 'uk')
  return `${sign}${number} $`
}

/** Revenue less cost, and what is left. */
export function earned(revenue: number, cost: number): string {
  return `Дохід ${inDollars(revenue)}, моделі ${inDollars(cost)}, залишається ${inDollars(revenue - cost)}`
}
