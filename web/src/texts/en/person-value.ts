import type { personValue as Ru } from '#web/texts/ru/person-value.ts'

export const personValue: typeof Ru = {
  byMonth: 'What a person brings in a month',
  byMonthHint:
    'Payments of the month less refunds and commission, for each person who asked (ARPU) and each who paid (ARPPU). Months by UTC; the present one is not over.',
  emptyMonths: 'What a person brings in a month will be seen here. Give people a link to the bot.',
  month: 'Month',
  payers: 'Paid',
  received: 'Received',
  perActive: 'Per person who asked',
  perPayer: 'Per payer',
  costPerActive: 'Cost per person who asked',
  byWeek: 'What a person has brought since they came',
  byWeekHint:
    'By the week in which people came: payments less the cost of models, for each of them (LTV). It is so far: those who came lately have not brought everything yet, so recent weeks are lower.',
  emptyWeeks: 'Whether a person pays back, and in how many weeks, will be seen here. Give people a link to the bot.',
  people: 'Came',
  perPerson: 'Payments per person',
  costPerPerson: 'Cost per person',
  value: 'Brought so far',
}
