const rules = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') }

/** "1 вопрос, 2 вопроса, 5 вопросов": the number with the form that belongs to it. */
export function russian(count: number, one: string, few: string, many: string): string {
  const form = rules.ru.select(count)
  return `${count.toLocaleString('ru')} ${form === 'one' ? one : form === 'few' ? few : many}`
}

export function english(count: number, one: string, other: string): string {
  return `${count.toLocaleString('en')} ${rules.en.select(count) === 'one' ? one : other}`
}

/** "+5" and "−3", with a real minus. */
export function signed(count: number): string {
  return count > 0 ? `+${count}` : String(count).replace('-', '−')
}
