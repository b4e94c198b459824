import type { Notices } from '#modules/notifications/contract.ts'
import type { Language } from '#modules/users/contract.ts'
import { dollars } from './dollars.ts'

type Reached = Notices['budget_reached']

/** For an owner: how much of a budget is spent, and what happens now when that is all of it. */
export function budgetText(language: Language, reached: Reached): string {
  const { budget, userId, percent, spent, limitMicroDollars, action } = reached
  const t = language === 'ru' ? russianBudgets : englishBudgets
  const line = t.spent(t.names[budget](userId), percent, dollars(spent, language), dollars(limitMicroDollars, language))
  return percent === 100 ? `⚠️ ${line} ${t.actions[action]} ${t.change}` : `⚠️ ${line}`
}

interface BudgetTexts {
  names: Record<Reached['budget'], (userId: number) => string>
  actions: Record<Reached['action'], string>
  spent(name: string, percent: number, spent: string, limit: string): string
  change: string
}

const russianBudgets: BudgetTexts = {
  names: {
    day: () => 'Бюджет на день',
    month: () => 'Бюджет на месяц',
    trial_day: () => 'Бюджет пробных вопросов на день',
    person_day: (userId) => `Бюджет на день для человека ${userId}`,
  },
  actions: {
    cheaper: 'Теперь отвечает самая дешёвая модель по своей цене.',
    no_trial: 'Бесплатных ответов пока не будет.',
    stop: 'Ответов пока не будет: вопросы сохраняются, людям об этом сказано.',
  },
  spent: (name, percent, spent, limit) => `${name}: потрачено ${percent} % (${spent} из ${limit}).`,
  change: 'Изменить бюджет можно в каталоге, в разделе money.budgets.',
}

const englishBudgets: BudgetTexts = {
  names: {
    day: () => 'Budget of the day',
    month: () => 'Budget of the month',
    trial_day: () => 'Budget of the day for trial questions',
    person_day: (userId) => `Budget of the day for person ${userId}`,
  },
  actions: {
    cheaper: 'The cheapest model answers now, at its own price.',
    no_trial: 'There are no free answers for now.',
    stop: 'There are no answers for now: questions are kept, and people are told so.',
  },
  spent: (name, percent, spent, limit) => `${name}: ${percent}% spent (${spent} of ${limit}).`,
  change: 'Change it in the catalogue, in money.budgets.',
}
