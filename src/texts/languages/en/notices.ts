import type { NoticeTexts } from '#texts/languages/ru/notices.ts'
import { inDollars } from './money.ts'

export const notices: NoticeTexts = {
  planEnds: (date, daysBefore) =>
    daysBefore === 1
      ? `Your subscription ends within a day, on ${date}. It does not renew by itself.`
      : `Your subscription ends on ${date}, in three days or less. It does not renew by itself.`,
  planEndsButton: '⭐ Go on',
  winBack: {
    trial_used_up:
      'Your trial messages are used up, and you may have more questions. Credits do not expire, and a subscription can be cancelled on any day.',
    plan_lapsed_3:
      'Your subscription ended some days ago. Your conversations are still here: renew it and go on from the same place.',
    plan_lapsed_14:
      'Your subscription ended two weeks ago. If you do not need it every day, take credits: they do not expire.',
    low_balance: 'You have fewer credits than one answer costs. Top up, so that the conversation is not cut short.',
  },
  winBackButton: '⭐ See prices',
  noRemindersButton: 'No more reminders',
  renewalEnded: {
    refunded:
      'The renewal of your subscription is off, because its payment is returned. Nothing more is charged for it.',
    doubled: 'The renewal of your second subscription is off. Nothing more is charged for it.',
    blocked: 'Your access to this bot is closed, so the renewal of your subscription is off. Nothing more is charged.',
  },
  providerRefused: (model, status, message) =>
    `⚠️ The model “${model}” answers nobody: its server refuses all requests${status}. Check the key, the balance with the provider and the name of the model. People are told that the model is unavailable, and nothing is charged.\n\nThe server says: ${message}`,
  budgets: {
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
    spent: (name, percent, spent, limit) => `${name}: ${percent}% spent (${inDollars(spent)} of ${inDollars(limit)}).`,
    change: 'Change it in the catalogue, in money.budgets.',
  },
  freeMessages: {
    everybody: 'Free messages of today',
    links: {
      campaign: (name) => `Free messages of today for the campaign ${name}`,
      referral: (code) => `Free messages of today for the invitation ${code}`,
    },
    used: (name, percent, used, limit) =>
      `${name}: ${percent}% used (${used.toLocaleString('en')} of ${limit.toLocaleString('en')}).`,
    ways: {
      campaign: (name) => `by the link of the campaign ${name}`,
      referral: (code) => `by the invitation ${code}`,
    },
    burst: (way, { starts, asked, alike, trials, inSteps }) =>
      `Those who come ${way} look like accounts made for free messages. Within an hour ${starts} came. The first question is the same for ${alike} of ${asked}, and Telegram shows next to nothing of ${inSteps} of the ${trials} who began the trial. They cannot use more than the limit of the day. Look at it and pause it in the cabinet, on the page Growth.`,
    over: 'There are no free answers until midnight UTC, and people are told when there will be. What was bought works.',
    change: 'Change the limit in the cabinet, on the page Settings.',
  },
}
