import { dollars } from '#texts/dollars.ts'

export function inDollars(microDollars: number): string {
  const { sign, number } = dollars(microDollars, 'pt-BR')
  return `${sign}US$ ${number}`
}

/** Revenue less cost, and what is left. */
export function earned(revenue: number, cost: number): string {
  return `Receita ${inDollars(revenue)}, modelos ${inDollars(cost)}, restam ${inDollars(revenue - cost)}`
}
