import type { reminders as Ru } from '#web/texts/ru/reminders.ts'

export const reminders: typeof Ru = {
  title: 'Reminders',
  hint: 'Over 90 days. A share of people, set on the page Settings, is not reminded: they show how many would have paid anyway. A payment counts if it came within 14 days.',
  empty:
    'There were no reminders yet. The bot writes by itself: a day after the trial, 3 and 14 days after a plan, and when there are few credits. Whether people pay more often after that is shown here.',
  rule: 'About what',
  rules: {
    trial_used_up: 'The trial is used up',
    plan_lapsed_3: 'The plan ended 3 days ago',
    plan_lapsed_14: 'The plan ended 14 days ago',
    low_balance: 'Few credits are left',
  },
  reminded: 'Reminded',
  heldOut: 'Not reminded',
  payersOf: (payers, people) => `${payers} of ${people}`,
  stars: 'Paid: reminded / not',
  verdict: 'What it means',
  verdicts: {
    too_few: 'Too few people to tell yet',
    same: 'The difference may be chance',
    more: 'Those who are reminded pay more often',
    less: 'Those who are reminded pay less often',
  },
}
