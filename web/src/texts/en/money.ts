import type { money as Ru } from '#web/texts/ru/money.ts'

export const money: typeof Ru = {
  title: 'Money',
  span: 'For how many days',
  days: (days) => `${days} days`,
  hint: 'A credit earns when it is spent, a day of a plan when it has passed. Counted every five minutes, by UTC.',
  plans: 'By what pays for the answer',
  models: 'By model',
  byDay: 'By day',
  day: 'Day',
  name: 'What',
  answers: 'Answers',
  planOf: (plan) => `plan ${plan}`,
  unused: 'plan days without questions',
  budgets: 'Budgets',
  noBudgets: 'There are no budgets. money.budgets in the catalogue sets them.',
  budgetNames: { day: 'Today', month: 'This month', trial_day: 'Trial questions today' },
  spent: (name, spent, limit) => `${name}: ${spent} of ${limit}`,
}
