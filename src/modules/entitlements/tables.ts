import type { Tables } from '#platform/database/table.ts'

export const entitlementsTables = {
  trials: {
    rights: ['insert', 'update'],
    of: 'user_id = $person',
    export: { as: 'trial', rows: 'one' },
    deletion: { keeps: 'a trial is given once' },
  },
  extra_trials: {
    rights: ['insert'],
    of: 'user_id = $person',
    export: { as: 'extra_trials', rows: 'many' },
    deletion: { keeps: 'what was given is given once' },
  },
  discounts: {
    rights: ['insert', 'update'],
    of: 'user_id = $person',
    export: { as: 'discounts', rows: 'many' },
    deletion: { keeps: 'what was given is given once' },
  },
  subscriptions: {
    rights: ['insert', 'update'],
    of: 'user_id = $person',
    export: { as: 'subscriptions', rows: 'many' },
    deletion: { keeps: 'what was paid stays accounted for' },
  },
  // Ledgers are only added to.
  plan_day_entries: {
    rights: ['insert'],
    of: 'user_id = $person',
    export: { as: 'plan_day_entries', rows: 'many' },
    deletion: { keeps: 'what was paid stays accounted for' },
  },
  credit_entries: {
    rights: ['insert'],
    of: 'user_id = $person',
    export: { as: 'credit_entries', rows: 'many' },
    deletion: { keeps: 'what was paid and used stays accounted for' },
  },
} satisfies Tables
