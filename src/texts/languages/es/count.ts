const rules = new Intl.PluralRules('es')

/** "1 crédito, 2 créditos, 1.000.000 de créditos". */
export function spanish(count: number, one: string, other: string): string {
  const form = rules.select(count)
  const word = form === 'one' ? one : form === 'many' ? `de ${other}` : other
  return `${count.toLocaleString('es')} ${word}`
}
