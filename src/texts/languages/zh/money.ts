import { dollars } from '#texts/dollars.ts'

export function inDollars(microDollars: number): string {
  const { sign, number } = dollars(microDollars, 'zh')
  return `${sign}$${number}`
}

/** Revenue less cost, and what is left. */
export function earned(revenue: number, cost: number): string {
  return `收入 ${inDollars(revenue)}，模型成本 ${inDollars(cost)}，结余 ${inDollars(revenue - cost)}`
}
