/** A noun has one form for every number: Intl.PluralRules knows only "other" here. */
export function indonesian(count: number, noun: string): string {
  return `${count.toLocaleString('id')} ${noun}`
}
