import { dollars } from '#texts/dollars.ts'

export function inDollars(microDollars: number): string {
  const { sign, number } = dollars(microDollars, 'ru')
  return `${sign}${number} $`
}

/** Revenue less cost, and what is left. */
export function earned(revenue: number, cost: number): string {
  return `Доход ${inDollars(revenue)}, модели ${inDollars(cost)}, остаётся ${inDollars(revenue - cost)}`
}
