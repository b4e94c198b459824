const rules = new Intl.PluralRules('de')

export function german(count: number, one: string, other: string): string {
  return `${count.toLocaleString('de')} ${rules.select(count) === 'one' ? one : other}`
}
