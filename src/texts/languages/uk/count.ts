const rules = new Intl.PluralRules('uk')

/** "1 запитання, 2 запитання, 5 запитань": the number with the form that belongs to it. */
export function ukrainian(count: number, one: string, few: string, many: string): string {
  const form = rules.select(count)
  return `${count.toLocaleString('uk')} ${form === 'one' ? one : form === 'few' ? few : many}`
}
