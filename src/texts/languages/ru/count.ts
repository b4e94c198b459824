const rules = new Intl.PluralRules('ru')

/** "1 вопрос, 2 вопроса, 5 вопросов": the number with the form that belongs to it. */
export function russian(count: number, one: string, few: string, many: string): string {
  const form = rules.select(count)
  return `${count.toLocaleString('ru')} ${form === 'one' ? one : form === 'few' ? few : many}`
}
