const rules = new Intl.PluralRules('fr')

/** "0 crédit, 1 crédit, 2 crédits, 1 000 000 de crédits". */
export function french(count: number, one: string, other: string): string {
  const form = rules.select(count)
  const word = form === 'one' ? one : form === 'many' ? `de ${other}` : other
  return `${count.toLocaleString('fr')} ${word}`
}

/** "1er mai" for "1 mai", which Intl writes. */
export function firstDay(date: string): string {
  return date.startsWith('1 ') ? `1er ${date.slice(2)}` : date
}
