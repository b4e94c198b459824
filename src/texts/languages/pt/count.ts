const rules = new Intl.PluralRules('pt-BR')

/** "1 crédito, 2 créditos, 1.000.000 de créditos". */
export function portuguese(count: number, one: string, other: string): string {
  const form = rules.select(count)
  const word = form === 'one' ? one : form === 'many' ? `de ${other}` : other
  return `${count.toLocaleString('pt-BR')} ${word}`
}

/** "1º de maio" for "1 de maio", which Intl writes. */
export function firstDay(date: string): string {
  return date.startsWith('1 ') ? `1º ${date.slice(2)}` : date
}
